import { type ConditionBlock, type ConditionValue, many } from "../../policy/document";
import { type Operator, operatorNamed } from "../../policy/operators";
import { valueTest } from "./comparisons";
import type { RequestContext } from "./context";

/**
 * Whether a request meets every condition of a block.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 * (all operators and keys must hold, one value of each is enough), read 2026-11.
 */
export function conditionHolds(
  block: ConditionBlock | undefined,
  version: string | undefined,
  context: RequestContext,
): boolean {
  return Object.entries(block ?? {}).every(([name, keys]) => {
    const operator = operatorNamed(name)!;
    return Object.entries(keys).every(([key, values]) =>
      operatorHolds(operator, context.get(key), many(values), version, context),
    );
  });
}

/** @param found the values of the key in the request; undefined when it is absent */
function operatorHolds(
  operator: Operator,
  found: readonly string[] | undefined,
  wanted: readonly ConditionValue[],
  version: string | undefined,
  context: RequestContext,
): boolean {
  if (operator.kind === "null") return nullHolds(operator, found, wanted);
  if (found === undefined || isEmptySet(operator, found)) return holdsWhenAbsent(operator);

  const { comparison, negated, quantifier } = operator;
  const tests = wanted.map((value) => valueTest(comparison, String(value), version, context));
  // A negated operator asks that none of its values matches.
  const holdsFor = (value: string) => tests.some((matches) => matches(value)) !== negated;
  const all = quantifier === undefined ? negated : quantifier === "ForAllValues";
  return all ? found.every(holdsFor) : found.some(holdsFor);
}

/**
 * Behind a set operator, Null looks at nothing: it is always true, or always false.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 * (Null with qualifier), read 2026-11.
 */
function nullHolds(
  { quantifier }: Operator & { kind: "null" },
  found: readonly string[] | undefined,
  wanted: readonly ConditionValue[],
): boolean {
  if (quantifier !== undefined) return quantifier === "ForAllValues";
  return wanted.some((value) => String(value).toLowerCase() === String(found === undefined));
}

/** To a set operator, a key whose value is the empty text has no values. */
function isEmptySet({ quantifier }: Operator, found: readonly string[]): boolean {
  return quantifier !== undefined && found.every((value) => value === "");
}

/**
 * ForAnyValue needs a value whatever stands behind it, IfExists included; ForAllValues needs none.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html,
 * https://iam.cloudcopilot.io/resources/operators/ForAnyValue:StringNotEqualsIfExists (IfExists, as observed).
 */
function holdsWhenAbsent({ negated, ifExists, quantifier }: Operator & { kind: "compare" }): boolean {
  if (quantifier === undefined) return ifExists || negated;
  return quantifier === "ForAllValues";
}
