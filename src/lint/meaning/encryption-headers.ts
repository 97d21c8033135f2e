/**
 * The headers that say how an upload is to be encrypted: an algorithm or a key.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html, read 2026-11.
 */
export const ENCRYPTION_HEADERS: ReadonlySet<string> = new Set([
  "s3:x-amz-server-side-encryption",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
  "s3:x-amz-server-side-encryption-customer-algorithm",
]);
