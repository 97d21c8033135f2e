import { POLICY_TYPES, type PolicyType } from "./types";

/**
 * Types that Organizations has and @pulumi/aws does not take yet: its provider refuses them before it asks AWS.
 * Source: the documentation of `type` in @pulumi/aws 7.48.0, organizations.Policy, which lists the others; a test
 * compares the two.
 */
export const UNDEPLOYABLE_TYPES: readonly PolicyType[] = [
  "NETWORK_SECURITY_DIRECTOR_POLICY",
  "GUARDDUTY_POLICY",
  "SECURITYHUB_CSPM_POLICY",
];

export function isDeployable(type: string): boolean {
  return POLICY_TYPES.some((known) => known === type && !UNDEPLOYABLE_TYPES.includes(known));
}
