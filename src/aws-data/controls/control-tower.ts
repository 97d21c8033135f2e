import type { Control, Otherwise } from "./types";

// AWS Control Tower's preventive controls, and the detective ones that a guardrail supports. Control Tower deploys
// them itself where it governs an account; the guardrails here deny the same to accounts that it does not.
//
// Read 2026-11, in stored copies of pages of https://docs.aws.amazon.com/controltower/latest/controlreference, whose
// dates differ: cannot-change-with-gr-api.html (ids of the mandatory controls and AWS-GR_REGION_DENY),
// identifiers-for-legacy-controls.html (ids of the strongly recommended and the elective ones, and the page of each),
// control-parameter-concepts.html (ids and titles of CT and of preventive controls), elective-preventive-controls.html
// and list-of-rcp-controls.html (headings and anchors), ou-region-deny.html. Titles of the mandatory ones are those of
// https://github.com/awsdocs/aws-control-tower-guide (until 2023) and of lists that others made of AWS's; so are the
// titles of the detective ones.
//
// Assumed: that the page of the mandatory controls still bears its name, and that all of them are still mandatory.

const REFERENCE = "https://docs.aws.amazon.com/controltower/latest/controlreference";

const PAGES = {
  mandatory: `${REFERENCE}/mandatory-controls.html`,
  recommended: `${REFERENCE}/strongly-recommended-preventive-controls.html`,
  "recommended-detective": `${REFERENCE}/strongly-recommended-detective-controls.html`,
  elective: `${REFERENCE}/elective-preventive-controls.html`,
  "elective-detective": `${REFERENCE}/elective-detective-controls.html`,
  "region-deny": "https://docs.aws.amazon.com/controltower/latest/userguide/primary-region-deny-policy.html",
  "unit-region-deny": `${REFERENCE}/ou-region-deny.html`,
  "resource-policies": `${REFERENCE}/list-of-rcp-controls.html`,
} as const;

/** Pages that have a heading for each control. */
const ANCHORED: readonly (keyof typeof PAGES)[] = ["elective", "resource-policies"];

function control<const Id extends string>(
  id: Id,
  page: keyof typeof PAGES,
  title: string,
  otherwise?: Otherwise,
): Control & { readonly id: Id } {
  const anchor = ANCHORED.includes(page) ? `#${id.toLowerCase().replaceAll(".", "-")}` : "";
  return { id, standard: "AWS Control Tower", title, url: PAGES[page] + anchor, otherwise };
}

/** Controls that have a page of their own. */
function own<const Id extends string>(id: Id, title: string): Control & { readonly id: Id } {
  const page = id.toLowerCase().replaceAll(".", "-");
  return { id, standard: "AWS Control Tower", title, url: `${REFERENCE}/${page}.html` };
}

export const CONTROL_TOWER = [
  control("AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED", "mandatory", "the log archive's buckets stay"),
  control("AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED", "mandatory", "Control Tower's trail stays as it is"),
  control(
    "AWS-GR_CLOUDTRAIL_CLOUDWATCH_LOGS_ENABLED",
    "mandatory",
    "the trail is delivered to CloudWatch Logs",
  ),
  control("AWS-GR_CLOUDTRAIL_ENABLED", "mandatory", "a trail in every Region"),
  control("AWS-GR_CLOUDTRAIL_VALIDATION_ENABLED", "mandatory", "the trail validates its log files"),
  control("AWS-GR_CLOUDWATCH_EVENTS_CHANGE_PROHIBITED", "mandatory", "Control Tower's event rules stay"),
  control("AWS-GR_CONFIG_AGGREGATION_AUTHORIZATION_POLICY", "mandatory", "aggregation authorizations stay"),
  control(
    "AWS-GR_CONFIG_AGGREGATION_CHANGE_PROHIBITED",
    "mandatory",
    "Control Tower's tags on AWS Config stay",
  ),
  control("AWS-GR_CONFIG_CHANGE_PROHIBITED", "mandatory", "AWS Config stays as it is"),
  control("AWS-GR_CONFIG_ENABLED", "mandatory", "AWS Config is on"),
  control("AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED", "mandatory", "Control Tower's Config rules stay"),
  control(
    "AWS-GR_CT_AUDIT_BUCKET_ENCRYPTION_CHANGES_PROHIBITED",
    "mandatory",
    "the log archive's encryption stays",
  ),
  control(
    "AWS-GR_CT_AUDIT_BUCKET_LIFECYCLE_CONFIGURATION_CHANGES_PROHIBITED",
    "mandatory",
    "the log archive keeps what it keeps",
  ),
  control(
    "AWS-GR_CT_AUDIT_BUCKET_LOGGING_CONFIGURATION_CHANGES_PROHIBITED",
    "mandatory",
    "the log archive's own access logs stay",
  ),
  control("AWS-GR_CT_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED", "mandatory", "the log archive's policies stay"),
  control("AWS-GR_IAM_ROLE_CHANGE_PROHIBITED", "mandatory", "Control Tower's roles stay"),
  control("AWS-GR_LAMBDA_CHANGE_PROHIBITED", "mandatory", "Control Tower's functions stay"),
  control("AWS-GR_LOG_GROUP_POLICY", "mandatory", "Control Tower's log groups stay"),
  control("AWS-GR_SNS_CHANGE_PROHIBITED", "mandatory", "Control Tower's topics stay"),
  control("AWS-GR_SNS_SUBSCRIPTION_CHANGE_PROHIBITED", "mandatory", "the subscriptions of its topics stay"),
  control("AWS-GR_RESTRICT_ROOT_USER", "recommended", "no root user"),
  control("AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS", "recommended", "no access keys of the root user"),
  control("AWS-GR_ENCRYPTED_VOLUMES", "recommended-detective", "attached EBS volumes encrypted", "detection"),
  control(
    "AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
    "recommended-detective",
    "no public RDS instances",
    "workload",
  ),
  control(
    "AWS-GR_RDS_SNAPSHOTS_PUBLIC_PROHIBITED",
    "recommended-detective",
    "no public RDS snapshots",
    "detection",
  ),
  control("AWS-GR_RDS_STORAGE_ENCRYPTED", "recommended-detective", "RDS storage encrypted", "detection"),
  control(
    "AWS-GR_RESTRICTED_COMMON_PORTS",
    "recommended-detective",
    "no common ports open to all",
    "detection",
  ),
  control("AWS-GR_RESTRICTED_SSH", "recommended-detective", "no SSH open to all", "detection"),
  control(
    "AWS-GR_ROOT_ACCOUNT_MFA_ENABLED",
    "recommended-detective",
    "MFA for the root user",
    "root-lockdown",
  ),
  control(
    "AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED",
    "recommended-detective",
    "no publicly readable buckets",
    "detection",
  ),
  control(
    "AWS-GR_S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
    "recommended-detective",
    "no publicly writable buckets",
    "detection",
  ),
  control("AWS-GR_DISALLOW_CROSS_REGION_NETWORKING", "elective", "no networks across Regions"),
  control("AWS-GR_DISALLOW_VPC_INTERNET_ACCESS", "elective", "no internet access of VPCs"),
  control("AWS-GR_DISALLOW_VPN_CONNECTIONS", "elective", "no VPN connections"),
  control("AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION", "elective", "no S3 replication into other Regions"),
  control("AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA", "elective", "no deletion in S3 without MFA"),
  control(
    "AWS-GR_MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS",
    "elective-detective",
    "MFA for console users",
    "identity",
  ),
  control("AWS-GR_IAM_USER_MFA_ENABLED", "elective-detective", "MFA for IAM users", "identity"),
  control("AWS-GR_S3_VERSIONING_ENABLED", "elective-detective", "buckets with versions", "workload"),
  control("AWS-GR_REGION_DENY", "region-deny", "only governed Regions"),
  control("CT.MULTISERVICE.PV.1", "unit-region-deny", "only chosen Regions and services, for a unit"),
  own("CT.EC2.PV.1", "EBS snapshots are made of encrypted volumes"),
  own("CT.EC2.PV.2", "attached EBS volumes are encrypted"),
  own("CT.EC2.PV.3", "EBS snapshots are not made public"),
  own("CT.EC2.PV.4", "no calls of the EBS direct APIs"),
  own("CT.EC2.PV.5", "no import and export of virtual machines"),
  own("CT.EC2.PV.6", "no outdated calls for Spot instances"),
  own("CT.KMS.PV.1", "KMS grants for AWS services only"),
  own("CT.KMS.PV.2", "no RSA keys of 2048 bits for encryption"),
  own("CT.KMS.PV.3", "no key policy that locks its owner out"),
  own("CT.LAMBDA.PV.1", "function URLs with IAM authentication"),
  own("CT.LAMBDA.PV.2", "functions and their URLs for principals of the account"),
  control("CT.KMS.PV.7", "resource-policies", "KMS keys for the organization and AWS services only"),
  control("CT.S3.PV.2", "resource-policies", "S3 requests signed in a header"),
  control("CT.S3.PV.3", "resource-policies", "S3 over TLS 1.3 only"),
  control("CT.S3.PV.4", "resource-policies", "S3 for the organization and AWS services only"),
  control("CT.S3.PV.5", "resource-policies", "S3 over HTTPS only"),
  control("CT.S3.PV.6", "resource-policies", "S3 objects encrypted with KMS keys"),
  control(
    "CT.SECRETSMANAGER.PV.1",
    "resource-policies",
    "secrets for the organization and AWS services only",
  ),
  control("CT.SQS.PV.1", "resource-policies", "queues for the organization and AWS services only"),
  control("CT.STS.PV.1", "resource-policies", "roles for the organization and AWS services only"),
] as const;
