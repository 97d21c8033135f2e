import type { Severity } from "../detections/detection";
import { RULE_PREFIX } from "../detections/names";

/** The queue that keeps what could not be told, and the alarm on it. */
export const UNDELIVERED_NAME = `${RULE_PREFIX}undelivered`;

/** What to do about it: the words of the alarm. */
export const UNDELIVERED_WORDS =
  `Messages of detections could not be delivered. Read the queue ${UNDELIVERED_NAME}: each message has the event, and ` +
  "why it was not taken.";

/** The key of the topics. */
export const NOTIFICATION_KEY_ALIAS = `alias/${RULE_PREFIX}notifications`;

/** The role by which CloudTrail writes to the trail's log group, in the management account. */
export const TRAIL_LOGS_ROLE_NAME = `${RULE_PREFIX}trail-logs`;

/** The name of the topic of a severity. */
export function topicName(severity: Severity): string {
  return RULE_PREFIX + severity;
}

/** The function that sets an account's settings in members, and its role. */
export const SETTINGS_NAME = `${RULE_PREFIX}account-settings`;
