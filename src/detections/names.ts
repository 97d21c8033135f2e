/** Names of what is deployed. The rule that watches the rules finds them by it. */
export const RULE_PREFIX = "org-guardrails-";

/** The role by which rules send to the buses of the security account: one in each account, made in one Region only, since roles are global. */
export const FORWARDER_ROLE_NAME = "org-guardrails-forward-events";

/** The namespace of the metrics that the trail's log group is counted into. */
export const METRIC_NAMESPACE = "OrgGuardrails/Detections";

/** The name of a detection's rules, wherever they stand, of its bus and of its alarm: at most 64 characters. */
export function ruleName(id: string): string {
  return RULE_PREFIX + id;
}
