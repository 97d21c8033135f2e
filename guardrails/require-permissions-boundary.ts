import { z } from "zod";
import { POLICY_CHANGES } from "../src/aws-data/iam-changes";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { arnPattern, policyName } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

/** In these requests iam:PermissionsBoundary is the boundary that the principal is to have; absent for none. */
const SETTING = [
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:PutRolePermissionsBoundary",
  "iam:PutUserPermissionsBoundary",
];

/** In these it is the boundary that the principal has; absent for none. */
const WIDENING = ["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"];

const REMOVING = ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"];

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegating responsibility
 * to others using permissions boundaries) and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * (iam:PermissionsBoundary), read 2026-11. That the key is absent where there is no boundary: assumed.
 */
export const requirePermissionsBoundary = guardrail({
  id: "require-permissions-boundary",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "New roles and users have the boundary",
  rationale:
    "Teams make roles and users by themselves, and none of these can do more than the boundary says. It is set when " +
    "they are made, nobody takes it off, and nobody edits it. Everything that makes roles without it breaks: wizards " +
    "of the console, CDK and CloudFormation templates that know no boundary. Service-linked roles are not meant.",
  references: [],
  parameters: z.strictObject({
    boundary: policyName.describe("the policy that has to be the permissions boundary"),
    existing: z
      .boolean()
      .default(false)
      .describe("true: roles and users without the boundary get no further policies either"),
  }),
  example: { boundary: "policy/workload-boundary", existing: true },
  statements: ({ boundary, existing }, organization) => {
    const policy = arnPattern(boundary, organization);
    const spared = sparing(keepers(organization));
    const withoutIt = { ArnNotLike: { ...spared.ArnNotLike, "iam:PermissionsBoundary": policy } };
    const deny = { Effect: "Deny", Resource: "*" } as const;
    return [
      { ...deny, Sid: "Set", Action: SETTING, Condition: withoutIt },
      { ...deny, Sid: "Keep", Action: REMOVING, Condition: spared },
      { ...deny, Sid: "Policy", Action: POLICY_CHANGES, Resource: policy, Condition: spared },
      ...(existing ? [{ ...deny, Sid: "Existing", Action: WIDENING, Condition: withoutIt }] : []),
    ];
  },
  requests: ({ boundary, existing }, organization) => {
    const policy = matching(arnPattern(boundary, organization));
    const anybody = example(organization, "role/anybody");
    const role = example(organization, "role/app");
    const on = (action: string, bound?: string, principal = anybody, resource = role) => ({
      action,
      principal,
      resource,
      ...(bound !== undefined && { context: { "iam:PermissionsBoundary": bound } }),
    });
    const user = example(organization, "user/robot");
    const other = `${policy}-of-mine`.replace("::aws:", "::123456789012:");
    const unbound = [on("iam:AttachRolePolicy"), on("iam:PutUserPolicy", undefined, anybody, user)];
    return {
      denied: [
        on("iam:CreateRole"),
        on("iam:CreateUser", undefined, anybody, user),
        on("iam:CreateRole", undefined, example(organization, "root")),
        on("iam:PutRolePermissionsBoundary", example(organization, "policy/anything-else")),
        on("iam:CreateRole", other),
        on("iam:DeleteRolePermissionsBoundary", policy),
        on("iam:CreatePolicyVersion", undefined, anybody, policy),
        on("iam:CreatePolicy", undefined, anybody, policy),
        ...(existing ? unbound : []),
      ],
      allowed: [
        on("iam:CreateRole", policy),
        on("iam:CreateUser", policy, anybody, user),
        on("iam:PutRolePermissionsBoundary", policy),
        on("iam:AttachRolePolicy", policy),
        on("iam:DeleteRole"),
        on("iam:CreateServiceLinkedRole"),
        on("iam:CreatePolicyVersion", undefined, anybody, example(organization, "policy/anything-else")),
        ...(existing ? [] : unbound),
        ...keepers(organization).map((keeper) => on("iam:CreateRole", undefined, matching(keeper))),
      ],
    };
  },
});
