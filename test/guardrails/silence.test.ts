import { denyExternalSharing } from "../../guardrails/deny-external-sharing";
import { denyPublicIp } from "../../guardrails/deny-public-ip";
import { denyPublicLambdaUrls } from "../../guardrails/deny-public-lambda-urls";
import { denyPublicSecrets } from "../../guardrails/deny-public-secrets";
import { denyS3CustomerKeys } from "../../guardrails/deny-s3-customer-keys";
import { requireEbsEncryption } from "../../guardrails/require-ebs-encryption";
import { requireEfsEncryption } from "../../guardrails/require-efs-encryption";
import { requireImdsv2 } from "../../guardrails/require-imdsv2";
import { requireKmsWaitingPeriod } from "../../guardrails/require-kms-waiting-period";
import { requireRdsEncryption } from "../../guardrails/require-rds-encryption";
import { requireS3OwnerEnforced } from "../../guardrails/require-s3-owner-enforced";
import { requireS3Tls } from "../../guardrails/require-s3-tls";
import { restrictS3PresignedAge } from "../../guardrails/restrict-s3-presigned-age";
import { under } from "./support";

const ec2 = (name: string) => `arn:aws:ec2:eu-west-1:123456789012:${name}`;

/** What a request that leaves a parameter out gets from AWS by default decides whether its silence may be denied. */
it.each([
  // The default is safe: silence passes.
  [requireEbsEncryption, "ec2:CreateVolume", ec2("volume/*"), "allowed"],
  [requireEbsEncryption, "ec2:RunInstances", ec2("volume/*"), "allowed"],
  [denyS3CustomerKeys, "s3:PutObject", "arn:aws:s3:::reports/2026.csv", "allowed"],
  [requireS3OwnerEnforced, "s3:CreateBucket", "arn:aws:s3:::reports", "allowed"],
  [requireS3Tls, "s3:GetObject", "arn:aws:s3:::reports/2026.csv", "allowed"],
  [restrictS3PresignedAge, "s3:GetObject", "arn:aws:s3:::reports/2026.csv", "allowed"],
  [requireKmsWaitingPeriod, "kms:ScheduleKeyDeletion", "*", "allowed"],
  // Nothing changes: silence passes.
  [denyExternalSharing, "ram:UpdateResourceShare", "*", "allowed"],
  [denyPublicLambdaUrls, "lambda:UpdateFunctionUrlConfig", "*", "allowed"],
  [denyPublicIp, "eks:UpdateClusterConfig", "*", "allowed"],
  [requireImdsv2, "ec2:ModifyInstanceMetadataOptions", ec2("instance/i-0123456789abcdef0"), "allowed"],
  // The default is what the guardrail is against: silence is denied.
  [requireEfsEncryption, "elasticfilesystem:CreateFileSystem", "*", "denied"],
  [requireRdsEncryption, "rds:CreateDBInstance", "arn:aws:rds:eu-west-1:123456789012:db:shop", "denied"],
  [requireImdsv2, "ec2:RunInstances", ec2("instance/*"), "denied"],
  [denyExternalSharing, "ram:CreateResourceShare", "*", "denied"],
  [denyPublicSecrets, "secretsmanager:PutResourcePolicy", "*", "denied"],
  [denyPublicIp, "eks:CreateCluster", "*", "denied"],
  [denyPublicIp, "elasticloadbalancing:CreateLoadBalancer", "*", "denied"],
] as const)("%#: a request that says nothing", (guardrail, action, resource, verdict) => {
  const principal = "arn:aws:iam::123456789012:role/anybody";
  expect([guardrail.id, action, under(guardrail)({ action, principal, resource })]).toEqual([
    guardrail.id,
    action,
    verdict,
  ]);
});
