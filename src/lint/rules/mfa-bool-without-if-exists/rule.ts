import { asksForAbsence, clausesOn, holdsFor, holdsWhenAbsent } from "../../meaning/conditions";
import { reachesLongTermCredentials } from "../../meaning/exemptions";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

const MFA = "aws:MultiFactorAuthPresent";

export const mfaBoolWithoutIfExists: LintRule = {
  slug: "mfa-bool-without-if-exists",
  title: "A check of MFA that long-term keys slip through",
  severity: "warning",
  types: ALL_TYPES,
  why: 'A request signed with a long-term access key has no aws:MultiFactorAuthPresent at all. A Deny that asks for "false" without IfExists does not stop it, and an Allow that asks for "true" with IfExists lets it in: the keys that leak most are the ones that need no second factor.',
  fix: 'in a Deny write BoolIfExists with "false"; in an Allow write Bool with "true"',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  ],
  *check({ statements }): Iterable<LintProblem> {
    const denies = statements.filter(({ effect }) => effect === "Deny");
    // Another statement may stop those that have no such key.
    const absentDenied = denies.some((one) =>
      clausesOn(one, MFA).some((clause) => asksForAbsence(clause, true)),
    );
    for (const statement of statements.filter(reachesLongTermCredentials)) {
      const isDeny = statement.effect === "Deny";
      for (const clause of clausesOn(statement, MFA)) {
        if (clause.operator.kind !== "compare") continue;
        const [forTrue, forFalse, forAbsent] = [
          holdsFor(clause, "true"),
          holdsFor(clause, "false"),
          holdsWhenAbsent(clause),
        ];
        if (isDeny && forFalse && !forTrue && !forAbsent && !absentDenied) {
          yield {
            at: clause.at,
            on: "key",
            message: "requests signed with a long-term access key are not denied",
          };
        }
        if (!isDeny && forTrue && !forFalse && forAbsent) {
          yield {
            at: clause.at,
            on: "key",
            message: "requests signed with a long-term access key are allowed",
          };
        }
      }
    }
  },
};
