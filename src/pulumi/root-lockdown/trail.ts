import { Trail } from "@pulumi/aws/cloudtrail/trail";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { Alias } from "@pulumi/aws/kms/alias";
import { Key } from "@pulumi/aws/kms/key";
import { Bucket } from "@pulumi/aws/s3/bucket";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning";
import type { Resource } from "@pulumi/pulumi";
import { TRAIL_LOGS_ROLE_NAME } from "../../lockdown/names";
import {
  type CreatedTrail,
  trailBucketPolicy,
  trailKeyPolicy,
  trailLogsPermissions,
  trailLogsTrust,
} from "../../lockdown/resource-policies/trail";
import type { DutyAccount } from "../../lockdown/types";
import { at, type Building } from "./building";

/**
 * The organization's trail, its bucket and key in the account of logs, and its log group. All of it is protected:
 * without any of these, something that happened would be recorded nowhere, or could no longer be read.
 *
 * @param after trusted access, without which a trail cannot be the organization's
 * @returns the log group, for what counts in it
 */
export function makeTrail(
  building: Building,
  trail: CreatedTrail,
  logs: DutyAccount,
  after: readonly Resource[],
): Resource[] {
  const key = trailKey(building, trail, logs);
  const bucket = trailBucket(building, trail, logs, key);
  const options = { ...at(building, building.management), protect: true };
  const logGroup = new LogGroup(
    "trail",
    { name: trail.logGroup, retentionInDays: trail.logGroupDays },
    options,
  );
  const role = new Role(
    "trail",
    {
      name: TRAIL_LOGS_ROLE_NAME,
      description: "CloudTrail writes to the log group of the organization's trail by this role",
      assumeRolePolicy: JSON.stringify(trailLogsTrust(building.plan, trail)),
    },
    options,
  );
  const permissions = new RolePolicy(
    "trail",
    {
      name: "write-logs",
      role: role.name,
      policy: JSON.stringify(trailLogsPermissions(building.plan, trail)),
    },
    options,
  );
  // Management events of both kinds, and no others, are what a trail without selectors records:
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html, read 2026-11.
  new Trail(
    "trail",
    {
      name: trail.name,
      s3BucketName: trail.bucket,
      kmsKeyId: key.arn,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogging: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: `${building.arns.logGroup(trail.logGroup)}:*`,
      cloudWatchLogsRoleArn: role.arn,
    },
    { ...options, dependsOn: [...after, ...bucket, logGroup, permissions] },
  );
  return [logGroup];
}

function trailKey(building: Building, trail: CreatedTrail, logs: DutyAccount): Key {
  const options = { ...at(building, logs), protect: true };
  const key = new Key(
    "trail",
    {
      description: "Logs of the organization's trail",
      enableKeyRotation: true,
      policy: JSON.stringify(trailKeyPolicy(building.plan, trail, logs.id)),
    },
    options,
  );
  new Alias("trail", { name: trail.keyAlias, targetKeyId: key.keyId }, options);
  return key;
}

/**
 * The bucket comes before what is set on it, and its policy last, when nothing can be public any more. S3 refuses two
 * changes of one bucket at once, so that they follow each other.
 */
function trailBucket(building: Building, trail: CreatedTrail, logs: DutyAccount, key: Key): Resource[] {
  const done: Resource[] = [];
  const options = () => ({ ...at(building, logs), protect: true, dependsOn: done.slice(-1) });
  const made = new Bucket("trail", { bucket: trail.bucket }, options());
  const bucket = made.bucket;
  done.push(made);
  done.push(
    new BucketPublicAccessBlock(
      "trail",
      {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      options(),
    ),
  );
  done.push(
    new BucketOwnershipControls(
      "trail",
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      options(),
    ),
  );
  done.push(
    new BucketVersioning("trail", { bucket, versioningConfiguration: { status: "Enabled" } }, options()),
  );
  done.push(
    new BucketServerSideEncryptionConfiguration(
      "trail",
      {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
            // With a bucket key, CloudTrail would need to decrypt as well.
            bucketKeyEnabled: false,
          },
        ],
      },
      options(),
    ),
  );
  const policy = JSON.stringify(trailBucketPolicy(building.plan, trail));
  done.push(new BucketPolicy("trail", { bucket, policy }, options()));
  return done;
}
