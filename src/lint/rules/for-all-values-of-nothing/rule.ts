import { conditionKeyInfo } from "../../../aws-data/condition-keys";
import {
  ALL_TYPES,
  type LintCondition,
  type LintProblem,
  type LintRule,
  type LintStatement,
} from "../../types";

export const forAllValuesOfNothing: LintRule = {
  slug: "for-all-values-of-nothing",
  title: "An Allow for all values, none included",
  severity: "warning",
  types: ALL_TYPES,
  why: "ForAllValues is true when the request does not have the key at all, so that the Allow also allows the requests that say nothing.",
  fix: 'add "Null": { "KEY": "false" }, or for a key with one value leave ForAllValues out',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements.filter(({ effect }) => effect === "Allow")) {
      for (const condition of statement.conditions) {
        const { operator, key, at } = condition;
        if (operator.kind === "null" || operator.quantifier !== "ForAllValues") continue;
        if (mustBeThere(statement, condition)) continue;
        const info = conditionKeyInfo(key);
        if (info?.presence === "always") continue;
        // With several values, "none" may well be meant: no tags, or only these.
        const severity = info === undefined || info.multivalued ? "info" : "warning";
        yield { at, on: "key", severity, message: `this is true as well when the request has no ${key}` };
      }
    }
  },
};

function mustBeThere({ conditions }: LintStatement, { key }: LintCondition): boolean {
  return conditions.some(
    ({ operator, key: other, values }) =>
      other.toLowerCase() === key.toLowerCase() &&
      ((operator.kind === "null" && values.every(({ value }) => String(value).toLowerCase() === "false")) ||
        operator.quantifier === "ForAnyValue"),
  );
}
