import type { ConditionBlock } from "../policy/document";

/**
 * That a request says something for a key, and none of these values. A negated operator alone is true for a request
 * that says nothing, too: right where silence means the worst, wrong where what is not said has a safe default.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * read 2026-11.
 */
export function saysOtherThan(key: string, values: string | readonly string[]): ConditionBlock {
  return { Null: { [key]: "false" }, StringNotEquals: { [key]: values } };
}
