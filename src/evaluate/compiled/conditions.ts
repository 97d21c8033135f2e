import { type ConditionBlock, type ConditionValue, many, type OneOrMany } from "../../policy/document";
import { operatorNamed } from "../../policy/operators";
import { comparisonHolds, nullHolds } from "../reference/condition";
import type { RequestContext } from "../reference/context";
import { anyValue } from "./values";

/** Whether a request with this context meets what the test was made for. */
export type ContextTest = (context: RequestContext) => boolean;

/** The test whether a request meets every condition of a block: the logic is the plain evaluator's own. */
export function compiledCondition(
  block: ConditionBlock | undefined,
  version: string | undefined,
): ContextTest {
  const tests = Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => keyTest(operator, key, values, version)),
  );
  return (context) => tests.every((test) => test(context));
}

function keyTest(
  name: string,
  key: string,
  values: OneOrMany<ConditionValue>,
  version: string | undefined,
): ContextTest {
  const operator = operatorNamed(name)!;
  const wanted = many(values).map(String);
  if (operator.kind === "null") return (context) => nullHolds(operator, context.get(key), wanted);
  const matchesOne = anyValue(operator.comparison, wanted, version);
  return (context) => comparisonHolds(operator, context.get(key), matchesOne(context));
}
