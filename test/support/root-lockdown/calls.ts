import type { DeployedAccount } from "../../../src/lockdown/deployer-policy";
import { LOCKDOWN_TYPES as TYPES } from "./resources";

/** Which types the stack writes in which account, where the duties are of different accounts. */
export const TYPES_IN: Readonly<Record<DeployedAccount, readonly string[]>> = {
  management: [
    ...[TYPES.access, TYPES.delegation, TYPES.features, TYPES.passwordPolicy, TYPES.ebs],
    ...[TYPES.role, TYPES.rolePolicy, TYPES.stackSet, TYPES.stacks, TYPES.rule, TYPES.target],
    ...[TYPES.filter, TYPES.alarm, TYPES.logGroup, TYPES.trail],
  ],
  security: [
    ...[TYPES.bus, TYPES.busPolicy, TYPES.rule, TYPES.target, TYPES.topic, TYPES.topicPolicy],
    ...[TYPES.subscription, TYPES.queue, TYPES.queuePolicy, TYPES.key, TYPES.alias, TYPES.alarm],
  ],
  "log-archive": [
    ...[TYPES.bucket, TYPES.bucketPolicy, TYPES.publicAccess, TYPES.ownership, TYPES.versioning],
    ...[TYPES.encryption, TYPES.key, TYPES.alias],
  ],
  iam: [TYPES.analyzer, TYPES.rule, TYPES.target],
};

/** The calls that write a type: those that make it, and those that take it away where it may go. */
export const CALLS_OF: Readonly<Record<string, readonly string[]>> = {
  [TYPES.access]: ["organizations:EnableAWSServiceAccess"],
  [TYPES.delegation]: [
    "organizations:RegisterDelegatedAdministrator",
    "organizations:DeregisterDelegatedAdministrator",
  ],
  [TYPES.features]: [
    "iam:EnableOrganizationsRootCredentialsManagement",
    "iam:EnableOrganizationsRootSessions",
  ],
  [TYPES.analyzer]: ["access-analyzer:CreateAnalyzer", "access-analyzer:DeleteAnalyzer"],
  [TYPES.passwordPolicy]: ["iam:UpdateAccountPasswordPolicy"],
  [TYPES.ebs]: ["ec2:EnableEbsEncryptionByDefault"],
  [TYPES.role]: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole"],
  [TYPES.rolePolicy]: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"],
  [TYPES.stackSet]: [
    "cloudformation:CreateStackSet",
    "cloudformation:UpdateStackSet",
    "cloudformation:DeleteStackSet",
  ],
  [TYPES.stacks]: ["cloudformation:CreateStackInstances", "cloudformation:DeleteStackInstances"],
  [TYPES.bus]: ["events:CreateEventBus", "events:DeleteEventBus"],
  [TYPES.busPolicy]: ["events:PutPermission", "events:RemovePermission"],
  [TYPES.rule]: ["events:PutRule", "events:DeleteRule"],
  [TYPES.target]: ["events:PutTargets", "events:RemoveTargets", "iam:PassRole"],
  [TYPES.filter]: ["logs:PutMetricFilter", "logs:DeleteMetricFilter"],
  [TYPES.alarm]: ["cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"],
  [TYPES.logGroup]: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
  [TYPES.topic]: ["sns:CreateTopic", "sns:SetTopicAttributes", "sns:DeleteTopic"],
  [TYPES.topicPolicy]: ["sns:SetTopicAttributes"],
  [TYPES.subscription]: ["sns:Subscribe", "sns:Unsubscribe"],
  [TYPES.queue]: ["sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:DeleteQueue"],
  [TYPES.queuePolicy]: ["sqs:SetQueueAttributes"],
  [TYPES.key]: ["kms:CreateKey", "kms:EnableKeyRotation", "kms:PutKeyPolicy"],
  [TYPES.alias]: ["kms:CreateAlias"],
  [TYPES.bucket]: ["s3:CreateBucket"],
  [TYPES.bucketPolicy]: ["s3:PutBucketPolicy"],
  [TYPES.publicAccess]: ["s3:PutBucketPublicAccessBlock"],
  [TYPES.ownership]: ["s3:PutBucketOwnershipControls"],
  [TYPES.versioning]: ["s3:PutBucketVersioning"],
  [TYPES.encryption]: ["s3:PutEncryptionConfiguration"],
  [TYPES.trail]: ["cloudtrail:CreateTrail", "cloudtrail:StartLogging", "cloudtrail:UpdateTrail"],
};
