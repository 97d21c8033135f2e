import { conditionKeyInfo } from "../../../aws-data/condition-keys";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const missingSetOperator: LintRule = {
  slug: "missing-set-operator",
  title: "A key of many values without a set operator",
  severity: "warning",
  types: ALL_TYPES,
  why: "A key with several values is to be asked by ForAnyValue or ForAllValues; what AWS does without them when a request has more than one value is not documented.",
  fix: "write ForAnyValue: when one of the values is enough, ForAllValues: when each must match",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { operator, operatorName, key, at } of statements.flatMap(({ conditions }) => conditions)) {
      const info = conditionKeyInfo(key);
      if (operator.kind === "null" || operator.quantifier !== undefined) continue;
      if (!info?.multivalued || info.scope === "provider") continue;
      // What services say of their own keys is less certain.
      const severity = info.scope === "global" ? "warning" : "info";
      yield { at, on: "key", severity, message: `${key} has several values, and ${operatorName} is for one` };
    }
  },
};
