/**
 * Quotas of Identity Center.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html, read 2026-11; names, descriptions and
 * relay states: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html, read 2026-11.
 */
export const IDENTITY_LIMITS = {
  /** Bytes of an inline policy that are not white space. */
  inlineBytes: 10_240,
  /** Bytes of an inline policy in all. */
  inlineBytesInAll: 32_768,
  /** Managed policies of a set, AWS's and the customer's together. */
  managedPolicies: 20,
  /** Managed policies of a role until IAM's own quota is raised in every account: a set becomes a role there. */
  managedPoliciesOfARole: 10,
  setsOfAnOrganization: 3_500,
  /** Sets provisioned in one account. */
  setsOfAnAccount: 500,
  description: 700,
  relayState: 240,
} as const;

/**
 * How fast Identity Center works.
 *
 * Source: as above (all APIs share 20 requests a second; 10 account assignments under way at a time; a set is provisioned
 * in one account at a time). The seconds of an assignment are experience: 1,200 in 61 minutes,
 * https://github.com/aws-samples/aws-iam-identity-center-extensions/blob/main/docs/documentation/Scaling.md, read 2026-11. That provisioning a changed
 * set in an account takes as long is assumed.
 */
export const IDENTITY_RATES = {
  requestsASecond: 20,
  assignmentsAtOnce: 10,
  assignmentsASecond: 1_200 / (61 * 60),
} as const;
