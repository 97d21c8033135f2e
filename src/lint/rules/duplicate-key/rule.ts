import { repeatedKeys } from "../../../json/node";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const duplicateKey: LintRule = {
  slug: "duplicate-key",
  title: "The same key twice in one object",
  severity: "error",
  types: ALL_TYPES,
  why: "Most readers keep the last of two equal keys and drop the first without a word, so that a condition or an action that somebody wrote is not there; AWS refuses some such policies.",
  fix: "merge the two, or remove one",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"],
  *check({ root }): Iterable<LintProblem> {
    if (root === undefined) return;
    for (const { path, offset } of repeatedKeys(root)) {
      yield { at: path, offset, message: "the same key stands twice in one object" };
    }
  },
};
