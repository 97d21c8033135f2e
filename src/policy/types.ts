/**
 * AWS's PolicyType names, as Organizations spells them.
 * Source: PolicyType enum of @aws-sdk/client-organizations; a test compares the two.
 */
export const POLICY_TYPES = [
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "TAG_POLICY",
  "BACKUP_POLICY",
  "AISERVICES_OPT_OUT_POLICY",
  "CHATBOT_POLICY",
  "DECLARATIVE_POLICY_EC2",
  "SECURITYHUB_POLICY",
  "S3_POLICY",
  "INSPECTOR_POLICY",
  "BEDROCK_POLICY",
  "UPGRADE_ROLLOUT_POLICY",
  "NETWORK_SECURITY_DIRECTOR_POLICY",
  "GUARDDUTY_POLICY",
  "SECURITYHUB_CSPM_POLICY",
] as const;

export type PolicyType = (typeof POLICY_TYPES)[number];

/** The types whose content is written in the IAM policy language and evaluated per request. */
export type AuthorizationPolicyType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

/** The types whose content is a tree of settings that accounts inherit. */
export type ManagementPolicyType = Exclude<PolicyType, AuthorizationPolicyType>;

/** Whether policies of a type are judged per request. */
export function isAuthorizationType(type: string): type is AuthorizationPolicyType {
  return type === "SERVICE_CONTROL_POLICY" || type === "RESOURCE_CONTROL_POLICY";
}

/** Every kind of policy in the IAM policy language; the last two are no policies of an organization. */
export type LanguagePolicyType = AuthorizationPolicyType | "IDENTITY_POLICY" | "RESOURCE_POLICY";
