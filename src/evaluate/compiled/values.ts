import type { Comparison } from "../../policy/operators";
import { arnParts } from "../reference/arn";
import { valueTest } from "../reference/comparisons";
import type { RequestContext } from "../reference/context";
import { mayHaveVariables } from "../reference/variables";
import { anyGlob, anyWord, type WordTest } from "./globs";

/** Comparisons of which many values are tested at once; the others test each as the plain evaluator does. */
const TOGETHER: ReadonlyMap<Comparison, (wanted: readonly string[]) => WordTest> = new Map([
  ["string-equals", anyWord],
  ["string-equals-ignore-case", anyWordIgnoringCase],
  ["string-like", anyGlob],
  ["arn-like", anyArn],
]);

/**
 * The test whether a value of a request matches one of the values of a policy, before any negation. Only values
 * with variables wait for the request.
 */
export function anyValue(
  comparison: Comparison,
  wanted: readonly string[],
  version: string | undefined,
): (context: RequestContext) => WordTest {
  const together = TOGETHER.get(comparison);
  const waits = (value: string) => mayHaveVariables(value, version);
  const fixed = wanted.filter((value) => !waits(value));
  const waiting = wanted.filter(waits);
  const isFixed =
    together === undefined
      ? anyOf(fixed.map((value) => valueTest(comparison, value, version, NOTHING)))
      : together(fixed);
  if (waiting.length === 0) return () => isFixed;
  return (context) =>
    anyOf([isFixed, ...waiting.map((value) => valueTest(comparison, value, version, context))]);
}

/** What a value without variables asks of the request. */
const NOTHING: RequestContext = { get: () => undefined };

function anyOf(tests: readonly WordTest[]): WordTest {
  return (word) => tests.some((test) => test(word));
}

function anyWordIgnoringCase(words: readonly string[]): WordTest {
  const isOne = anyWord(words.map((word) => word.toLowerCase()));
  return (word) => isOne(word.toLowerCase());
}

/** Each of the six parts of an ARN has its own pattern; where either side has fewer, nothing matches. */
function anyArn(patterns: readonly string[]): WordTest {
  const arns = patterns.flatMap((pattern) => {
    const parts = arnParts(pattern);
    return parts === undefined ? [] : [parts.map((part) => anyGlob([part]))];
  });
  return (word) => {
    const found = arnParts(word);
    return found !== undefined && arns.some((parts) => parts.every((isLike, index) => isLike(found[index]!)));
  };
}
