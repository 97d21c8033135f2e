import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

export const denyIamUserCreation = guardrail({
  id: "deny-iam-user-creation",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "No new IAM users",
  rationale:
    "People come through Identity Center and programs through roles: both have credentials that expire and one " +
    "place where access ends. Users that exist go on working, and can be changed and deleted.",
  references: ["CIS AWS Foundations 3.0.0, 1.21", "CIS AWS Foundations 5.0.0, 1.20"],
  parameters: z.strictObject({}),
  statements: () => [{ Effect: "Deny", Action: "iam:CreateUser", Resource: "*" }],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const user = example(organization, "user/robot");
    return {
      denied: [
        { action: "iam:CreateUser", principal: anybody, resource: user },
        {
          action: "iam:CreateUser",
          principal: anybody,
          resource: example(organization, "user/team/robot"),
        },
        { action: "iam:CreateUser", principal: example(organization, "root"), resource: user },
      ],
      allowed: [
        { action: "iam:DeleteUser", principal: anybody, resource: user },
        { action: "iam:UpdateUser", principal: anybody, resource: user },
        { action: "iam:CreateRole", principal: anybody, resource: example(organization, "role/robot") },
      ],
    };
  },
});
