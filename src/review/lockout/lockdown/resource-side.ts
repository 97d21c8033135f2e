import { RCP_SERVICES } from "../../../aws-data/rcp-services";
import { FORWARDER_ROLE_NAME, RULE_PREFIX } from "../../../detections/names";
import { busArn } from "../../../lockdown/template/forwarder";
import type { LockdownPlan } from "../../../lockdown/types";
import type { Intent } from "../../../organization/intent";
import { principalArn } from "../../../plan/facts";
import type { Statement } from "../../../policy/document";
import type { Calls, Need } from "../needs/need";
import { regionsOf } from "../principals";
import type { Asked } from "../question";
import type { LockoutRow } from "../types";

/**
 * The calls of a role on resources of its own account, as RCPs judge them; null where no RCP governs any. The role is
 * of the organization and no AWS service, and calls over TLS.
 */
export function resourceSide(
  role: string,
  { calls }: Need,
  { organization }: Intent,
): ((account: string) => readonly Statement[]) | null {
  const governed = calls
    .map((each) => ({ ...each, actions: each.actions.filter(isGoverned) }))
    .filter(({ actions }) => actions.length > 0);
  if (governed.length === 0) return null;
  const { partition } = organization;
  return (account) =>
    governed.flatMap(({ actions, resources, regions }) => {
      const asked = regionsOf(regions, organization);
      const region = asked.length === 1 ? asked[0]! : "*";
      const own = (resources?.({ partition, account, region }) ?? ["*"]).filter((arn) => isOf(arn, account));
      return own.length === 0
        ? []
        : [statement(actions, own, principalArn(partition, account, role), asked, organization)];
    });
}

/** Whether the buses of the security account take what the forwarding role of each member sends. */
export function busRows(lockdown: LockdownPlan, intent: Intent, asked: Asked): readonly LockoutRow[] {
  const { security } = lockdown.accounts;
  if (security === null || lockdown.detections === null) return [];
  const { partition, homeRegion } = lockdown.organization;
  const principal = principalArn(partition, "*", `role/${FORWARDER_ROLE_NAME}`);
  const bus = busArn({ partition, securityAccount: security.id, homeRegion }, `${RULE_PREFIX}*`);
  const send = statement(["events:PutEvents"], [bus], principal, [homeRegion], intent.organization);
  return asked
    .answers({ type: "RCP", requests: () => [send], expect: "allowed" }, new Set([security.id]))
    .map((answer) => ({
      principal,
      need: "forwarding",
      purpose: "send events to the buses of the account of security",
      type: "rcp",
      ...answer,
    }));
}

function statement(
  actions: Calls["actions"],
  resources: readonly string[],
  principal: string,
  regions: readonly string[],
  { id }: Intent["organization"],
): Statement {
  return {
    Effect: "Allow",
    Principal: "*",
    Action: actions,
    Resource: resources,
    Condition: {
      ArnLike: { "aws:PrincipalArn": principal },
      StringEquals: { "aws:PrincipalOrgID": id, "aws:RequestedRegion": regions },
      Bool: { "aws:PrincipalIsAWSService": "false", "aws:SecureTransport": "true" },
    },
  };
}

const isGoverned = (action: string) => RCP_SERVICES.has(action.slice(0, action.indexOf(":")).toLowerCase());

/** Whether a resource may be of an account: ARNs of buckets name none. */
function isOf(arn: string, account: string): boolean {
  const [, , , , owner = ""] = arn.split(":");
  return owner === "" || owner === account || owner.includes("*");
}
