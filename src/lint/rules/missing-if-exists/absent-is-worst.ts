/** A key whose absence is the case that a Deny of some of its values is most of all to stop. */
export interface AbsentIsWorst {
  readonly key: string;
  /** A value that a Deny stops, and one that it lets pass. */
  readonly bad: string;
  readonly good: string;
  /** What a request without the key is. */
  readonly without: string;
  /** Keys that another Deny asks of when it sees to the case. */
  readonly seenToBy: readonly string[];
  readonly conceivable?: true;
}

/**
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html (CredentialAgeDays),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:MultiFactorAuthAge),
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html (order of precedence). That
 * a launch without the setting has no ec2:MetadataHttpTokens is assumed.
 */
export const ABSENT_IS_WORST: readonly AbsentIsWorst[] = [
  {
    key: "iam:ServiceSpecificCredentialAgeDays",
    bad: "36600",
    good: "1",
    without: "a credential for which no age is given never expires",
    seenToBy: ["iam:ServiceSpecificCredentialAgeDays"],
  },
  {
    key: "aws:MultiFactorAuthAge",
    bad: "129600",
    good: "0",
    without: "who used no second factor at all has no such age",
    seenToBy: ["aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent"],
  },
  {
    key: "ec2:MetadataHttpTokens",
    bad: "optional",
    good: "required",
    without: "a launch that says nothing takes the default of the image or the account, which may be IMDSv1",
    seenToBy: ["ec2:MetadataHttpTokens"],
    conceivable: true,
  },
];
