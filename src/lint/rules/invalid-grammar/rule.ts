import { isManagementPolicy } from "../../management-policy";
import { ALL_TYPES, type GrammarProblem, type LintProblem, type LintRule } from "../../types";

export const invalidGrammar: LintRule = {
  slug: "invalid-grammar",
  title: "JSON that is no policy",
  severity: "error",
  types: ALL_TYPES,
  why: "AWS refuses a policy with an element that its type does not have, without one that it must have, or with a value of the wrong kind.",
  fix: "correct the element",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
  ],
  *check({ value, grammar }): Iterable<LintProblem> {
    if (isManagementPolicy(value)) return;
    for (const problem of grammar) {
      if (isOfAnotherRule(problem)) continue;
      const { at, code, message, types, found, expected, nearest } = problem;
      yield {
        at,
        on: code === "unknown-element" ? "key" : "value",
        message,
        types,
        found,
        expected,
        nearest,
      };
    }
  },
};

/** principal-in-scp and unknown-operator say it better. */
function isOfAnotherRule({ code, at, types }: GrammarProblem): boolean {
  if (code === "condition-operator") return true;
  const named = String(at.at(-1));
  return (
    code === "unknown-element" &&
    at[0] === "Statement" &&
    (named === "Principal" || named === "NotPrincipal") &&
    types.every((type) => type === "scp" || type === "identity")
  );
}
