import type { ManagementPolicyType } from "../policy/types";

/** A setting of accounts that an organization policy holds. */
export interface HeldSetting {
  /** As a sentence begins with it. */
  readonly setting: string;
  readonly type: ManagementPolicyType;
  /** The guardrail that sets it. */
  readonly guardrail: string;
}

const S3: HeldSetting = {
  setting: "S3's public-access block of the account",
  type: "S3_POLICY",
  guardrail: "require-s3-public-access-block",
};

const ec2 = (setting: string, guardrail: string): HeldSetting => ({
  setting,
  type: "DECLARATIVE_POLICY_EC2",
  guardrail,
});

const IMDS = ec2("The default of instance metadata", "require-imds-defaults");
const SNAPSHOTS = ec2("The public-access block of EBS snapshots", "deny-public-snapshot-sharing");
const IMAGES = ec2("The public-access block of images", "deny-public-ami-sharing");
const CONSOLE = ec2("Access to the serial console", "deny-serial-console");
const VPC = ec2("VPC Block Public Access", "restrict-vpc-internet-access");
const ALLOWED_IMAGES = ec2("The list of allowed images", "restrict-allowed-images");

/**
 * Keys that somebody might write under root-lockdown.baseline -> the policy that holds the setting instead. Written by
 * both, an account would flip between two owners.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3.html, read 2026-11. AWS names the
 * settings in both orders of words; so does the list.
 */
export const HELD_BY_POLICY: ReadonlyMap<string, HeldSetting> = new Map([
  ["s3-public-access-block", S3],
  ["s3-block-public-access", S3],
  ["public-access-block", S3],
  ["block-public-access", S3],
  ["imds-defaults", IMDS],
  ["imds", IMDS],
  ["imdsv2", IMDS],
  ["instance-metadata-defaults", IMDS],
  ["snapshot-public-access-block", SNAPSHOTS],
  ["snapshot-block-public-access", SNAPSHOTS],
  ["ebs-snapshot-block-public-access", SNAPSHOTS],
  ["image-public-access-block", IMAGES],
  ["image-block-public-access", IMAGES],
  ["ami-block-public-access", IMAGES],
  ["serial-console", CONSOLE],
  ["serial-console-access", CONSOLE],
  ["vpc-public-access-block", VPC],
  ["vpc-block-public-access", VPC],
  ["allowed-images", ALLOWED_IMAGES],
  ["allowed-images-settings", ALLOWED_IMAGES],
]);
