export type Partition = "aws" | "aws-us-gov" | "aws-cn";

/**
 * The Region that signs for IAM, which is one for each partition.
 * Source: https://docs.aws.amazon.com/general/latest/gr/iam-service.html, read 2026-11.
 */
export const IAM_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};
