import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

/**
 * What stops, deletes, narrows or redirects a trail or an event data store.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html, read 2026-11.
 */
const WEAKENING = [
  "cloudtrail:DeleteEventDataStore",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventConfiguration",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:PutInsightSelectors",
  "cloudtrail:StopEventDataStoreIngestion",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateEventDataStore",
  "cloudtrail:UpdateTrail",
];

export const protectCloudtrail = guardrail({
  id: "protect-cloudtrail",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off CloudTrail",
  rationale:
    "Whoever takes over an account first puts out the lights. Trails and event data stores can be made and read by " +
    "anybody, but changed or ended only by the deployers and the member roles.",
  references: [
    {
      control: "AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED",
      url: "https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html",
    },
    {
      control: "CloudTrail.1",
      url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
    },
  ],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    { Effect: "Deny", Action: WEAKENING, Resource: "*", Condition: sparing(keepers(organization)) },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "cloudtrail:StopLogging", principal: anybody },
        { action: "cloudtrail:DeleteTrail", principal: example(organization, "root") },
        { action: "cloudtrail:PutEventSelectors", principal: anybody },
        { action: "cloudtrail:UpdateEventDataStore", principal: anybody },
      ],
      allowed: [
        { action: "cloudtrail:StartLogging", principal: anybody },
        { action: "cloudtrail:CreateTrail", principal: anybody },
        { action: "cloudtrail:GetEventSelectors", principal: anybody },
        { action: "cloudtrail:LookupEvents", principal: anybody },
        ...keepers(organization).map((keeper) => ({
          action: "cloudtrail:UpdateTrail",
          principal: matching(keeper),
        })),
      ],
    };
  },
});
