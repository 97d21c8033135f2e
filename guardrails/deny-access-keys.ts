import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

export const denyAccessKeys = guardrail({
  id: "deny-access-keys",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "No new access keys",
  rationale:
    "A long-term key leaks sooner or later, and works until somebody notices. Roles, Identity Center and identity " +
    "federation give keys that expire. Keys that exist go on working; they can be switched off and deleted.",
  references: ["CIS AWS Foundations 3.0.0, 1.11", "CIS AWS Foundations 5.0.0, 1.10"],
  parameters: z.strictObject({}),
  statements: () => [{ Effect: "Deny", Action: "iam:CreateAccessKey", Resource: "*" }],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const user = example(organization, "user/robot");
    return {
      denied: [
        { action: "iam:CreateAccessKey", principal: anybody, resource: user },
        { action: "iam:CreateAccessKey", principal: user, resource: user },
        { action: "iam:CreateAccessKey", principal: example(organization, "root") },
      ],
      allowed: [
        { action: "iam:UpdateAccessKey", principal: anybody, resource: user },
        { action: "iam:DeleteAccessKey", principal: user, resource: user },
        { action: "sts:AssumeRole", principal: user, resource: example(organization, "role/robot") },
      ],
    };
  },
});
