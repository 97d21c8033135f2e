/**
 * What loses, hides or gives away what is in a bucket: through the bucket, or object by object.
 * Source of both lists: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html, read 2026-11.
 */
export const BUCKET_CHANGES: readonly string[] = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PauseReplication",
  "s3:PutBucketAcl",
  "s3:PutBucketLogging",
  "s3:PutBucketNotification",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

/** Tags are listed because a lifecycle rule can delete by tag. */
export const OBJECT_CHANGES: readonly string[] = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject",
  "s3:DeleteObjectTagging",
  "s3:DeleteObjectVersion",
  "s3:DeleteObjectVersionTagging",
  "s3:PutObjectAcl",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:PutObjectTagging",
  "s3:PutObjectVersionAcl",
  "s3:PutObjectVersionTagging",
  "s3:UpdateObjectEncryption",
];

/** AWS services write as themselves, which no SCP binds; replication and forwarders write as roles. */
export const OBJECT_WRITING: readonly string[] = [
  "s3:PutObject",
  "s3:ReplicateDelete",
  "s3:ReplicateObject",
  "s3:ReplicateTags",
];

/**
 * What makes a key useless or lets others decide over it.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html, read 2026-11.
 */
export const KEY_CHANGES: readonly string[] = [
  "kms:DeleteAlias",
  "kms:DeleteImportedKeyMaterial",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:UpdateAlias",
  "kms:UpdatePrimaryRegion",
];
