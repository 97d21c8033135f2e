import type { LintProblem, LintRule } from "../../types";

export const allowNotAction: LintRule = {
  slug: "allow-not-action",
  title: "All but some is allowed",
  severity: "info",
  types: ["identity", "resource"],
  why: "Allow with NotAction allows every action that is not in the list, of every service, and of those that AWS adds later. It does not deny what is in the list: another statement may allow that.",
  fix: "list what is allowed under Action; to forbid something, deny it",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"],
  *check({ statements }): Iterable<LintProblem> {
    for (const { effect, actions } of statements) {
      if (effect !== "Allow" || !actions.negated) continue;
      yield {
        at: actions.at,
        on: "key",
        message: "every action outside the list is allowed, those to come too",
      };
    }
  },
};
