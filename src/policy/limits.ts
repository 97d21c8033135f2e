import type { PolicyType } from "./types";

/** What AWS allows for one policy type. */
export interface TypeLimits {
  /** Characters of the stored text; white space counts, because the SDK stores the text as it is. */
  readonly characters: number;
  /** Policies of this type attached to one root, unit or account. AWS's own (FullAWSAccess) take a slot. */
  readonly attached: number;
}

/**
 * AWS's quotas, in one place. Tools that still assume 5,120 characters and 5 policies refuse valid plans.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * (SCP: 10,240 characters and 10 attached since 2026-05-15) counts the types down to SECURITYHUB_POLICY;
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-organizations-policy.html has the
 * lengths of Inspector, Bedrock and upgrade rollout policies. Of the last it says 10,000 characters, their own page
 * 5,120 bytes (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html):
 * the shorter one is safe. That the types which the first page leaves out may be attached ten times, and that S3
 * policies and the three last types have 10,000 characters, is assumed: it is what declarative policies have.
 */
export const LIMITS: Readonly<Record<PolicyType, TypeLimits>> = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, attached: 10 },
  RESOURCE_CONTROL_POLICY: { characters: 5_120, attached: 5 },
  TAG_POLICY: { characters: 10_000, attached: 10 },
  BACKUP_POLICY: { characters: 10_000, attached: 10 },
  AISERVICES_OPT_OUT_POLICY: { characters: 2_500, attached: 5 },
  CHATBOT_POLICY: { characters: 10_000, attached: 5 },
  DECLARATIVE_POLICY_EC2: { characters: 10_000, attached: 10 },
  SECURITYHUB_POLICY: { characters: 10_000, attached: 10 },
  S3_POLICY: { characters: 10_000, attached: 10 },
  INSPECTOR_POLICY: { characters: 10_000, attached: 10 },
  BEDROCK_POLICY: { characters: 10_000, attached: 10 },
  UPGRADE_ROLLOUT_POLICY: { characters: 5_120, attached: 10 },
  NETWORK_SECURITY_DIRECTOR_POLICY: { characters: 10_000, attached: 10 },
  GUARDDUTY_POLICY: { characters: 10_000, attached: 10 },
  SECURITYHUB_CSPM_POLICY: { characters: 10_000, attached: 10 },
};

/** One slot per target and type stays free, so that a moved statement can stand twice for a moment. */
export const SLOTS_KEPT_FREE = 1;

/**
 * Policies of one type that an organization may hold, AWS's own not counted.
 * Source: the first page above (10,000 SCPs, 2,000 RCPs, 1,000 of each other type that it counts).
 */
export function policiesPerOrganization(type: PolicyType): number {
  if (type === "SERVICE_CONTROL_POLICY") return 10_000;
  return type === "RESOURCE_CONTROL_POLICY" ? 2_000 : 1_000;
}
