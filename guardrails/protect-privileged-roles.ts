import { z } from "zod";
import { ROLE_CHANGES } from "../src/aws-data/iam-changes";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { isKeeper, keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";

export const protectPrivilegedRoles = guardrail({
  id: "protect-privileged-roles",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Nobody makes or changes privileged roles",
  rationale:
    "A role with wide permissions is taken over by changing whom it trusts, or by giving its name to a new role where " +
    "that name is trusted. Only the deployers and the member roles make, change and delete roles with these names; " +
    "teams that build such roles themselves cannot any more. Who may assume them stays a matter of their trust policy.",
  references: [],
  parameters: z.strictObject({
    roles: roleNames.describe("the roles to protect"),
    passing: z
      .boolean()
      .default(false)
      .describe("true: nobody hands these roles to a service either (iam:PassRole)"),
  }),
  example: { roles: ["role/admin", "role/admin-*"], passing: true },
  statements: ({ roles, passing }, organization) => {
    const resources = roles.map((role) => arnPattern(role, organization));
    const deny = (suffix: string, actions: readonly string[]) => ({
      Sid: suffix,
      Effect: "Deny" as const,
      Action: actions,
      Resource: resources,
      Condition: sparing(keepers(organization)),
    });
    return [deny("Changes", ROLE_CHANGES), ...(passing ? [deny("Passing", ["iam:PassRole"])] : [])];
  },
  requests: ({ roles, passing }, organization) => {
    const patterns = roles.map((role) => arnPattern(role, organization));
    const anybody = example(organization, "role/anybody");
    const privileged = matching(patterns[0]!);
    const on = (action: string, principal = anybody, resource = privileged) => ({
      action,
      principal,
      resource,
    });
    const neighbours = ["role/admins", "role/team/admin", "role/app"]
      .map((name) => example(organization, name))
      .filter((role) => !patterns.some((pattern) => matches(withWildcards(pattern), role)));
    return {
      denied: [
        ...patterns.map((pattern) => on("iam:UpdateAssumeRolePolicy", anybody, matching(pattern))),
        on("iam:CreateRole"),
        on("iam:AttachRolePolicy", example(organization, "root")),
        // Its holder does not widen it.
        on("iam:PutRolePolicy", privileged),
        ...(passing ? [on("iam:PassRole")] : []),
      ].filter(({ principal }) => !isKeeper(principal, organization)),
      allowed: [
        on("iam:GetRole"),
        on("iam:ListRolePolicies"),
        on("sts:AssumeRole"),
        ...(passing ? [] : [on("iam:PassRole")]),
        ...neighbours.map((role) => on("iam:UpdateAssumeRolePolicy", anybody, role)),
        ...keepers(organization).map((keeper) => on("iam:DeleteRole", matching(keeper))),
      ],
    };
  },
});
