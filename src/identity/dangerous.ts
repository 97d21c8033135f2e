import { ESCALATION_PATHS } from "./escalation";

/**
 * Actions that a reviewer has to see by name, whatever else a permission set allows: a hand-picked list, in AWS's
 * casing. Those that lead to more rights are in ESCALATION_PATHS and belong to it.
 *
 * Sources, read 2026-11: the controls for logging, encryption, sharing and credentials of
 * https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html, and the access levels of
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html.
 */
const PICKED = [
  // Whoever is trusted.
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateRole",
  "iam:CreateSAMLProvider",
  "iam:CreateServiceSpecificCredential",
  "iam:CreateUser",
  "iam:DeactivateMFADevice",
  "iam:PassRole",
  "iam:UpdateSAMLProvider",
  "rolesanywhere:CreateTrustAnchor",
  "sts:AssumeRole",
  "sts:GetFederationToken",
  // The organization.
  "account:CloseAccount",
  "organizations:LeaveOrganization",
  // Evidence.
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteConfigurationRecorder",
  "config:StopConfigurationRecorder",
  "ec2:DeleteFlowLogs",
  "guardduty:DeleteDetector",
  "guardduty:UpdateDetector",
  "logs:DeleteLogGroup",
  "securityhub:DisableSecurityHub",
  // Data given away.
  "ec2:ModifyImageAttribute",
  "ec2:ModifySnapshotAttribute",
  "ecr:SetRepositoryPolicy",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "lambda:AddPermission",
  "ram:CreateResourceShare",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "s3:PutAccountPublicAccessBlock",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "secretsmanager:PutResourcePolicy",
  // Secrets, and what cannot be had back.
  "backup:DeleteBackupVault",
  "backup:DeleteRecoveryPoint",
  "dynamodb:DeleteTable",
  "kms:ScheduleKeyDeletion",
  "rds:DeleteDBCluster",
  "rds:DeleteDBInstance",
  "s3:DeleteBucket",
  "secretsmanager:GetSecretValue",
];

/** Sorted. */
export const DANGEROUS_ACTIONS: readonly string[] = [
  ...new Set([...PICKED, ...ESCALATION_PATHS.flatMap(({ actions }) => actions)]),
].sort();
