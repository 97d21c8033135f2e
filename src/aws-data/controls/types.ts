/** The standards that the catalogue speaks of. */
export const STANDARDS = [
  "AWS Control Tower",
  "AWS Foundational Security Best Practices",
  "AWS Security Hub, other standards",
  "CIS AWS Foundations 3.0.0",
  "CIS AWS Foundations 5.0.0",
] as const;

export type Standard = (typeof STANDARDS)[number];

/** What covers a control that no guardrail can, or can only in part. */
export type Otherwise =
  | "detection"
  | "root-lockdown"
  | "declarative"
  | "identity"
  | "account-setting"
  | "workload";

export const OTHERWISE: Readonly<Record<Otherwise, string>> = {
  detection: "detection: AWS Config, Security Hub or an alarm shows where it is not so",
  "root-lockdown": "root lockdown: member accounts without root credentials, by central root access",
  declarative: "a policy that accounts inherit: of the EC2, S3, Security Hub or Inspector type",
  identity: "identity: people come through Identity Center and not as IAM users",
  "account-setting": "a setting of each account, made once by its baseline",
  workload: "how each workload is built: its templates, and Security Hub where they fall short",
};

/** One control of a public standard. */
export interface Control {
  readonly id: string;
  readonly standard: Standard;
  /** What it asks for, in our own words. */
  readonly title: string;
  readonly url: string;
  readonly otherwise?: Otherwise | undefined;
}
