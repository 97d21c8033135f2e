import type { LintProblem, LintRule } from "../../types";

/**
 * Actions that only the management account can call; no delegation reaches them.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html ("only from the
 * organization's management account"), read 2026-11.
 */
const ONLY_MANAGEMENT: ReadonlySet<string> = new Set(
  [
    "CloseAccount",
    "CreateAccount",
    "CreateGovCloudAccount",
    "DeleteOrganization",
    "DeleteResourcePolicy",
    "DeregisterDelegatedAdministrator",
    "DisableAWSServiceAccess",
    "EnableAWSServiceAccess",
    "EnableAllFeatures",
    "InviteAccountToOrganization",
    "MoveAccount",
    "PutResourcePolicy",
    "RegisterDelegatedAdministrator",
    "RemoveAccountFromOrganization",
  ].map((name) => `organizations:${name}`.toLowerCase()),
);

export const managementAccountAction: LintRule = {
  slug: "management-account-action",
  title: "An action of the management account, which no SCP binds",
  severity: "info",
  types: ["scp"],
  why: "Only the management account can call this action, and SCPs do not bind the management account: the statement has no effect on it.",
  fix: "leave the action out, and guard it by the identity policies of the management account",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { effect, actions } of statements) {
      if (effect !== "Deny" || actions.negated) continue;
      for (const { text, at } of actions.texts) {
        if (!ONLY_MANAGEMENT.has(text.toLowerCase())) continue;
        yield { at, message: "member accounts cannot call this action anyway", found: text };
      }
    }
  },
};
