import { conditionHolds } from "../../evaluate/reference/condition";
import type { ConditionBlock } from "../../policy/document";
import type { LintCondition, LintPolicy, LintStatement } from "../types";
import { isFilledIn } from "./placeholders";

/** Whether two names are of one condition key: casing means nothing in them. */
export function isKey(key: string, ...names: readonly string[]): boolean {
  const folded = key.toLowerCase();
  return names.some((name) => {
    const wanted = name.toLowerCase();
    return wanted.endsWith("/*") ? folded.startsWith(wanted.slice(0, -1)) : folded === wanted;
  });
}

/** The clauses of a statement on one of some keys; a name that ends with "/*" is that of any tag. */
export function clausesOn(
  { conditions }: LintStatement,
  ...names: readonly string[]
): readonly LintCondition[] {
  return conditions.filter(({ key }) => isKey(key, ...names));
}

export function textsOf({ values }: LintCondition): readonly string[] {
  return values.map(({ value }) => String(value));
}

/** The clause alone, as a condition block. */
export function blockOf({ operatorName, key, values }: LintCondition): ConditionBlock {
  return { [operatorName]: { [key]: values.map(({ value }) => value) } };
}

export function versionOf({ value }: LintPolicy): string | undefined {
  const { Version } = (value ?? {}) as { readonly Version?: unknown };
  return typeof Version === "string" ? Version : undefined;
}

const WITHOUT_KEYS = { get: () => undefined };

/** Whether a clause holds for a request that does not have the key. */
export function holdsWhenAbsent(condition: LintCondition): boolean {
  return conditionHolds(blockOf(condition), undefined, WITHOUT_KEYS);
}

/** Whether a clause holds for a request that has the key with one value. Variables in the policy match nothing. */
export function holdsFor(condition: LintCondition, value: string): boolean {
  return conditionHolds(blockOf(condition), "2012-10-17", {
    get: (key) => (isKey(key, condition.key) ? [value] : undefined),
  });
}

/** Whether an operator asks that no value matches: StringNotEquals and its kin. */
export function isNegated({ operator }: LintCondition): boolean {
  return operator.kind === "compare" && operator.negated;
}

/** Whether a clause asks that its key be there (`Null: "false"`) or not be there (`Null: "true"`). */
export function asksForAbsence(condition: LintCondition, absent: boolean): boolean {
  const { operator } = condition;
  if (operator.kind !== "null" || operator.quantifier !== undefined) return false;
  return holdsWhenAbsent(condition) === absent && holdsFor(condition, "present") !== absent;
}

/** Whether every value of a clause is filled in, and its key too. */
export function isClauseFilledIn(condition: LintCondition): boolean {
  return isFilledIn(condition.key) && textsOf(condition).every(isFilledIn);
}

/** Whether no text of a statement is still to be filled in. */
export function isStatementFilledIn({ actions, resources, conditions }: LintStatement): boolean {
  return (
    [...actions.texts, ...(resources?.texts ?? [])].every(({ text }) => isFilledIn(text)) &&
    conditions.every(isClauseFilledIn)
  );
}
