import type { ServerSideEncryptionRule } from "@aws-sdk/client-s3";
import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type ResourceRules, type RulesByType, unlessGone } from "./rules";

/** A setting of a bucket: it is written whole, under the bucket's name. */
function setting(
  put: (clients: Clients, bucket: { Bucket: string }, inputs: Properties) => Promise<unknown>,
  remove: (clients: Clients, bucket: { Bucket: string }, inputs: Properties) => Promise<unknown>,
  json: readonly string[] = [],
): ResourceRules {
  const bucketOf = ({ bucket }: Properties) => ({ Bucket: bucket as string });
  return {
    forceNew: ["bucket"],
    computed: [],
    json,
    async create(clients, inputs) {
      await put(clients, bucketOf(inputs), inputs);
      return { id: inputs.bucket as string, outputs: {} };
    },
    async update(clients, _, news) {
      await put(clients, bucketOf(news), news);
    },
    async delete(clients, { inputs }) {
      await unlessGone(remove(clients, bucketOf(inputs), inputs));
    },
  };
}

/**
 * Which inputs force a new resource, and the calls of each operation, assumed to be those of
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/s3 (bucket.go, bucket_policy.go,
 * bucket_versioning.go, bucket_public_access_block.go, bucket_ownership_controls.go,
 * bucket_server_side_encryption_configuration.go), which @pulumi/aws 7 bridges.
 */
export const bucketRules: RulesByType = {
  "aws:s3/bucket:Bucket": {
    forceNew: ["bucket", "bucketPrefix", "objectLockEnabled"],
    computed: ["arn", "bucketDomainName", "bucketRegion", "hostedZoneId"],
    name: "bucket",
    async create({ s3 }, { bucket }) {
      await s3.createBucket({ Bucket: bucket as string });
      return { id: bucket as string, outputs: { arn: `arn:aws:s3:::${bucket}` } };
    },
    async delete({ s3 }, { id }) {
      await unlessGone(s3.deleteBucket({ Bucket: id }));
    },
  },
  "aws:s3/bucketPolicy:BucketPolicy": setting(
    ({ s3 }, bucket, { policy }) => s3.putBucketPolicy({ ...bucket, Policy: policy as string }),
    ({ s3 }, bucket) => s3.deleteBucketPolicy(bucket),
    ["policy"],
  ),
  "aws:s3/bucketVersioning:BucketVersioning": setting(
    ({ s3 }, bucket, { versioningConfiguration }) =>
      s3.putBucketVersioning({
        ...bucket,
        VersioningConfiguration: { Status: (versioningConfiguration as { status: "Enabled" }).status },
      }),
    ({ s3 }, bucket) =>
      s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Suspended" } }),
  ),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting(
    ({ s3 }, bucket, { blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets }) =>
      s3.putPublicAccessBlock({
        ...bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: blockPublicAcls === true,
          BlockPublicPolicy: blockPublicPolicy === true,
          IgnorePublicAcls: ignorePublicAcls === true,
          RestrictPublicBuckets: restrictPublicBuckets === true,
        },
      }),
    ({ s3 }, bucket) => s3.deletePublicAccessBlock(bucket),
  ),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": setting(
    ({ s3 }, bucket, { rule }) =>
      s3.putBucketOwnershipControls({
        ...bucket,
        OwnershipControls: {
          Rules: [{ ObjectOwnership: (rule as { objectOwnership: "BucketOwnerEnforced" }).objectOwnership }],
        },
      }),
    ({ s3 }, bucket) => s3.deleteBucketOwnershipControls(bucket),
  ),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": setting(
    ({ s3 }, bucket, { rules }) =>
      s3.putBucketEncryption({
        ...bucket,
        ServerSideEncryptionConfiguration: { Rules: (rules as EncryptionRule[]).map(encryptionRule) },
      }),
    ({ s3 }, bucket) => s3.deleteBucketEncryption(bucket),
  ),
};

interface EncryptionRule {
  readonly applyServerSideEncryptionByDefault: {
    readonly sseAlgorithm: "aws:kms" | "AES256";
    readonly kmsMasterKeyId?: string;
  };
  readonly bucketKeyEnabled?: boolean;
}

function encryptionRule({
  applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId },
  bucketKeyEnabled,
}: EncryptionRule): ServerSideEncryptionRule {
  return {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: sseAlgorithm,
      ...(kmsMasterKeyId === undefined ? {} : { KMSMasterKeyID: kmsMasterKeyId }),
    },
    BucketKeyEnabled: bucketKeyEnabled === true,
  };
}
