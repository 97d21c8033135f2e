/**
 * The services whose resources RCPs govern, by the prefix of their actions.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 * (list of AWS services that support RCPs), read 2026-11.
 */
export const RCP_SERVICES: ReadonlySet<string> = new Set([
  "aoss",
  "cognito-identity",
  "cognito-idp",
  "dynamodb",
  "ecr",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sqs",
  "sts",
]);

/**
 * Actions of those services that no RCP reaches, even through a wildcard; in lower case.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html, read 2026-11.
 */
export const NOT_GOVERNED_BY_RCP: ReadonlySet<string> = new Set(["kms:retiregrant"]);
