import { type AskedType, canFail, isAskedType } from "../../meaning/ask";
import { blockOf, isClauseFilledIn, isNegated, versionOf } from "../../meaning/conditions";
import { isReadable, plainlyFails } from "../../meaning/plain-requests";
import { isOfNobody } from "../../meaning/principals";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

export const alwaysTrueCondition: LintRule = {
  slug: "always-true-condition",
  title: "A condition that every request meets",
  severity: "warning",
  types: ["scp", "rcp", "identity"],
  why: "A condition that holds for every request distinguishes nothing: what a Deny was to spare is denied, and what an Allow was to ask for is asked of nobody. It is proven over all requests that AWS can send, not guessed.",
  fix: "mend the value, or remove the condition",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  ],
  proves: true,
  *check(policy): Iterable<LintProblem> {
    const version = versionOf(policy);
    for (const statement of policy.statements) {
      for (const clause of statement.conditions.filter(isClauseFilledIn)) {
        if (plainlyFails(clause, policy.types) || isExplainedElsewhere(clause)) continue;
        const types = policy.types
          .filter(isAskedType)
          .filter((type) => canFail(blockOf(clause), { type, version }) === false);
        if (types.length > 0) yield problem(statement, clause, types);
      }
    }
  },
};

/** Values that nothing can be, or that their operator cannot read, are told of by rules of their own. */
function isExplainedElsewhere(clause: LintCondition): boolean {
  return isOfNobody(clause) || !isReadable(clause);
}

function problem({ effect }: LintStatement, clause: LintCondition, types: readonly AskedType[]): LintProblem {
  // A Deny with a clause too many denies what it says; one that was to spare somebody denies too much.
  const isHarmless = effect === "Deny" && !isNegated(clause);
  return {
    at: clause.at,
    on: "key",
    types,
    ...(isHarmless && { severity: "info" as const, fix: "remove the condition" }),
    message: isHarmless
      ? "every request that this policy is asked about meets this condition"
      : effect === "Deny"
        ? "every request meets this condition: it spares nobody"
        : "every request meets this condition: it asks for nothing",
  };
}
