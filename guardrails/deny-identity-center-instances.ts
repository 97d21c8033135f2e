import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

/**
 * A member account can have an instance of Identity Center of its own, with users of its own.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/control-account-instance.html, read 2026-11.
 */
export const denyIdentityCenterInstances = guardrail({
  id: "deny-identity-center-instances",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "One Identity Center for the organization",
  rationale:
    "An instance of Identity Center in a member account has users and groups that nobody else sees: people who left " +
    "keep their access to its applications. Instances that exist go on working and can be deleted. Applications that " +
    "want an instance use the organization's.",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [{ Effect: "Deny", Action: "sso:CreateInstance", Resource: "*" }],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const create = "sso:CreateInstance";
    return {
      denied: [
        { action: create, principal: anybody },
        { action: create, principal: example(organization, "root") },
        { action: create, principal: identityCenterRole(organization) },
        // A console of another service that makes one on the way.
        { action: create, principal: anybody, context: { "aws:ViaAWSService": "true" } },
      ],
      allowed: [
        { action: "sso:DeleteInstance", principal: anybody },
        { action: "sso:ListInstances", principal: anybody },
        { action: "sso:CreateApplication", principal: anybody },
        { action: "sso:CreateInstanceAccessControlAttributeConfiguration", principal: anybody },
      ],
    };
  },
});
