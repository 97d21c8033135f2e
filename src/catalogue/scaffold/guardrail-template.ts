import type { AuthorizationPolicyType } from "../../policy/types";
import { camelCase } from "../index-file";

/** A guardrail that works as it is, for the author to change part by part. */
export function guardrailTemplate(id: string, type: AuthorizationPolicyType): string {
  return type === "SERVICE_CONTROL_POLICY" ? scp(id) : rcp(id);
}

const scp = (id: string) => `import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

/**
 * What the guardrail denies. Look for every action that has the same effect, older and bulk ones too.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
const DENIED = ["sns:DeleteTopic", "sns:SetTopicAttributes"];

export const ${camelCase(id)} = guardrail({
  id: "${id}",
  type: "SERVICE_CONTROL_POLICY",
  // Policies are packed by theme where slots are short; the themes are in src/catalogue/guardrail.ts.
  theme: "services",
  title: "What holds, in a few words",
  rationale: "Why, and what breaks: one to three sentences.",
  // Controls that it supports, by their ids in src/aws-data/controls; an empty list is fine.
  references: [],
  // What a user may want to change, with safe defaults and .describe("what it is for") for the page.
  parameters: z.strictObject({}),
  // \`sparing\` leaves out the deployers and the member roles; without it, everybody is denied.
  statements: (_, organization) => [
    { Effect: "Deny", Action: DENIED, Resource: "*", Condition: sparing(keepers(organization)) },
  ],
  // At least three of each, near misses among them; \`check\` runs them again with the user's parameters.
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "sns:DeleteTopic", principal: anybody },
        { action: "sns:DeleteTopic", principal: example(organization, "root") },
        { action: "sns:SetTopicAttributes", principal: anybody },
      ],
      allowed: [
        { action: "sns:CreateTopic", principal: anybody },
        { action: "sns:GetTopicAttributes", principal: anybody },
        { action: "sns:Publish", principal: anybody },
        ...keepers(organization).map((keeper) => ({
          action: "sns:DeleteTopic",
          principal: matching(keeper),
        })),
      ],
    };
  },
});
`;

const rcp = (id: string) => `import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { ofOrganization, outsider } from "../src/catalogue/perimeter";

/**
 * What the guardrail denies, of services that RCPs govern (src/aws-data/rcp-services.ts).
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
const DENIED = ["sqs:DeleteQueue", "sqs:PurgeQueue"];

export const ${camelCase(id)} = guardrail({
  id: "${id}",
  type: "RESOURCE_CONTROL_POLICY",
  // Policies are packed by theme where slots are short; the themes are in src/catalogue/guardrail.ts.
  theme: "perimeter",
  title: "What holds, in a few words",
  rationale: "Why, and what breaks: one to three sentences.",
  // Controls that it supports, by their ids in src/aws-data/controls; an empty list is fine.
  references: [],
  // What a user may want to change, with safe defaults and .describe("what it is for") for the page.
  parameters: z.strictObject({}),
  statements: (_, { id }) => [
    {
      Effect: "Deny",
      Action: DENIED,
      Resource: "*",
      Condition: {
        // An anonymous request has no organization: IfExists denies it too.
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": id },
        // An AWS service has none either, and works for accounts of the organization.
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ],
  // At least three of each; an anonymous request and one of an AWS service are asked for.
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const context = ofOrganization(organization);
    return {
      denied: [
        { action: "sqs:DeleteQueue", principal: outsider(organization) },
        { action: "sqs:PurgeQueue", principal: outsider(organization) },
        { action: "sqs:DeleteQueue" },
      ],
      allowed: [
        { action: "sqs:DeleteQueue", principal, context },
        { action: "sqs:DeleteQueue", context: { "aws:PrincipalIsAWSService": "true" } },
        { action: "sqs:SendMessage", principal: outsider(organization) },
      ],
    };
  },
});
`;
