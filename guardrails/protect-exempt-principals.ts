import { z } from "zod";
import { ROLE_CHANGES, USER_CHANGES } from "../src/aws-data/iam-changes";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { isKeeper, keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

const KINDS = [
  { sid: "Roles", name: "role/", actions: ROLE_CHANGES },
  { sid: "Users", name: "user/", actions: USER_CHANGES },
] as const;

export const protectExemptPrincipals = guardrail({
  id: "protect-exempt-principals",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Nobody walks in under an exempt name",
  rationale:
    "A guardrail that spares a principal by its name is worth as much as the name is hard to get. Only the deployers " +
    "and the member roles make or change principals with such names; using them stays a matter of their trust policy.",
  references: [],
  parameters: z.strictObject({
    principals: z
      .array(
        z
          .string()
          .regex(
            /^arn:[a-z-]+:iam::[^:]*:(role\/.+|user\/.+|root)$/,
            "the ARN of a role, a user or the root user; * and ? are wildcards",
          ),
      )
      .min(1, "at least one principal")
      .describe("ARN patterns of roles and users; the plan fills it"),
  }),
  example: {
    principals: ["arn:aws:iam::*:role/break-glass", "arn:aws:iam::123456789012:user/payroll-export"],
  },
  automatic: true,
  statements: ({ principals }, organization) =>
    KINDS.map(({ sid, name, actions }) => ({ sid, actions, patterns: named(principals, name) }))
      // The root user is exempt in some places too, but nobody can make or change one through IAM.
      .filter(({ patterns }) => patterns.length > 0)
      .map(({ sid, actions, patterns }) => ({
        Sid: sid,
        Effect: "Deny" as const,
        Action: actions,
        Resource: patterns,
        Condition: sparing(keepers(organization)),
      })),
  requests: ({ principals }, organization) => {
    const anybody = example(organization, "role/anybody");
    const roles = named(principals, "role/").map(matching);
    const users = named(principals, "user/").map(matching);
    const by = (principal: string, resources: readonly string[], actions: readonly string[]) =>
      resources.flatMap((resource) => actions.map((action) => ({ action, principal, resource })));
    return {
      denied: [
        ...by(anybody, roles, ["iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy"]),
        ...by(example(organization, "root"), roles, ["iam:DeleteRolePermissionsBoundary"]),
        ...by(anybody, users, ["iam:CreateUser", "iam:UpdateLoginProfile", "iam:CreateAccessKey"]),
        // The holder of an exempt name does not widen it.
        ...roles.map((role) => ({ action: "iam:AttachRolePolicy", principal: role, resource: role })),
      ].filter(({ principal }) => !isKeeper(principal, organization)),
      allowed: [
        ...by(anybody, roles, ["iam:GetRole", "iam:PassRole", "sts:AssumeRole"]),
        ...by(anybody, users, ["iam:GetUser", "iam:ListAccessKeys", "iam:ChangePassword"]),
        ...keepers(organization).flatMap((keeper) =>
          by(matching(keeper), roles, ["iam:UpdateAssumeRolePolicy"]),
        ),
        ...keepers(organization).flatMap((keeper) => by(matching(keeper), users, ["iam:DeleteUser"])),
      ],
    };
  },
});

function named(principals: readonly string[], name: string): readonly string[] {
  return principals.filter((principal) => principal.split(":").slice(5).join(":").startsWith(name));
}
