/**
 * Buckets of AWS's own in each Region from which the Systems Manager Agent and the CloudWatch agent fetch with the
 * credentials of an instance: packages, patches and their baselines.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html
 * (SSM Agent communications with AWS managed S3 buckets),
 * https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md.
 */
const BUCKETS: readonly ((region: string) => string)[] = [
  (region) => `amazon-ssm-${region}`,
  (region) => `amazon-ssm-packages-${region}`,
  (region) => `amazoncloudwatch-agent-${region}`,
  (region) => `aws-ssm-${region}`,
  (region) => `aws-ssm-distributor-file-${region}`,
  (region) => `aws-ssm-document-attachments-${region}`,
  (region) => `aws-windows-downloads-${region}`,
  (region) => `patch-baseline-snapshot-${region}`,
  (region) => `${region}-birdwatcher-prod`,
];

/** The names of those buckets. They have no wildcards in them: nobody can make a bucket that passes for one. */
export function serviceOwnedBuckets(regions: readonly string[]): readonly string[] {
  return regions.flatMap((region) => BUCKETS.map((name) => name(region)));
}
