import { effectivePolicy } from "../inheritance/effective";
import { canonicalJson } from "../policy/canonical";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ManagementDocument,
} from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import type { ExampleEffect } from "./guardrail";

/**
 * The effective policy of an account in a worked example: the policies above, the guardrail's own, the policies
 * below, each on a level of its own. Null when AWS would not take one of them or two contradict each other.
 */
export function effectOf(
  type: ManagementPolicyType,
  content: ManagementDocument,
  { above = [], below = [] }: ExampleEffect,
): JsonObject | null {
  const levels = [...above, content, ...below].map((document, index) => ({
    target: `level ${index + 1}`,
    policies: [{ name: `policy ${index + 1}`, document }],
  }));
  const { policy, problems } = effectivePolicy(type, levels);
  return problems.length === 0 ? policy : null;
}

/** Whether an effective policy has every member that an example names, with the very value that it names. */
export function holds(effective: JsonValue | null | undefined, expected: JsonValue): boolean {
  if (effective === null || effective === undefined) return false;
  if (!isJsonObject(expected)) return canonicalJson(effective) === canonicalJson(expected);
  return (
    isJsonObject(effective) &&
    Object.entries(expected).every(
      ([name, member]) => Object.hasOwn(effective, name) && holds(effective[name], member),
    )
  );
}
