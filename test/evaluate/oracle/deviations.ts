import { arnParts } from "../../../src/evaluate/reference/arn";
import { valueTest } from "../../../src/evaluate/reference/comparisons";
import { type Comparing, comparisonHolds, nullHolds } from "../../../src/evaluate/reference/condition";
import { contextOf, type RequestContext } from "../../../src/evaluate/reference/context";
import { parseIpRange } from "../../../src/evaluate/reference/ip";
import { parseDecimal, parseInstant } from "../../../src/evaluate/reference/quantities";
import { expanded } from "../../../src/evaluate/reference/variables";
import type { ConditionBlock, PolicyDocument } from "../../../src/policy/document";
import { many, statementsOf } from "../../../src/policy/document";
import { operatorNamed } from "../../../src/policy/operators";
import { type Case, VERSION } from "./cases";

const OPERATORS =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
const SETS =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html";
const VARIABLES = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html";
const CHECKS =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";

/**
 * Where iam-simulate 0.1.173 reads a condition otherwise than we do: what it does, and what AWS says (pages read
 * 2026-11). Each is modelled below, so that an answer must be exactly what these explain.
 */
export const DEVIATIONS = {
  "several values without a set operator": [
    "meet no operator, not even a negated one or IfExists",
    `${SETS} says that such keys need a set operator, and not what happens without: ours is assumed`,
  ],
  "Null behind a set operator": [
    "asks whether the key is there",
    `${CHECKS} (Null with qualifier): ForAllValues:Null is always true, ForAnyValue:Null always false`,
  ],
  "the empty text behind a set operator": [
    "is a value like others",
    `${OPERATORS}: to set operators a key with an empty value is as one that is absent`,
  ],
  "a variable without a value": [
    "meets no negated operator",
    `${VARIABLES} (policy variables with no value): it is equal to nothing and like nothing, so that the negation holds`,
  ],
  "a value that cannot be read": [
    "meets no negated operator",
    `${OPERATORS} is silent: ours is assumed, that it matches nothing and the negation holds`,
  ],
  "a single address beside one of the other version": [
    "meets NotIpAddress no more than IpAddress",
    `${OPERATORS}: NotIpAddress is every address but the one given`,
  ],
  "${*} and its like in an equality": [
    "stand for themselves, letter by letter",
    `${VARIABLES} (special characters): they are the character, wherever a variable may stand`,
  ],
  "a variable in an ARN": [
    "is cut at its colon, before it is replaced",
    `${OPERATORS}: ARN operators take policy variables`,
  ],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type Deviation = keyof typeof DEVIATIONS;

/** A case as iam-simulate reads it: conditions that it reads otherwise are replaced by what they come to. */
export interface Reading {
  readonly levels: Case["levels"];
  readonly deviations: ReadonlySet<Deviation>;
}

export function readingOf({ type, levels, request }: Case): Reading {
  const context = contextOf(request, type);
  const deviations = new Set<Deviation>();
  const read = (document: PolicyDocument): PolicyDocument => ({
    ...document,
    Statement: statementsOf(document).map((statement) =>
      statement.Condition === undefined
        ? statement
        : { ...statement, Condition: readBlock(statement.Condition, context, deviations) },
    ),
  });
  return { levels: levels.map((policies) => policies.map(read)), deviations };
}

/** A key that no request has. */
const NEVER = "never:given";

function readBlock(
  block: ConditionBlock,
  context: RequestContext,
  deviations: Set<Deviation>,
): ConditionBlock {
  const read: Record<string, Record<string, ConditionBlock[string][string]>> = {};
  let constant = true;
  for (const [name, keys] of Object.entries(block)) {
    for (const [key, values] of Object.entries(keys)) {
      const differs = oracleHolds(name, many(values).map(String), context.get(key), context);
      if (differs === undefined) read[name] = { ...read[name], [key]: values };
      else {
        deviations.add(differs.by);
        constant &&= differs.holds;
      }
    }
  }
  return constant ? read : { Null: { [NEVER]: "false" } };
}

interface Difference {
  readonly by: Deviation;
  readonly holds: boolean;
}

/** What iam-simulate makes of an operator and key, where that is not what we make of it. */
function oracleHolds(
  name: string,
  wanted: readonly string[],
  found: readonly string[] | undefined,
  context: RequestContext,
): Difference | undefined {
  const operator = operatorNamed(name)!;
  if (operator.kind === "null") {
    const asked = nullHolds({ ...operator, quantifier: undefined }, found, wanted);
    return differing("Null behind a set operator", asked, nullHolds(operator, found, wanted));
  }
  const ours = comparisonHolds(operator, found, (value) => ourMatch(operator, wanted, value, context));
  if (found === undefined) return undefined;
  if (operator.quantifier === undefined && found.length > 1) {
    return differing("several values without a set operator", false, ours);
  }
  let by: Deviation = "the empty text behind a set operator";
  const holdsFor = (value: string) => {
    const judged = wanted.map((one) => judge(operator, one, value, context));
    by = judged.find((one) => one.by !== undefined)?.by ?? by;
    const matched = judged.some(({ matches }) => matches);
    return operator.negated ? !matched && !judged.some(({ spoils }) => spoils) : matched;
  };
  const each = found.map(holdsFor);
  const holds = operator.quantifier === "ForAnyValue" ? each.some(Boolean) : each.every(Boolean);
  return differing(by, holds, ours);
}

function differing(by: Deviation, theirs: boolean, ours: boolean): Difference | undefined {
  return theirs === ours ? undefined : { by, holds: theirs };
}

function ourMatch(
  { comparison }: Comparing,
  wanted: readonly string[],
  value: string,
  context: RequestContext,
): boolean {
  return wanted.some((one) => valueTest(comparison, one, VERSION, context)(value));
}

/** How iam-simulate compares two values. */
interface Judgement {
  readonly matches: boolean;
  /** Whether the pair fails even a negated operator. */
  readonly spoils: boolean;
  /** Why, where it is not what we say. */
  readonly by?: Deviation;
}

function judge({ comparison }: Comparing, wanted: string, value: string, context: RequestContext): Judgement {
  const literally = (by: Deviation): Judgement => ({
    matches: valueTest(comparison, wanted, undefined, context)(value),
    spoils: false,
    by,
  });
  if (comparison.startsWith("string-equals") && /\$\{[*?$]\}/.test(wanted)) {
    return literally("${*} and its like in an equality");
  }
  if (comparison === "arn-like" && wanted.includes("${") && arnParts(value) !== undefined) {
    return literally("a variable in an ARN");
  }
  const matches = valueTest(comparison, wanted, VERSION, context)(value);
  const by = spoiltBy(comparison, wanted, value, context);
  return by === undefined ? { matches, spoils: false } : { matches, spoils: true, by };
}

function spoiltBy(
  comparison: Comparing["comparison"],
  wanted: string,
  value: string,
  context: RequestContext,
): Deviation | undefined {
  const unless = (...read: readonly unknown[]) =>
    read.includes(undefined) ? ("a value that cannot be read" as const) : undefined;
  switch (comparison.slice(0, comparison.indexOf("-"))) {
    case "string":
      return expanded(wanted, VERSION, context) === undefined ? "a variable without a value" : undefined;
    case "numeric":
      return unless(parseDecimal(wanted), parseDecimal(value));
    case "date":
      return unless(parseInstant(wanted), parseInstant(value));
    case "arn":
      return unless(arnParts(wanted), arnParts(value));
    case "ip": {
      const [range, address] = [parseIpRange(wanted), parseIpRange(value)];
      if (range === undefined || address === undefined) return unless(range, address);
      const apart = range.width !== address.width && !wanted.includes("/");
      return apart ? "a single address beside one of the other version" : undefined;
    }
    default:
      return undefined;
  }
}
