import { clausesOn, holdsWhenAbsent, isNegated } from "../../meaning/conditions";
import { canBeMade, principalName, protectsPrincipal } from "../../meaning/doors";
import { exemptions } from "../../meaning/exemptions";
import { isFilledIn } from "../../meaning/placeholders";
import type { LintProblem, LintRule, LintStatement } from "../../types";

export const exemptPrincipalAnybodyCanCreate: LintRule = {
  slug: "exempt-principal-anybody-can-create",
  title: "An exempt name that anybody may take",
  severity: "info",
  types: ["scp", "rcp"],
  why: "Whom a Deny spares by name is anybody with that name. Who may create or re-trust a role in an account can make the name theirs and is bound no more, unless another statement or policy keeps that role.",
  fix: "deny iam:CreateRole, iam:UpdateAssumeRolePolicy and the other changes of that role to all but those who deploy it, here or in another policy",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
  ],
  *check({ statements, types }): Iterable<LintProblem> {
    const seen = new Set<string>();
    for (const statement of statements) {
      for (const { text, at } of exemptions(statement)) {
        const name = principalName(text);
        if (name === undefined || !isFilledIn(text) || !canBeMade(name) || seen.has(text)) continue;
        seen.add(text);
        if (statements.some((other) => protectsPrincipal(other, text))) continue;
        const isOfAnybody = isOfEveryAccount(text) && !isOfOwnPrincipals(statement);
        if (types.includes("rcp") && isOfAnybody) yield { at, ...OF_ANYBODY, found: text };
        // An open name has a rule of its own.
        if (name.endsWith("*") || (isOfAnybody && !types.includes("scp"))) continue;
        yield {
          at,
          message: "no statement of this policy keeps the exempt name from being taken",
          found: text,
        };
      }
    }
  },
};

const OF_ANYBODY = {
  types: ["rcp"],
  severity: "warning",
  message:
    "an RCP meets callers from every account in the world: each of them may have a principal of that name",
  fix: "name the account, or ask for aws:PrincipalOrgID beside it",
} as const;

function isOfEveryAccount(arn: string): boolean {
  return /^\*+$/.test(arn.split(":")[4]!);
}

/** Whether a statement is about the principals of some accounts alone. */
function isOfOwnPrincipals(statement: LintStatement): boolean {
  return clausesOn(statement, "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths").some(
    (clause) => !isNegated(clause) && !holdsWhenAbsent(clause),
  );
}
