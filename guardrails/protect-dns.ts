import { z } from "zod";
import { example, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What deletes or detaches zones and domains, ends DNSSEC, or hands a domain or a zone to somebody else. Making
 * zones and changing records are daily work, and stay free.
 *
 * Source: the Service Authorization Reference of Amazon Route 53, Route 53 Domains and Route 53 Profiles
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html and its siblings),
 * read 2026-11.
 */
const ZONES_AND_DOMAINS = [
  "route53:CreateVPCAssociationAuthorization",
  "route53:DeactivateKeySigningKey",
  "route53:DeleteHostedZone",
  "route53:DeleteKeySigningKey",
  "route53:DeleteQueryLoggingConfig",
  "route53:DisableHostedZoneDNSSEC",
  "route53:DisassociateVPCFromHostedZone",
  "route53domains:AssociateDelegationSignerToDomain",
  "route53domains:DeleteDomain",
  "route53domains:DisableDomainAutoRenew",
  "route53domains:DisableDomainTransferLock",
  "route53domains:DisassociateDelegationSignerFromDomain",
  "route53domains:PushDomain",
  "route53domains:RetrieveDomainAuthCode",
  "route53domains:TransferDomainToAnotherAwsAccount",
  "route53domains:UpdateDomainContact",
  "route53domains:UpdateDomainNameservers",
  "route53profiles:DeleteProfile",
  "route53profiles:DisassociateProfile",
  "route53profiles:DisassociateResourceFromProfile",
  "route53profiles:PutProfilePolicy",
  "route53profiles:UpdateProfileResourceAssociation",
];

/**
 * What sends queries elsewhere, stops their log, or opens the DNS firewall: a rule group of one's own that allows
 * everything opens it as well as a deleted one, when it is asked first. Associating a rule that exists is free.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53resolver.html,
 * read 2026-11.
 */
const RESOLVER = [
  "route53resolver:AssociateFirewallRuleGroup",
  "route53resolver:CreateFirewallRule",
  "route53resolver:CreateResolverRule",
  "route53resolver:DeleteFirewall*",
  "route53resolver:DeleteResolver*",
  "route53resolver:DisassociateFirewallRuleGroup",
  "route53resolver:DisassociateResolver*",
  "route53resolver:ImportFirewallDomains",
  "route53resolver:PutFirewallRuleGroupPolicy",
  "route53resolver:PutResolver*",
  "route53resolver:UpdateFirewall*",
  "route53resolver:UpdateResolver*",
];

export const protectDns = guardrail({
  id: "protect-dns",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "Nobody takes over DNS",
  rationale:
    "Who owns a name gets its mail, its certificates and its visitors; who steers the resolver steers every " +
    "workload. Zones, domains, resolver rules, query logs and the DNS firewall are ended or redirected by the " +
    "deployers and the member roles only.",
  references: [],
  parameters: z.strictObject({
    zones: z
      .array(z.string().regex(/^Z[A-Z0-9]{1,31}$/, "the id of a hosted zone, such as Z0123456789ABCDEFGHIJ"))
      .default([])
      .describe("hosted zones whose records, too, only the deployers and the member roles change"),
  }),
  example: { zones: ["Z0123456789ABCDEFGHIJ"] },
  statements: ({ zones }, organization) => [
    keptForKeepers(organization, [...ZONES_AND_DOMAINS, ...RESOLVER]),
    ...(zones.length === 0
      ? []
      : [
          {
            Sid: "Records",
            ...keptForKeepers(
              organization,
              ["route53:ChangeResourceRecordSets"],
              zones.map((zone) => zoneArn(organization.partition, zone)),
            ),
          },
        ]),
  ],
  requests: ({ zones }, organization) => {
    const principal = example(organization, "role/anybody");
    const by = (actions: readonly string[]) => actions.map((action) => ({ action, principal }));
    const changeRecords = (zone: string) => ({
      action: "route53:ChangeResourceRecordSets",
      principal,
      resource: zoneArn(organization.partition, zone),
    });
    return {
      denied: [
        ...by([
          "route53:DeleteHostedZone",
          "route53domains:UpdateDomainNameservers",
          "route53domains:DisableDomainTransferLock",
          "route53resolver:DisassociateFirewallRuleGroup",
          "route53resolver:AssociateFirewallRuleGroup",
          "route53resolver:CreateResolverRule",
          "route53resolver:DeleteResolverQueryLogConfig",
        ]),
        { action: "route53:DisableHostedZoneDNSSEC", principal: example(organization, "root") },
        ...zones.map(changeRecords),
      ],
      allowed: [
        ...by([
          "route53:CreateHostedZone",
          "route53:EnableHostedZoneDNSSEC",
          "route53domains:EnableDomainTransferLock",
          "route53resolver:AssociateResolverRule",
          "route53resolver:AssociateResolverQueryLogConfig",
          "route53resolver:CreateFirewallRuleGroup",
          "route53resolver:ListFirewallRules",
        ]),
        changeRecords(otherThan(zones, "Z0TEAM")),
        ...byKeepers(organization, { action: "route53resolver:UpdateFirewallRule" }),
        ...zones.slice(0, 1).flatMap((zone) => byKeepers(organization, changeRecords(zone))),
      ],
    };
  },
});

function zoneArn(partition: string, zone: string): string {
  return `arn:${partition}:route53:::hostedzone/${zone}`;
}
