import { RULE_PREFIX } from "../../detections/names";

/** The StackSet of the home Region: the forwarder role, and what an account's settings are set by. */
export const BASELINE_STACK_SET = `${RULE_PREFIX}baseline`;

/** The StackSet of every watched Region: the rules. */
export const DETECTIONS_STACK_SET = `${RULE_PREFIX}detections`;

/** The trail, and its log group in the management account. */
export const TRAIL_NAME = `${RULE_PREFIX}trail`;

export const TRAIL_KEY_ALIAS = `alias/${TRAIL_NAME}`;

/** Days that the log group keeps what the bucket keeps anyway: it is there to be counted in. */
export const TRAIL_LOG_DAYS = 90;

export const EXTERNAL_ACCESS_ANALYZER = `${RULE_PREFIX}external-access`;

export const UNUSED_ACCESS_ANALYZER = `${RULE_PREFIX}unused-access`;

/**
 * Characters of a bucket's name.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, read 2026-11.
 */
const MOST_BUCKET_CHARACTERS = 63;

/**
 * The bucket of the trail: unique in the partition, since the names of buckets are shared by everybody. The end of an
 * organization's id of more than 29 characters is left out; AWS has none so long.
 *
 * @param organization "o-…"
 * @param account of logs
 */
export function trailBucketName(organization: string, account: string): string {
  const before = `${TRAIL_NAME}-`;
  const after = `-${account}`;
  const room = MOST_BUCKET_CHARACTERS - before.length - after.length;
  return before + organization.replace(/^o-/, "").slice(0, room) + after;
}
