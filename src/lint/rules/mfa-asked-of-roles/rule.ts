import { clausesOn, holdsFor, holdsWhenAbsent } from "../../meaning/conditions";
import { canBePrincipal } from "../../meaning/principals";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

const MFA = "aws:MultiFactorAuthPresent";

/** A role that no policy names: whoever spares some roles does not spare it. */
const SOME_ROLE = "arn:aws:iam::111122223333:role/some-role-of-no-special-name";

export const mfaAskedOfRoles: LintRule = {
  slug: "mfa-asked-of-roles",
  title: "A second factor asked of roles",
  severity: "warning",
  types: ["scp", "rcp"],
  why: "Only IAM users have a second factor that AWS can see. The role of an instance, a function or a pipeline has none, and that of an Identity Center session neither: the identity provider asks for it, and AWS does not know. A Deny that is not kept to users stops them all.",
  fix: 'keep it to users: ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/*" }',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
    "https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.effect !== "Deny" || !reachesRoles(statement)) continue;
      for (const clause of clausesOn(statement, MFA)) {
        if (holdsFor(clause, "true") || !(holdsFor(clause, "false") || holdsWhenAbsent(clause))) continue;
        yield {
          at: clause.at,
          on: "key",
          message: "sessions of roles are denied, those of services and of Identity Center among them",
        };
      }
    }
  },
};

/** Whether a role of no special name meets what is asked of the principal. */
function reachesRoles(statement: LintStatement): boolean {
  return (
    clausesOn(statement, "aws:PrincipalArn").every(holdsForRoles) &&
    clausesOn(statement, "aws:PrincipalType").every((clause) => holdsFor(clause, "AssumedRole")) &&
    clausesOn(statement, "aws:username", "aws:TokenIssueTime").every(holdsWhenAbsent)
  );
}

/** A Deny of some roles alone reaches roles, too. */
function holdsForRoles(clause: LintCondition): boolean {
  if (clause.operator.kind !== "compare" || clause.operator.negated) return holdsFor(clause, SOME_ROLE);
  return clause.values.some(({ value }) => canBePrincipal(String(value), clause, "role"));
}
