import { canBeMade, principalName, protectsPrincipal } from "../../meaning/doors";
import { exemptions } from "../../meaning/exemptions";
import { isFilledIn } from "../../meaning/placeholders";
import type { LintProblem, LintRule } from "../../types";

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
    for (const { text, at } of statements.flatMap(exemptions)) {
      const name = principalName(text);
      if (name === undefined || !isFilledIn(text) || !canBeMade(name) || isOpen(name)) continue;
      if (seen.has(text)) continue;
      seen.add(text);
      if (statements.some((statement) => protectsPrincipal(statement, text))) continue;
      if (types.includes("rcp") && isOfEveryAccount(text)) {
        yield {
          at,
          types: ["rcp"],
          severity: "warning",
          message:
            "an RCP meets callers from every account in the world: each of them may have a principal of that name",
          found: text,
          fix: "name the account, or ask for aws:PrincipalOrgID beside it",
        };
      }
      if (types.includes("scp") || !isOfEveryAccount(text)) {
        yield {
          at,
          message: "no statement of this policy keeps the exempt name from being taken",
          found: text,
        };
      }
    }
  },
};

/** Whether a name ends in a wildcard: it spares more than one name, and has a rule of its own. */
function isOpen(name: string): boolean {
  return name.endsWith("*");
}

function isOfEveryAccount(arn: string): boolean {
  return /^\*+$/.test(arn.split(":")[4]!);
}
