import { z } from "zod";
import { ROLE_CHANGES } from "../src/aws-data/iam-changes";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, isKeeper, keptForKeepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { FORWARDER_ROLE_NAME } from "../src/detections/names";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";
import { SETTINGS_NAME } from "../src/lockdown/names";

/**
 * The roles by which Control Tower, StackSets and the management account reach into an account. `*` runs past the
 * slashes of a path, so the second pattern has those of Control Tower below role/service-role/ too.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html
 * (AWS-GR_IAM_ROLE_CHANGE_PROHIBITED names the first, second and fourth),
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html.
 */
const AWS_ROLES = [
  "role/aws-controltower-*",
  "role/*AWSControlTower*",
  "role/AWSCloudFormationStackSet*Role",
  "role/stacksets-exec-*",
  "role/OrganizationAccountAccessRole",
];

/** Those that the account baseline makes: without the first, no detection of an account is heard. */
const OWN_ROLES = [FORWARDER_ROLE_NAME, SETTINGS_NAME].map((name) => `role/${name}`);

export const protectInfrastructureRoles = guardrail({
  id: "protect-infrastructure-roles",
  type: "SERVICE_CONTROL_POLICY",
  theme: "organization",
  title: "The organization's own roles stay as they are",
  rationale:
    "An account whose administrators delete or re-trust the roles of Control Tower, StackSets and the management " +
    "account has left the organization in all but name; without the role that sends events, nobody hears of it. Only " +
    "the deployers and the member roles make and change them.",
  references: ["AWS-GR_IAM_ROLE_CHANGE_PROHIBITED"],
  parameters: z.strictObject({
    roles: roleNames
      .default([...AWS_ROLES, ...OWN_ROLES])
      .describe(
        "the roles to protect, instead of those of Control Tower, StackSets, Organizations and the account baseline",
      ),
    more: roleNames
      .optional()
      .describe("roles to protect beside them, such as those of your own deployment tools"),
  }),
  statements: ({ roles, more = [] }, organization) => [
    keptForKeepers(
      organization,
      ROLE_CHANGES,
      [...roles, ...more].map((role) => arnPattern(role, organization)),
    ),
  ],
  requests: ({ roles, more = [] }, organization) => {
    const patterns = [...roles, ...more].map((role) => arnPattern(role, organization));
    const anybody = example(organization, "role/anybody");
    const on = (action: string, resource: string, principal = anybody) => ({ action, principal, resource });
    const [first] = patterns.map(matching);
    const neighbours = ["role/controltower", "role/stacksets", "role/team/OrganizationAccountAccessRole"]
      .map((name) => example(organization, name))
      .filter((role) => !patterns.some((pattern) => matches(withWildcards(pattern), role)));
    return {
      denied: [
        ...patterns.map((pattern) => on("iam:DeleteRole", matching(pattern))),
        on("iam:CreateRole", first!),
        on("iam:UpdateAssumeRolePolicy", first!, identityCenterRole(organization)),
        on("iam:AttachRolePolicy", first!, example(organization, "root")),
      ].filter(({ principal }) => !isKeeper(principal, organization)),
      allowed: [
        on("iam:GetRole", first!),
        on("sts:AssumeRole", first!),
        on("iam:PassRole", first!),
        ...neighbours.map((role) => on("iam:DeleteRole", role)),
        ...byKeepers(organization, { action: "iam:PutRolePolicy", resource: first! }),
      ],
    };
  },
});
