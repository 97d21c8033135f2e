/** Names of what is deployed. The rule that watches the rules finds them by it. */
export const RULE_PREFIX = "org-guardrails-";

/** The bus in the security account, in the home Region, that every rule of the organization sends to. */
export const BUS_NAME = "org-guardrails-detections";

/** The role by which rules send to that bus: one in each account, made in one Region only, since roles are global. */
export const FORWARDER_ROLE_NAME = "org-guardrails-forward-events";

/** The namespace of the metrics that the trail's log group is counted into. */
export const METRIC_NAMESPACE = "OrgGuardrails/Detections";

/** The name of a detection's rule, the same wherever it stands: at most 64 characters. */
export function ruleName(id: string): string {
  return RULE_PREFIX + id;
}
