import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const BLOCKS = "secretsmanager:BlockPublicPolicy";

/**
 * The check for public policies is made only when the request asks for it: one that says nothing is denied as well.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html (BlockPublicPolicy),
 * read 2026-11.
 */
export const denyPublicSecrets = guardrail({
  id: "deny-public-secrets",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "No public secrets",
  rationale:
    "Secrets Manager can refuse a policy that opens a secret to everybody, when it is asked to. Every policy of a " +
    "secret is put with that check.",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    {
      Effect: "Deny",
      Action: "secretsmanager:PutResourcePolicy",
      Resource: "*",
      Condition: { BoolIfExists: { [BLOCKS]: "false" } },
    },
  ],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = exampleResource(organization, "secretsmanager", "secret:shop/database-a1b2c3");
    const put = { action: "secretsmanager:PutResourcePolicy", principal, resource };
    const by = (actions: readonly string[]) => actions.map((action) => ({ action, principal, resource }));
    return {
      denied: [
        { ...put, context: { [BLOCKS]: "false" } },
        put,
        { ...put, principal: example(organization, "root"), context: { [BLOCKS]: "false" } },
      ],
      allowed: [
        { ...put, context: { [BLOCKS]: "true" } },
        ...by([
          "secretsmanager:DeleteResourcePolicy",
          "secretsmanager:ValidateResourcePolicy",
          "secretsmanager:GetSecretValue",
          "secretsmanager:CreateSecret",
        ]),
      ],
    };
  },
});
