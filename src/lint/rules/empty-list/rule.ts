import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const emptyList: LintRule = {
  slug: "empty-list",
  title: "A list of nothing",
  severity: "error",
  types: ALL_TYPES,
  why: "AWS refuses a policy without statements and a statement without actions or resources. It takes a condition without values, which is never true, or with a negated operator always.",
  fix: "fill the list, or remove what it belongs to",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
  ],
  *check({ value, statements }): Iterable<LintProblem> {
    const written = (value as { readonly Statement?: unknown } | null | undefined)?.Statement;
    if (Array.isArray(written) && written.length === 0) {
      yield { at: ["Statement"], message: "the policy has no statement" };
    }
    for (const { actions, resources, conditions } of statements) {
      for (const list of resources === undefined ? [actions] : [actions, resources]) {
        if (list.texts.length === 0) yield { at: list.at, message: `${list.element} lists nothing` };
      }
      for (const { at, key, values } of conditions) {
        if (values.length > 0) continue;
        yield { at, severity: "warning", message: `the condition on ${key} lists no value` };
      }
    }
  },
};
