import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

export const denyRootAccessKeys = guardrail({
  id: "deny-root-access-keys",
  type: "SERVICE_CONTROL_POLICY",
  theme: "root",
  title: "No access keys for the root user",
  rationale:
    "An access key of the root user never expires, needs no second factor and can do everything. Only the root " +
    "user can make one, so this stops new keys and breaks nothing else; keys that exist go on working.",
  references: [
    "AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS",
    "IAM.4",
    "CIS AWS Foundations 3.0.0, 1.4",
    "CIS AWS Foundations 5.0.0, 1.3",
  ],
  parameters: z.strictObject({}),
  statements: (_, { partition }) => [
    {
      Effect: "Deny",
      Action: "iam:CreateAccessKey",
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:root` } },
    },
  ],
  requests: (_, organization) => {
    const root = example(organization, "root");
    const create = "iam:CreateAccessKey";
    return {
      denied: [
        { action: create, principal: root },
        { action: create, principal: root, context: { "aws:MultiFactorAuthPresent": "true" } },
        { action: create, principal: root, resource: example(organization, "user/developer") },
      ],
      allowed: [
        { action: "iam:DeleteAccessKey", principal: root },
        { action: "iam:UpdateAccessKey", principal: root },
        { action: create, principal: example(organization, "user/root") },
      ],
    };
  },
});
