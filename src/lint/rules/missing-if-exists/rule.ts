import { clausesOn, holdsFor, holdsWhenAbsent, isClauseFilledIn } from "../../meaning/conditions";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";
import { ABSENT_IS_WORST, type AbsentIsWorst } from "./absent-is-worst";

export const missingIfExists: LintRule = {
  slug: "missing-if-exists",
  title: "A Deny that requests without the key slip through",
  severity: "warning",
  types: ALL_TYPES,
  why: "A condition without IfExists does not hold for a request that lacks the key. Where leaving something out is the laxest choice of all, a Deny of the lax values lets just that pass.",
  fix: "add IfExists to the operator, so that a request without the key is denied too",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage",
  ],
  *check({ statements }): Iterable<LintProblem> {
    const denies = statements.filter(({ effect }) => effect === "Deny");
    for (const statement of denies) {
      for (const worst of ABSENT_IS_WORST) {
        const others = denies.filter((other) => other !== statement);
        for (const clause of clausesOn(statement, worst.key)) {
          if (clause.operator.kind !== "compare" || !isClauseFilledIn(clause) || holdsWhenAbsent(clause))
            continue;
          if (!holdsFor(clause, worst.bad) || holdsFor(clause, worst.good)) continue;
          if (others.some((other) => seesTo(other, worst))) continue;
          yield {
            at: clause.at,
            on: "key",
            ...(worst.conceivable && { severity: "info" as const }),
            message: worst.without,
          };
        }
      }
    }
  },
};

/** Whether a statement stops requests that lack the key, or may. */
function seesTo(statement: LintStatement, { seenToBy }: AbsentIsWorst): boolean {
  return clausesOn(statement, ...seenToBy).some(holdsWhenAbsent);
}
