/**
 * Services of the commercial partition that answer from one Region for the whole world, by the prefix of their
 * actions: aws:RequestedRegion is that Region wherever the caller works. Services that have more than one endpoint,
 * or whose data lies in Regions while only a console page is global, are left out.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html (Regions of
 * control planes), https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:RequestedRegion), https://docs.aws.amazon.com/controltower/latest/controlreference/ou-region-deny.html (what a
 * Region deny has to spare).
 */
export const GLOBAL_ENDPOINTS: ReadonlyMap<string, string> = new Map([
  ...[
    "account",
    "artifact",
    "billing",
    "billingconductor",
    "budgets",
    "ce",
    "cloudfront",
    "consolidatedbilling",
    "cur",
    "freetier",
    "iam",
    "invoicing",
    "organizations",
    "payments",
    "route53",
    "route53domains",
    "savingsplans",
    "shield",
    "supportplans",
    "tax",
    "trustedadvisor",
    "waf",
  ].map((service) => [service, "us-east-1"] as const),
  ...[
    "globalaccelerator",
    "networkmanager",
    "route53-recovery-control-config",
    "route53-recovery-readiness",
  ].map((service) => [service, "us-west-2"] as const),
]);
