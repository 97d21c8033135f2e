import type { EventPattern } from "../detections/match/pattern";
import { FORWARDER_ROLE_NAME } from "../detections/names";
import type { ForwardingRule, RuleState } from "../detections/rollout";
import { ruleDescription, TARGET_ID } from "./template/detections";
import {
  busArn,
  type Destination,
  FORWARDER_DESCRIPTION,
  FORWARDER_POLICY_NAME,
  forwarderArn,
  forwarderPolicy,
  forwarderTrust,
} from "./template/forwarder";
import type { AccountBaseline, PasswordPolicy } from "./types";

/** One thing that the baseline puts into an account, whoever puts it there. A region of null is for what is global. */
export type BaselineResource =
  | {
      readonly kind: "forwarder-role";
      readonly region: null;
      readonly name: string;
      readonly description: string;
      readonly trust: object;
      readonly policyName: string;
      readonly policy: object;
    }
  | {
      readonly kind: "forwarding-rule";
      readonly region: string;
      readonly name: string;
      readonly description: string;
      readonly pattern: EventPattern;
      readonly state: RuleState;
      readonly targetId: string;
      readonly busArn: string;
      readonly roleArn: string;
    }
  | { readonly kind: "password-policy"; readonly region: null; readonly policy: PasswordPolicy }
  | { readonly kind: "ebs-encryption"; readonly region: string };

/** What an account gets, and where it sends to. */
export interface BaselineOf {
  readonly account: string;
  readonly partition: string;
  readonly homeRegion: string;
  /** Null where nothing is forwarded. */
  readonly securityAccount: string | null;
  readonly baseline: AccountBaseline;
  /** All forwarding rules; those of other accounts are left out by `duties`. */
  readonly rules: readonly ForwardingRule[];
  /** "every", and what the account is besides. */
  readonly duties: readonly ForwardingRule["accounts"][];
}

/**
 * Everything that the baseline puts into an account: role, password policy, encryption of volumes by Region, rules by
 * Region and name. The management account, which no StackSet reaches, is built from this list; a test compares the
 * list with what the StackSets' templates make in a member account.
 */
export function baselineResources(of: BaselineOf): readonly BaselineResource[] {
  const { baseline, securityAccount } = of;
  const rules = of.rules.filter(({ accounts }) => of.duties.includes(accounts));
  const destination = securityAccount === null ? null : { ...of, securityAccount };
  return [
    ...(destination === null || rules.length === 0 ? [] : [forwarderRole(destination)]),
    ...(baseline.passwordPolicy === null
      ? []
      : [{ kind: "password-policy", region: null, policy: baseline.passwordPolicy } as const]),
    ...baseline.ebsEncryptionRegions.map((region) => ({ kind: "ebs-encryption", region }) as const),
    ...(destination === null ? [] : forwardingRules(rules, of.account, destination)),
  ];
}

function forwarderRole(destination: Destination): BaselineResource {
  return {
    kind: "forwarder-role",
    region: null,
    name: FORWARDER_ROLE_NAME,
    description: FORWARDER_DESCRIPTION,
    trust: forwarderTrust(),
    policyName: FORWARDER_POLICY_NAME,
    policy: forwarderPolicy(destination),
  };
}

/** The rules of an account as they stand in its Regions, sorted by Region and name. */
export function forwardingRules(
  rules: readonly ForwardingRule[],
  account: string,
  destination: Destination,
): readonly Extract<BaselineResource, { kind: "forwarding-rule" }>[] {
  return rules
    .flatMap((rule) =>
      rule.regions.map((region) => ({
        kind: "forwarding-rule" as const,
        region,
        name: rule.name,
        description: ruleDescription(rule),
        pattern: rule.pattern,
        state: rule.state,
        targetId: TARGET_ID,
        busArn: busArn(destination, rule.bus),
        roleArn: forwarderArn(destination.partition, account),
      })),
    )
    .sort((one, other) => (`${one.region} ${one.name}` < `${other.region} ${other.name}` ? -1 : 1));
}
