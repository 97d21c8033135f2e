import { EventRule } from "@pulumi/aws/cloudwatch/eventRule";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget";
import type { Resource } from "@pulumi/pulumi";
import type { ForwardingRule } from "../../detections/rollout";
import { type BaselineResource, forwardingRules } from "../../lockdown/baseline-resources";
import type { DutyAccount, LockdownPlan } from "../../lockdown/types";
import { at, type Building } from "./building";
import type { Buses } from "./detections";

type Forwarding = Extract<BaselineResource, { readonly kind: "forwarding-rule" }>;

/**
 * A rule on the default bus of an account that sends to its detection's bus.
 *
 * A rule that cannot send yet would lose what it matches, so that it comes after its own bus and its role.
 */
export function forward(
  building: Building,
  account: DutyAccount,
  { region, name, description, pattern, state, targetId, busArn, roleArn }: Forwarding,
  buses: Buses,
  role: readonly Resource[],
): void {
  const options = at(building, account, region);
  const resource = `forward:${account.id}:${region}:${name}`;
  const rule = new EventRule(
    resource,
    { name, description, eventPattern: JSON.stringify(pattern), state },
    options,
  );
  new EventTarget(
    resource,
    { rule: rule.name, targetId, arn: busArn, roleArn },
    { ...options, dependsOn: [...(buses.get(busArn) ?? []), ...role] },
  );
}

/**
 * What an account is, as the rules are told apart: the management account has the duties that no other account has.
 */
export function dutiesOf({ accounts }: LockdownPlan, management: string, account: string): readonly Duty[] {
  const duties = (["security", "iam"] as const).filter(
    (duty) => (accounts[duty]?.id ?? management) === account,
  );
  return account === management ? ["management", ...duties] : duties;
}

type Duty = ForwardingRule["accounts"];

/**
 * The rules that only one member account has: those about findings, where the services' administrators get them.
 *
 * @param stacks that make the role by which these rules send
 */
export function forwardFromDuties(building: Building, buses: Buses, stacks: readonly Resource[]): void {
  const { plan, management } = building;
  const { partition, homeRegion } = plan.organization;
  const securityAccount = plan.accounts.security?.id;
  if (plan.detections === null || securityAccount === undefined) return;
  const members = new Map(
    [plan.accounts.security, plan.accounts.iam]
      .filter((account) => account !== null)
      .map((account) => [account.id, account] as const),
  );
  members.delete(management.id);
  for (const account of members.values()) {
    const duties = dutiesOf(plan, management.id, account.id);
    const rules = plan.detections.rollout.forwarding.filter(({ accounts }) => duties.includes(accounts));
    for (const rule of forwardingRules(rules, account.id, { partition, securityAccount, homeRegion })) {
      forward(building, account, rule, buses, stacks);
    }
  }
}
