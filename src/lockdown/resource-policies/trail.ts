import type { PolicyDocument } from "../../policy/document";
import { arnsOf } from "../arns";
import type { LockdownPlan, PlannedTrail } from "../types";
import { administration, policy } from "./document";

export type CreatedTrail = Extract<PlannedTrail, { mode: "create" }>;

const CLOUDTRAIL = "cloudtrail.amazonaws.com";

/** Whatever takes a log, or a version of one, away. */
const DELETING = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"];

/** Whatever makes or changes one. */
const WRITING = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObjectTagging",
  "s3:DeleteObjectVersionTagging",
  "s3:ObjectOwnerOverrideToBucketOwner",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
  "s3:PutObjectVersionAcl",
  "s3:PutObjectVersionTagging",
  "s3:ReplicateDelete",
  "s3:ReplicateObject",
  "s3:ReplicateTags",
  "s3:RestoreObject",
];

/**
 * The policy of the trail's bucket. CloudTrail writes for this one trail and nobody else writes; nobody deletes, the
 * account's own administrators included; nobody of another account reads. Who may reconfigure the bucket is for the
 * guardrail protect-log-archive: an explicit Deny here would bind the deployer too.
 *
 * CloudTrail writes under the management account's prefix until the trail is the organization's, and under the
 * organization's from then on. A request without aws:PrincipalServiceName is not CloudTrail's, and
 * StringNotEquals is true where the key is absent.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:PrincipalServiceName).
 */
export function trailBucketPolicy(plan: LockdownPlan, trail: CreatedTrail): PolicyDocument {
  const { id, managementAccount } = plan.organization;
  const arns = arnsOf(plan);
  const bucket = arns.bucket(trail.bucket);
  const objects = `${bucket}/*`;
  const ofTrail = { "aws:SourceArn": arns.trail(trail.name) };
  return policy([
    {
      Sid: "TrailChecks",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "s3:GetBucketAcl",
      Resource: bucket,
      Condition: { StringEquals: ofTrail },
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "s3:PutObject",
      Resource: [`${bucket}/AWSLogs/${managementAccount}/*`, `${bucket}/AWSLogs/${id}/*`],
      Condition: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
    {
      Sid: "NobodyElseWrites",
      Effect: "Deny",
      Principal: "*",
      Action: WRITING,
      Resource: objects,
      Condition: { StringNotEquals: { "aws:PrincipalServiceName": CLOUDTRAIL } },
    },
    { Sid: "NobodyDeletes", Effect: "Deny", Principal: "*", Action: DELETING, Resource: objects },
    {
      Sid: "EncryptedTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket, objects],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

/**
 * The policy of the trail's key: CloudTrail encrypts with it for this trail; who decrypts is for the policies of the
 * account of logs.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html,
 * read 2026-11.
 *
 * @param account of logs, whose key it is
 */
export function trailKeyPolicy(plan: LockdownPlan, { name }: CreatedTrail, account: string): PolicyDocument {
  const arns = arnsOf(plan);
  const ofTrail = { "aws:SourceArn": arns.trail(name) };
  return policy([
    administration(arns.accountRoot(account)),
    {
      Sid: "TrailEncrypts",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringEquals: ofTrail,
        // In any Region, as AWS writes it: a log that cannot be encrypted is a log that is lost.
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": arns.trail(name, "*") },
      },
    },
    {
      Sid: "TrailChecks",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: ofTrail },
    },
  ]);
}

/** Who takes on the role that writes to the log group. */
export function trailLogsTrust(plan: LockdownPlan, { name }: CreatedTrail): PolicyDocument {
  return policy([
    {
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceArn": arnsOf(plan).trail(name) } },
    },
  ]);
}

/**
 * What that role may do: streams of the management account and of the organization.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html,
 * read 2026-11.
 */
export function trailLogsPermissions(plan: LockdownPlan, { logGroup }: CreatedTrail): PolicyDocument {
  const { id, managementAccount, homeRegion } = plan.organization;
  const streams = `${arnsOf(plan).logGroup(logGroup)}:log-stream:`;
  return policy([
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${streams}${managementAccount}_CloudTrail_${homeRegion}*`, `${streams}${id}_*`],
    },
  ]);
}
