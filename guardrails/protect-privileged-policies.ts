import { z } from "zod";
import { POLICY_CHANGES } from "../src/aws-data/iam-changes";
import { example, matching } from "../src/catalogue/examples";
import type { OrganizationFacts } from "../src/catalogue/guardrail";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { arnPattern, policyNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

const ATTACHMENTS = [
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:DetachGroupPolicy",
  "iam:DetachRolePolicy",
  "iam:DetachUserPolicy",
];

/** AWS's own policies can be attached, but nobody can change them. */
function isOfAws(policy: string): boolean {
  return policy.split(":")[4] === "aws";
}

function arnPatterns(policies: readonly string[], organization: OrganizationFacts) {
  const all = policies.map((policy) => arnPattern(policy, organization));
  return { all, own: all.filter((policy) => !isOfAws(policy)) };
}

/**
 * iam:PolicyARN is in each request that attaches or detaches a managed policy.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html,
 * read 2026-11.
 */
export const protectPrivilegedPolicies = guardrail({
  id: "protect-privileged-policies",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Nobody changes, attaches or detaches privileged policies",
  rationale:
    "A managed policy is one text that many principals obey: whoever edits it, or attaches one that gives everything, " +
    "widens themselves. Only the deployers and the member roles do so with these policies; infrastructure code that " +
    "attaches them under other roles breaks. Identity Center is not hindered.",
  references: ["CIS AWS Foundations 3.0.0, 1.16", "CIS AWS Foundations 5.0.0, 1.15"],
  parameters: z
    .strictObject({
      policies: policyNames.describe("the managed policies to protect, AWS's own included"),
      attaching: z
        .boolean()
        .default(true)
        .describe("false: anybody may attach and detach them; they are only not changed"),
    })
    .refine(({ policies, attaching }) => attaching || !policies.every(isOfAws), {
      path: ["policies"],
      message: "AWS's own policies cannot be changed: without attaching, nothing is left to deny",
    }),
  example: {
    policies: ["policy/break-glass", "policy/admin-*", "arn:aws:iam::aws:policy/AdministratorAccess"],
    attaching: true,
  },
  statements: ({ policies, attaching }, organization) => {
    const { all, own } = arnPatterns(policies, organization);
    const spared = sparing(keepers(organization));
    const deny = { Effect: "Deny" } as const;
    return [
      ...(own.length > 0
        ? [{ ...deny, Sid: "Changes", Action: POLICY_CHANGES, Resource: own, Condition: spared }]
        : []),
      ...(attaching
        ? [
            {
              ...deny,
              Sid: "Attachments",
              Action: ATTACHMENTS,
              Resource: "*",
              Condition: { ...spared, ArnLike: { "iam:PolicyARN": all } },
            },
          ]
        : []),
    ];
  },
  requests: ({ policies, attaching }, organization) => {
    const { all, own } = arnPatterns(policies, organization);
    const anybody = example(organization, "role/anybody");
    const role = example(organization, "role/app");
    const change = (action: string, principal: string, pattern: string) => ({
      action,
      principal,
      resource: matching(pattern),
    });
    const attach = (action: string, principal: string, policy: string) => ({
      action,
      principal,
      resource: role,
      context: { "iam:PolicyARN": policy },
    });
    const harmless = `arn:${organization.partition}:iam::aws:policy/job-function/Billing`;
    return {
      denied: [
        ...own.flatMap((pattern) => [
          change("iam:CreatePolicyVersion", anybody, pattern),
          change("iam:SetDefaultPolicyVersion", anybody, pattern),
          change("iam:DeletePolicy", example(organization, "root"), pattern),
        ]),
        ...(attaching
          ? all.flatMap((pattern) =>
              ["iam:AttachRolePolicy", "iam:AttachGroupPolicy", "iam:DetachUserPolicy"].map((action) =>
                attach(action, anybody, matching(pattern)),
              ),
            )
          : []),
      ],
      allowed: [
        change("iam:GetPolicyVersion", anybody, all[0]!),
        change("iam:ListEntitiesForPolicy", anybody, all[0]!),
        { action: "iam:DeleteRolePolicy", principal: anybody, resource: role },
        ...(attaching && all.some((pattern) => matching(pattern) === harmless)
          ? []
          : [attach("iam:AttachRolePolicy", anybody, harmless)]),
        ...keepers(organization).flatMap((keeper) => [
          change("iam:CreatePolicyVersion", matching(keeper), all[0]!),
          attach("iam:AttachRolePolicy", matching(keeper), matching(all[0]!)),
        ]),
      ],
    };
  },
});
