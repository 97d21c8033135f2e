import { asksForAbsence, clausesOn } from "../../meaning/conditions";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

const MFA = "aws:MultiFactorAuthPresent";

export const mfaNullCheck: LintRule = {
  slug: "mfa-null-check",
  title: "Null where the second factor is meant",
  severity: "warning",
  types: ALL_TYPES,
  why: 'Null asks whether aws:MultiFactorAuthPresent is there, not whether it is true. In temporary credentials it is there with the value "false" when no second factor was used, and sts:GetSessionToken gives such credentials to anybody with a long-term key.',
  fix: 'ask for the value: BoolIfExists with "false" in a Deny, Bool with "true" in an Allow',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  ],
  *check({ statements }): Iterable<LintProblem> {
    const asksForValue = ({ effect }: LintStatement) =>
      statements.some(
        (other) =>
          other.effect === effect &&
          clausesOn(other, MFA).some(({ operator }) => operator.kind === "compare"),
      );
    for (const statement of statements) {
      if (asksForValue(statement)) continue;
      const isDeny = statement.effect === "Deny";
      for (const clause of clausesOn(statement, MFA)) {
        if (!asksForAbsence(clause, isDeny)) continue;
        const message = isDeny
          ? "sessions without a second factor are not denied"
          : "sessions without a second factor are allowed";
        yield { at: clause.at, on: "key", message };
      }
    }
  },
};
