import { conditionKeyInfo, conditionKeyNames } from "../../../aws-data/condition-keys";
import { nearest } from "../../../findings/nearest";
import { hasPlaceholder } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";
import { variablesIn } from "../../variables";

export const unknownPolicyVariable: LintRule = {
  slug: "unknown-policy-variable",
  title: "A policy variable that stands for nothing",
  severity: "warning",
  types: ALL_TYPES,
  why: "A variable is replaced by the value of a condition key; one that no request has makes the whole text match nothing.",
  fix: "name a condition key, or write the text itself",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"],
  *check({ statements }): Iterable<LintProblem> {
    for (const { resources, conditions } of statements) {
      for (const { text, at } of resources?.texts ?? []) yield* inText(text, at);
      for (const { value, at } of conditions.flatMap(({ values }) => values))
        yield* inText(String(value), at);
    }
  },
};

function* inText(text: string, at: LintProblem["at"] & {}): Iterable<LintProblem> {
  for (const name of variablesIn(text)) {
    if (hasPlaceholder(`\${${name}}`) || conditionKeyInfo(name) !== undefined) continue;
    yield {
      at,
      message: `there is no condition key ${name} for \${${name}}`,
      found: JSON.stringify(text),
      nearest: nearest(name, conditionKeyNames()),
    };
  }
}
