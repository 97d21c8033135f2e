/**
 * What loses, shortens, hides or forges the contents of a log group, or cuts off what listens to it: deletion,
 * retention, a key that nobody can use, masking, filters, transformation, tokens that let strangers write.
 *
 * Left out: DeleteRetentionPolicy, which keeps events for ever, DeleteDataProtectionPolicy, which unmasks them, and
 * PutLogEvents, by which services and roles write. Enabling deletion protection and disabling it is one action.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * (actions with the resource type log-group or log-stream that write), read 2026-11.
 */
export const LOG_GROUP_CHANGES: readonly string[] = [
  "logs:AssociateKmsKey",
  "logs:DeleteLogGroup",
  "logs:DeleteLogStream",
  "logs:DeleteMetricFilter",
  "logs:DeleteSubscriptionFilter",
  "logs:DeleteTransformer",
  "logs:DisassociateKmsKey",
  "logs:PutBearerTokenAuthentication",
  "logs:PutDataProtectionPolicy",
  "logs:PutLogGroupDeletionProtection",
  "logs:PutMetricFilter",
  "logs:PutRetentionPolicy",
  "logs:PutSubscriptionFilter",
  "logs:PutTransformer",
];
