import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const unknownOperator: LintRule = {
  slug: "unknown-operator",
  title: "A condition operator that AWS does not have",
  severity: "error",
  types: ALL_TYPES,
  why: "AWS refuses a policy with an operator that it does not know. Null takes no IfExists.",
  fix: "correct the operator",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  ],
  *check({ grammar }): Iterable<LintProblem> {
    for (const { code, at, message, types, found, nearest } of grammar) {
      if (code === "condition-operator") yield { at, on: "key", message, types, found, nearest };
    }
  },
};
