import type { PolicyType } from "./types";

const NAMES: Readonly<Record<PolicyType, string>> = {
  SERVICE_CONTROL_POLICY: "SCP",
  RESOURCE_CONTROL_POLICY: "RCP",
  TAG_POLICY: "tag",
  BACKUP_POLICY: "backup",
  AISERVICES_OPT_OUT_POLICY: "AI opt-out",
  CHATBOT_POLICY: "chat",
  DECLARATIVE_POLICY_EC2: "EC2",
  SECURITYHUB_POLICY: "Security Hub",
  S3_POLICY: "S3",
  INSPECTOR_POLICY: "Inspector",
  BEDROCK_POLICY: "Bedrock",
  UPGRADE_ROLLOUT_POLICY: "upgrade rollout",
  NETWORK_SECURITY_DIRECTOR_POLICY: "network security",
  GUARDDUTY_POLICY: "GuardDuty",
  SECURITYHUB_CSPM_POLICY: "Security Hub CSPM",
};

/** A type in a word or two, for tables; a type that is not known by AWS's own name. */
export function shortTypeName(type: string): string {
  return Object.hasOwn(NAMES, type) ? NAMES[type as PolicyType] : type;
}
