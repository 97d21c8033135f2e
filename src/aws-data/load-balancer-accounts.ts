/**
 * AWS's own accounts that write the access logs of load balancers to a bucket, in the Regions that are older than
 * August 2022. They are principals like any other, of no organization of yours and no service principal; in newer
 * Regions, and in these with a newer bucket policy, a service principal writes the logs.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html#attach-bucket-policy,
 * read 2026-11.
 */
const LOAD_BALANCER_ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ["af-south-1", "098369216593"],
  ["ap-east-1", "754344448648"],
  ["ap-northeast-1", "582318560864"],
  ["ap-northeast-2", "600734575887"],
  ["ap-northeast-3", "383597477331"],
  ["ap-south-1", "718504428378"],
  ["ap-southeast-1", "114774131450"],
  ["ap-southeast-2", "783225319266"],
  ["ap-southeast-3", "589379963580"],
  ["ca-central-1", "985666609251"],
  ["cn-north-1", "638102146993"],
  ["cn-northwest-1", "037604701340"],
  ["eu-central-1", "054676820928"],
  ["eu-north-1", "897822967062"],
  ["eu-south-1", "635631232127"],
  ["eu-west-1", "156460612806"],
  ["eu-west-2", "652711504416"],
  ["eu-west-3", "009996457667"],
  ["me-south-1", "076674570225"],
  ["sa-east-1", "507241528517"],
  ["us-east-1", "127311923021"],
  ["us-east-2", "033677994240"],
  ["us-gov-east-1", "190560391635"],
  ["us-gov-west-1", "048591011584"],
  ["us-west-1", "027434742980"],
  ["us-west-2", "797873946194"],
]);

/** The accounts that write the logs of load balancers in these Regions; sorted. */
export function loadBalancerAccounts(regions: readonly string[]): readonly string[] {
  return regions.flatMap((region) => LOAD_BALANCER_ACCOUNTS.get(region) ?? []).sort();
}
