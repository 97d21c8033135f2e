/**
 * The actions that each task policy leaves; every other one is denied.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html, read 2026-11. The page does not
 * print SQSUnlockQueuePolicy: its actions are assumed.
 */
export const TASK_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  IAMAuditRootUserCredentials: [
    "iam:ListAccessKeys",
    "iam:ListSigningCertificates",
    "iam:GetLoginProfile",
    "iam:ListMFADevices",
    "iam:GetAccountSummary",
    "iam:GetUser",
    "iam:GetAccessKeyLastUsed",
  ],
  IAMCreateRootUserPassword: ["iam:CreateLoginProfile", "iam:GetLoginProfile"],
  IAMDeleteRootUserCredentials: [
    "iam:DeleteAccessKey",
    "iam:DeleteSigningCertificate",
    "iam:DeleteLoginProfile",
    "iam:DeactivateMFADevice",
    "iam:ListAccessKeys",
    "iam:ListSigningCertificates",
    "iam:GetLoginProfile",
    "iam:ListMFADevices",
    "iam:GetUser",
    "iam:GetAccessKeyLastUsed",
  ],
  S3UnlockBucketPolicy: [
    "s3:DeleteBucketPolicy",
    "s3:PutBucketPolicy",
    "s3:GetBucketPolicy",
    "s3:ListAllMyBuckets",
  ],
  SQSUnlockQueuePolicy: [
    "sqs:GetQueueAttributes",
    "sqs:SetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ListQueues",
  ],
};
