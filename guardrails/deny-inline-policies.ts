import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const PUTTING = {
  groups: { action: "iam:PutGroupPolicy", name: "group/developers" },
  roles: { action: "iam:PutRolePolicy", name: "role/app" },
  users: { action: "iam:PutUserPolicy", name: "user/robot" },
} as const;

/** Identity Center writes the inline policy of a permission set under its service-linked role, which no SCP binds. */
export const denyInlinePolicies = guardrail({
  id: "deny-inline-policies",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Managed policies instead of inline ones",
  rationale:
    "An inline policy hides inside one user, group or role: it has no versions, no ARN and no list of who else has " +
    "it. Inline policies that exist go on working and can be deleted, not changed. Infrastructure code and console " +
    "wizards that write inline policies break.",
  references: [],
  parameters: z.strictObject({
    on: z
      .array(z.enum(["groups", "roles", "users"]))
      .min(1, "at least one of groups, roles and users")
      .default(["groups", "roles", "users"])
      .describe("what may have no new inline policy"),
  }),
  statements: ({ on }) => [{ Effect: "Deny", Action: on.map((kind) => PUTTING[kind].action), Resource: "*" }],
  requests: ({ on }, organization) => {
    const anybody = example(organization, "role/anybody");
    const by = (principal: string, kind: keyof typeof PUTTING) => ({
      action: PUTTING[kind].action,
      principal,
      resource: example(organization, PUTTING[kind].name),
    });
    const others = (["groups", "roles", "users"] as const).filter((kind) => !on.includes(kind));
    const role = example(organization, "role/app");
    return {
      denied: [
        ...on.map((kind) => by(anybody, kind)),
        ...on.map((kind) => by(identityCenterRole(organization), kind)),
        by(example(organization, "root"), on[0]!),
      ],
      allowed: [
        ...others.map((kind) => by(anybody, kind)),
        { action: "iam:AttachRolePolicy", principal: anybody, resource: role },
        { action: "iam:DeleteRolePolicy", principal: anybody, resource: role },
        { action: "iam:CreatePolicy", principal: anybody },
        {
          action: "iam:PutRolePolicy",
          principal: example(organization, "role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO"),
          resource: identityCenterRole(organization),
        },
      ],
    };
  },
});
