import type { Control, Otherwise } from "./types";

// The recommendations of the CIS AWS Foundations Benchmark, by version and number, in our own words; each alarm of
// section 4 is one.
//
// Read 2026-11: every number and title of both versions in the public compliance checks of
// https://github.com/turbot/steampipe-mod-aws-compliance (cis_v300 and cis_v500), which repeat the benchmark's own
// headings; and, where Security Hub has a check, the numbers in its table of versions, in a stored copy of the end of
// 2025: https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html. It has 3.8 and
// 3.9 (S3.22, S3.23) without a number. The benchmark itself is not public: that what has no check of Security Hub
// (contacts, root use, access keys of new users, federation, alarms and the like) stands there as the first source has
// it is assumed.

const URL = "https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html";

type Version = "3.0.0" | "5.0.0";
type CisControl<V extends Version, N extends string> = Control & {
  readonly id: `CIS AWS Foundations ${V}, ${N}`;
};

function recommendation<V extends Version>(version: V) {
  return <const N extends string>(number: N, title: string, otherwise?: Otherwise): CisControl<V, N> => ({
    id: `CIS AWS Foundations ${version}, ${number}`,
    standard: `CIS AWS Foundations ${version}`,
    title,
    url: URL,
    otherwise,
  });
}

const v3 = recommendation("3.0.0");
const v5 = recommendation("5.0.0");

export const CIS_3 = [
  v3("1.1", "current contact details", "account-setting"),
  v3("1.2", "a security contact in each account", "account-setting"),
  v3("1.3", "security questions", "account-setting"),
  v3("1.4", "no access keys of the root user", "root-lockdown"),
  v3("1.5", "MFA for the root user", "root-lockdown"),
  v3("1.6", "hardware MFA for the root user", "root-lockdown"),
  v3("1.7", "no daily work as the root user", "root-lockdown"),
  v3("1.8", "passwords of 14 characters and more", "account-setting"),
  v3("1.9", "no password used again", "account-setting"),
  v3("1.10", "MFA for IAM users with a console password", "identity"),
  v3("1.11", "no access keys made together with a console user", "identity"),
  v3("1.12", "no credentials unused for 45 days", "identity"),
  v3("1.13", "one active access key for a user", "identity"),
  v3("1.14", "access keys changed within 90 days", "identity"),
  v3("1.15", "permissions of users through groups only", "identity"),
  v3("1.16", "no policies that allow everything", "detection"),
  v3("1.17", "a role for AWS Support", "account-setting"),
  v3("1.18", "instance roles for what runs on EC2", "workload"),
  v3("1.19", "no expired certificates in IAM", "detection"),
  v3("1.20", "an analyzer of external access in every Region", "account-setting"),
  v3("1.21", "people managed centrally, by federation", "identity"),
  v3("1.22", "no AWSCloudShellFullAccess", "detection"),
  v3("2.1.1", "buckets that take TLS only", "detection"),
  v3("2.1.2", "MFA to delete versions", "detection"),
  v3("2.1.3", "data in S3 found and classified", "account-setting"),
  v3("2.1.4", "S3 block of public access", "declarative"),
  v3("2.2.1", "EBS encryption in every Region", "account-setting"),
  v3("2.3.1", "RDS instances encrypted", "detection"),
  v3("2.3.2", "minor upgrades of RDS by themselves", "workload"),
  v3("2.3.3", "no public RDS instances", "workload"),
  v3("2.4.1", "EFS file systems encrypted", "detection"),
  v3("3.1", "a trail of all Regions", "detection"),
  v3("3.2", "trails with log file validation", "detection"),
  v3("3.3", "AWS Config on in every Region", "account-setting"),
  v3("3.4", "access logs of the trail's bucket", "detection"),
  v3("3.5", "trails encrypted with a KMS key", "detection"),
  v3("3.6", "rotation of KMS keys", "detection"),
  v3("3.7", "flow logs in every VPC", "account-setting"),
  v3("3.8", "events of object writes", "account-setting"),
  v3("3.9", "events of object reads", "account-setting"),
  v3("4.1", "an alarm on refused calls", "detection"),
  v3("4.2", "an alarm on console sign-in without MFA", "detection"),
  v3("4.3", "an alarm on root use", "detection"),
  v3("4.4", "an alarm on IAM policy changes", "detection"),
  v3("4.5", "an alarm on trail changes", "detection"),
  v3("4.6", "an alarm on failed sign-ins", "detection"),
  v3("4.7", "an alarm on keys disabled or deleted", "detection"),
  v3("4.8", "an alarm on bucket policy changes", "detection"),
  v3("4.9", "an alarm on AWS Config changes", "detection"),
  v3("4.10", "an alarm on security group changes", "detection"),
  v3("4.11", "an alarm on network ACL changes", "detection"),
  v3("4.12", "an alarm on network gateway changes", "detection"),
  v3("4.13", "an alarm on route table changes", "detection"),
  v3("4.14", "an alarm on VPC changes", "detection"),
  v3("4.15", "an alarm on Organizations changes", "detection"),
  v3("4.16", "Security Hub on", "declarative"),
  v3("5.1", "network ACLs without remote administration from everywhere", "detection"),
  v3("5.2", "no remote administration from every IPv4 address", "detection"),
  v3("5.3", "no remote administration from every IPv6 address", "detection"),
  v3("5.4", "default security groups without rules", "detection"),
  v3("5.5", "narrow routes over VPC peering", "workload"),
  v3("5.6", "instances with IMDSv2 only", "declarative"),
] as const;

export const CIS_5 = [
  v5("1.1", "current contact details", "account-setting"),
  v5("1.2", "a security contact in each account", "account-setting"),
  v5("1.3", "no access keys of the root user", "root-lockdown"),
  v5("1.4", "MFA for the root user", "root-lockdown"),
  v5("1.5", "hardware MFA for the root user", "root-lockdown"),
  v5("1.6", "no daily work as the root user", "root-lockdown"),
  v5("1.7", "passwords of 14 characters and more", "account-setting"),
  v5("1.8", "no password used again", "account-setting"),
  v5("1.9", "MFA for IAM users with a console password", "identity"),
  v5("1.10", "no access keys made together with a console user", "identity"),
  v5("1.11", "no credentials unused for 45 days", "identity"),
  v5("1.12", "one active access key for a user", "identity"),
  v5("1.13", "access keys changed within 90 days", "identity"),
  v5("1.14", "permissions of users through groups only", "identity"),
  v5("1.15", "no policies that allow everything", "detection"),
  v5("1.16", "a role for AWS Support", "account-setting"),
  v5("1.17", "instance roles for what runs on EC2", "workload"),
  v5("1.18", "no expired certificates in IAM", "detection"),
  v5("1.19", "an analyzer of external access in every Region", "account-setting"),
  v5("1.20", "people managed centrally, by federation", "identity"),
  v5("1.21", "no AWSCloudShellFullAccess", "detection"),
  v5("2.1.1", "buckets that take TLS only", "detection"),
  v5("2.1.2", "MFA to delete versions", "detection"),
  v5("2.1.3", "data in S3 found and classified", "account-setting"),
  v5("2.1.4", "S3 block of public access", "declarative"),
  v5("2.2.1", "RDS instances encrypted", "detection"),
  v5("2.2.2", "minor upgrades of RDS by themselves", "workload"),
  v5("2.2.3", "no public RDS instances", "workload"),
  v5("2.2.4", "RDS over several Availability Zones", "workload"),
  v5("2.3.1", "EFS file systems encrypted", "detection"),
  v5("3.1", "a trail of all Regions", "detection"),
  v5("3.2", "trails with log file validation", "detection"),
  v5("3.3", "AWS Config on in every Region", "account-setting"),
  v5("3.4", "access logs of the trail's bucket", "detection"),
  v5("3.5", "trails encrypted with a KMS key", "detection"),
  v5("3.6", "rotation of KMS keys", "detection"),
  v5("3.7", "flow logs in every VPC", "account-setting"),
  v5("3.8", "events of object writes", "account-setting"),
  v5("3.9", "events of object reads", "account-setting"),
  v5("4.1", "an alarm on refused calls", "detection"),
  v5("4.2", "an alarm on console sign-in without MFA", "detection"),
  v5("4.3", "an alarm on root use", "detection"),
  v5("4.4", "an alarm on IAM policy changes", "detection"),
  v5("4.5", "an alarm on trail changes", "detection"),
  v5("4.6", "an alarm on failed sign-ins", "detection"),
  v5("4.7", "an alarm on keys disabled or deleted", "detection"),
  v5("4.8", "an alarm on bucket policy changes", "detection"),
  v5("4.9", "an alarm on AWS Config changes", "detection"),
  v5("4.10", "an alarm on security group changes", "detection"),
  v5("4.11", "an alarm on network ACL changes", "detection"),
  v5("4.12", "an alarm on network gateway changes", "detection"),
  v5("4.13", "an alarm on route table changes", "detection"),
  v5("4.14", "an alarm on VPC changes", "detection"),
  v5("4.15", "an alarm on Organizations changes", "detection"),
  v5("4.16", "Security Hub on", "declarative"),
  v5("5.1.1", "EBS encryption in every Region", "account-setting"),
  v5("5.1.2", "CIFS access from trusted networks only", "detection"),
  v5("5.2", "network ACLs without remote administration from everywhere", "detection"),
  v5("5.3", "no remote administration from every IPv4 address", "detection"),
  v5("5.4", "no remote administration from every IPv6 address", "detection"),
  v5("5.5", "default security groups without rules", "detection"),
  v5("5.6", "narrow routes over VPC peering", "workload"),
  v5("5.7", "instances with IMDSv2 only", "declarative"),
] as const;
