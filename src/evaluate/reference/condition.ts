import { type ConditionBlock, many } from "../../policy/document";
import { type Operator, operatorNamed } from "../../policy/operators";
import { type ValueTest, valueTest } from "./comparisons";
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
    return Object.entries(keys).every(([key, values]) => {
      const found = context.get(key);
      const wanted = many(values).map(String);
      if (operator.kind === "null") return nullHolds(operator, found, wanted);
      const tests = wanted.map((value) => valueTest(operator.comparison, value, version, context));
      return comparisonHolds(operator, found, (value) => tests.some((matches) => matches(value)));
    });
  });
}

/** An operator that compares. */
export type Comparing = Operator & { readonly kind: "compare" };

/**
 * Whether the values of a key meet an operator that compares.
 *
 * @param found the values of the key in the request; undefined when it is absent
 * @param matchesOne whether a value of the request matches one of the values of the policy, before any negation
 */
export function comparisonHolds(
  operator: Comparing,
  found: readonly string[] | undefined,
  matchesOne: ValueTest,
): boolean {
  if (found === undefined || isEmptySet(operator, found)) return holdsWhenAbsent(operator);
  const { negated, quantifier } = operator;
  // A negated operator asks that none of its values matches.
  const holdsFor = (value: string) => matchesOne(value) !== negated;
  const all = quantifier === undefined ? negated : quantifier === "ForAllValues";
  return all ? found.every(holdsFor) : found.some(holdsFor);
}

/**
 * Behind a set operator, Null looks at nothing: it is always true, or always false.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 * (Null with qualifier), read 2026-11.
 */
export function nullHolds(
  { quantifier }: Operator & { readonly kind: "null" },
  found: readonly string[] | undefined,
  wanted: readonly string[],
): boolean {
  if (quantifier !== undefined) return quantifier === "ForAllValues";
  return wanted.some((value) => value.toLowerCase() === String(found === undefined));
}

/** To a set operator, a key whose value is the empty text has no values. */
function isEmptySet({ quantifier }: Comparing, found: readonly string[]): boolean {
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
function holdsWhenAbsent({ negated, ifExists, quantifier }: Comparing): boolean {
  if (quantifier === undefined) return ifExists || negated;
  return quantifier === "ForAllValues";
}
