/**
 * Values that only a safe request has, and such of the other kind. A Deny whose clause holds for all of the first and
 * for none of the second denies what it was to keep.
 */
export interface SafeValues {
  readonly key: string;
  readonly safe: readonly string[];
  readonly unsafe: readonly string[];
  /** What a Deny of the safe values stops. */
  readonly denied: string;
  /** What it was most likely to say. */
  readonly instead: string;
  /** Somebody may want even this. */
  readonly conceivable?: true;
}

/**
 * Source of the meaning of the keys: the Service Authorization Reference and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11.
 */
export const SAFE_VALUES: readonly SafeValues[] = [
  {
    key: "aws:SecureTransport",
    safe: ["true"],
    unsafe: ["false"],
    denied: "every request over TLS",
    instead: 'Bool: { "aws:SecureTransport": "false" }',
  },
  {
    key: "aws:MultiFactorAuthPresent",
    safe: ["true"],
    unsafe: ["false"],
    denied: "exactly those who used a second factor",
    instead: 'BoolIfExists: { "aws:MultiFactorAuthPresent": "false" }',
  },
  {
    key: "ec2:MetadataHttpTokens",
    safe: ["required"],
    unsafe: ["optional"],
    denied: "instances that require IMDSv2",
    instead: 'StringNotEquals: { "ec2:MetadataHttpTokens": "required" }',
  },
  ...["ec2:Encrypted", "rds:StorageEncrypted", "elasticfilesystem:Encrypted"].map((key) => ({
    key,
    safe: ["true"],
    unsafe: ["false"],
    denied: "what is encrypted",
    instead: `Bool: { "${key}": "false" }`,
  })),
  {
    key: "lambda:FunctionUrlAuthType",
    safe: ["AWS_IAM"],
    unsafe: ["NONE"],
    denied: "function URLs that ask for a signature",
    instead: 'StringEquals: { "lambda:FunctionUrlAuthType": "NONE" }',
    conceivable: true,
  },
  {
    key: "s3:TlsVersion",
    safe: ["1.3"],
    unsafe: ["1.0", "1.1"],
    denied: "requests over a newer TLS",
    instead: 'NumericLessThan: { "s3:TlsVersion": "1.2" }',
  },
  {
    key: "s3:signatureAge",
    safe: ["0"],
    unsafe: ["604800000"],
    denied: "fresh signatures",
    instead: "NumericGreaterThan with the greatest age",
  },
  {
    key: "aws:MultiFactorAuthAge",
    safe: ["0"],
    unsafe: ["129600"],
    denied: "those who used a second factor just now",
    instead: "NumericGreaterThanIfExists with the greatest age",
  },
  {
    key: "kms:ScheduleKeyDeletionPendingWindowInDays",
    safe: ["30"],
    unsafe: ["7"],
    denied: "the longest waiting period",
    instead: "NumericLessThan with the shortest period",
    conceivable: true,
  },
  {
    key: "kms:BypassPolicyLockoutSafetyCheck",
    safe: ["false"],
    unsafe: ["true"],
    denied: "key policies that are checked for a lockout",
    instead: 'Bool: { "kms:BypassPolicyLockoutSafetyCheck": "true" }',
  },
  {
    key: "ram:RequestedAllowsExternalPrincipals",
    safe: ["false"],
    unsafe: ["true"],
    denied: "shares that stay within the organization",
    instead: 'Bool: { "ram:RequestedAllowsExternalPrincipals": "true" }',
    conceivable: true,
  },
];
