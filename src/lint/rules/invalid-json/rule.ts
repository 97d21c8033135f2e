import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const invalidJson: LintRule = {
  slug: "invalid-json",
  title: "Not JSON",
  severity: "error",
  types: ALL_TYPES,
  why: "AWS takes strict JSON alone: no comments, no comma at the end of a list, every text in double quotes.",
  fix: "correct the text",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"],
  *check({ jsonProblems }): Iterable<LintProblem> {
    for (const { offset, message, fix } of jsonProblems) yield { offset, message, fix };
  },
};
