import type { Control, Otherwise, Standard } from "./types";

// Controls of Security Hub, by their ids, with titles of our own: those of AWS Foundational Security Best Practices that
// a guardrail can support, and those beside them that an account's baseline is judged by; then those that Security Hub
// checks for other standards only (CIS, NIST and PCI DSS), whose ids have the same form.
//
// Read 2026-11, in stored copies of these pages, the newest of the end of 2025:
// https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html (which controls are of the best
// practices, ids and titles; EC2.182 is newer than the copy: its id and title are of published findings, and that it
// belongs to the best practices is assumed),
// https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html (those of CIS) and
// https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html (IAM.19). The anchors of the links are
// those of the lists.

const controlsOf =
  (standard: Standard) =>
  <Service extends string, Number extends number>(
    service: Service,
    number: Number,
    title: string,
    otherwise?: Otherwise,
  ): Control & { readonly id: `${Service}.${Number}` } => {
    const page = service.toLowerCase();
    return {
      id: `${service}.${number}`,
      standard,
      title,
      url: `https://docs.aws.amazon.com/securityhub/latest/userguide/${page}-controls.html#${page}-${number}`,
      otherwise,
    };
  };

const control = controlsOf("AWS Foundational Security Best Practices");
const beside = controlsOf("AWS Security Hub, other standards");

export const BEST_PRACTICES = [
  control("Account", 1, "a security contact in each account", "account-setting"),
  control("AutoScaling", 3, "IMDSv2 in launch configurations", "workload"),
  control("AutoScaling", 5, "no public addresses by launch configurations", "workload"),
  control("CloudTrail", 1, "a trail of all Regions", "detection"),
  control("CloudTrail", 2, "trails encrypted with a KMS key", "detection"),
  control("CloudTrail", 4, "trails with log file validation", "detection"),
  control("CloudTrail", 5, "trails delivered to CloudWatch Logs", "detection"),
  control("Config", 1, "AWS Config on, with its service-linked role", "account-setting"),
  control("DocumentDB", 3, "no public snapshots of DocumentDB", "detection"),
  control("EC2", 1, "EBS snapshots that not everybody can restore", "detection"),
  control("EC2", 2, "default security groups without rules", "detection"),
  control("EC2", 3, "attached EBS volumes encrypted", "detection"),
  control("EC2", 6, "flow logs in every VPC", "account-setting"),
  control("EC2", 7, "EBS encryption by default", "account-setting"),
  control("EC2", 8, "instances with IMDSv2 only", "declarative"),
  control("EC2", 9, "instances without public addresses", "workload"),
  control("EC2", 10, "a VPC endpoint for the EC2 API", "workload"),
  control("EC2", 15, "subnets that assign no public addresses", "workload"),
  control("EC2", 18, "security groups open to all for allowed ports only", "detection"),
  control("EC2", 19, "security groups closed to all for risky ports", "detection"),
  control("EC2", 21, "network ACLs without SSH or RDP from everywhere", "detection"),
  control("EC2", 23, "transit gateways that accept no attachment by themselves", "detection"),
  control("EC2", 25, "launch templates that assign no public addresses", "workload"),
  control("EC2", 170, "launch templates with IMDSv2", "declarative"),
  control("EC2", 172, "VPC block of public access for internet gateways", "declarative"),
  control("EC2", 182, "EBS block of public snapshots", "declarative"),
  control("ECS", 2, "ECS services that assign no public addresses", "workload"),
  control("EFS", 1, "file systems encrypted with KMS", "detection"),
  control("EFS", 8, "file systems encrypted", "detection"),
  control("EKS", 1, "no public endpoint of EKS clusters", "workload"),
  control("GuardDuty", 1, "GuardDuty on", "account-setting"),
  control("IAM", 1, "no policies that allow everything", "detection"),
  control("IAM", 2, "no policies on IAM users", "identity"),
  control("IAM", 3, "access keys changed within 90 days", "identity"),
  control("IAM", 4, "no access keys of the root user", "root-lockdown"),
  control("IAM", 5, "MFA for IAM users with a console password", "identity"),
  control("IAM", 6, "hardware MFA for the root user", "root-lockdown"),
  control("IAM", 7, "a strong password policy", "account-setting"),
  control("IAM", 8, "no unused credentials of IAM users", "identity"),
  control("IAM", 21, "no policies that allow whole services", "detection"),
  control("Inspector", 1, "Inspector scans EC2", "declarative"),
  control("Inspector", 2, "Inspector scans ECR", "declarative"),
  control("Inspector", 3, "Inspector scans Lambda code", "declarative"),
  control("Inspector", 4, "Inspector scans Lambda functions", "declarative"),
  control("KMS", 1, "no customer-managed policies that decrypt with every key", "detection"),
  control("KMS", 2, "no inline policies that decrypt with every key", "detection"),
  control("KMS", 3, "no KMS key about to be deleted", "detection"),
  control("KMS", 5, "no public KMS keys", "detection"),
  control("Lambda", 1, "no public Lambda functions", "detection"),
  control("Macie", 1, "Macie on", "account-setting"),
  control("Macie", 2, "Macie's automated discovery on", "account-setting"),
  control("Neptune", 3, "no public snapshots of Neptune", "detection"),
  control("RDS", 1, "no public snapshots of RDS", "detection"),
  control("RDS", 2, "no public RDS instances", "workload"),
  control("RDS", 3, "RDS instances encrypted", "detection"),
  control("RDS", 4, "RDS snapshots encrypted", "detection"),
  control("RDS", 13, "minor upgrades of RDS by themselves", "workload"),
  control("RDS", 27, "RDS clusters encrypted", "detection"),
  control("Redshift", 1, "no public Redshift clusters", "workload"),
  control("S3", 1, "S3 block of public access in the account", "declarative"),
  control("S3", 2, "no publicly readable buckets", "detection"),
  control("S3", 3, "no publicly writable buckets", "detection"),
  control("S3", 5, "buckets that take TLS only", "detection"),
  control("S3", 6, "bucket policies that give other accounts little", "detection"),
  control("S3", 8, "S3 block of public access on buckets", "detection"),
  control("S3", 9, "access logs of buckets", "detection"),
  control("S3", 12, "no ACLs for access to buckets", "detection"),
  control("S3", 19, "S3 block of public access on access points", "detection"),
  control("SNS", 4, "no topics open to everybody", "detection"),
  control("SQS", 3, "no queues open to everybody", "detection"),
  control("SSM", 4, "no public SSM documents", "detection"),
  control("SSM", 7, "SSM block of public documents", "account-setting"),
] as const;

export const SECURITY_HUB = [
  beside("CloudTrail", 6, "no public bucket for trails", "detection"),
  beside("CloudTrail", 7, "access logs of the trail's bucket", "detection"),
  beside("EC2", 13, "no SSH from everywhere", "detection"),
  beside("EC2", 14, "no RDP from everywhere", "detection"),
  beside("EC2", 53, "no remote administration from every IPv4 address", "detection"),
  beside("EC2", 54, "no remote administration from every IPv6 address", "detection"),
  beside("IAM", 9, "MFA for the root user", "root-lockdown"),
  beside("IAM", 15, "passwords of 14 characters and more", "account-setting"),
  beside("IAM", 16, "no password used again", "account-setting"),
  beside("IAM", 18, "a role for AWS Support", "account-setting"),
  beside("IAM", 19, "MFA for all IAM users", "identity"),
  beside("IAM", 22, "no credentials unused for 45 days", "identity"),
  beside("IAM", 26, "no expired certificates in IAM", "detection"),
  beside("IAM", 27, "no AWSCloudShellFullAccess", "detection"),
  beside("IAM", 28, "an analyzer of external access", "account-setting"),
  beside("KMS", 4, "rotation of KMS keys", "detection"),
  beside("S3", 20, "MFA to delete versions", "detection"),
  beside("S3", 22, "events of object writes", "account-setting"),
  beside("S3", 23, "events of object reads", "account-setting"),
] as const;
