import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What stops, deletes, narrows or redirects a trail, an event data store or a channel into one, or changes who may
 * read the store and write to the channel.
 *
 * Left out: DeregisterOrganizationDelegatedAdmin, which only the management account can call, and queries, dashboards
 * and federation, which look at events and lose none.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html.
 */
const WEAKENING = [
  "cloudtrail:DeleteChannel",
  "cloudtrail:DeleteEventDataStore",
  "cloudtrail:DeleteResourcePolicy",
  "cloudtrail:DeleteServiceLinkedChannel",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventConfiguration",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:PutInsightSelectors",
  "cloudtrail:PutResourcePolicy",
  "cloudtrail:StopEventDataStoreIngestion",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateChannel",
  "cloudtrail:UpdateEventDataStore",
  "cloudtrail:UpdateServiceLinkedChannel",
  "cloudtrail:UpdateTrail",
];

export const protectCloudtrail = guardrail({
  id: "protect-cloudtrail",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off CloudTrail",
  rationale:
    "Whoever takes over an account first puts out the lights. Trails, event data stores and channels can be made and " +
    "read by anybody, but changed or ended only by the deployers and the member roles.",
  references: [
    "AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED",
    "CloudTrail.1",
    "CIS AWS Foundations 3.0.0, 3.1",
    "CIS AWS Foundations 5.0.0, 3.1",
  ],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, WEAKENING)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "cloudtrail:StopLogging", principal: anybody },
        { action: "cloudtrail:DeleteTrail", principal: example(organization, "root") },
        { action: "cloudtrail:PutEventSelectors", principal: anybody },
        { action: "cloudtrail:UpdateEventDataStore", principal: anybody },
        { action: "cloudtrail:DeleteChannel", principal: anybody },
      ],
      allowed: [
        { action: "cloudtrail:StartLogging", principal: anybody },
        { action: "cloudtrail:CreateTrail", principal: anybody },
        { action: "cloudtrail:GetEventSelectors", principal: anybody },
        { action: "cloudtrail:LookupEvents", principal: anybody },
        { action: "cloudtrail:StartQuery", principal: anybody },
        ...byKeepers(organization, { action: "cloudtrail:UpdateTrail" }),
      ],
    };
  },
});
