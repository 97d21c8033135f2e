import { conditionKeyInfo, conditionKeyNames } from "../../../aws-data/condition-keys";
import { nearest } from "../../../findings/nearest";
import { hasPlaceholder } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const unknownConditionKey: LintRule = {
  slug: "unknown-condition-key",
  title: "A condition key that AWS does not document",
  severity: "warning",
  types: ALL_TYPES,
  why: "AWS takes any key and then no request ever has it: a condition that asks for a value is never true, one with a negated operator or IfExists is always true.",
  fix: "correct the key, or renew the action data when it is new",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { key, at } of statements.flatMap(({ conditions }) => conditions)) {
      if (hasPlaceholder(key) || conditionKeyInfo(key) !== undefined) continue;
      yield { at, on: "key", ...described(key) };
    }
  },
};

function described(key: string) {
  if (!/^[^\s:]+:\S/.test(key)) {
    return {
      message: "this cannot be a condition key",
      found: JSON.stringify(key),
      expected: "service:Name",
      severity: "error" as const,
    };
  }
  if (conditionKeyInfo(`${key.replace(/\/$/, "")}/x`) !== undefined) {
    return {
      message: `${key} lacks the name of a tag`,
      found: key,
      expected: `${key.replace(/\/$/, "")}/NAME`,
    };
  }
  return {
    message: `there is no condition key ${key}`,
    found: key,
    nearest: nearest(key, conditionKeyNames()),
  };
}
