/** How a condition operator compares one value of the request with one value of the policy. */
export type Comparison =
  | "string-equals"
  | "string-equals-ignore-case"
  | "string-like"
  | "numeric-equals"
  | "numeric-less"
  | "numeric-less-or-equal"
  | "numeric-greater"
  | "numeric-greater-or-equal"
  | "date-equals"
  | "date-less"
  | "date-less-or-equal"
  | "date-greater"
  | "date-greater-or-equal"
  | "bool"
  | "binary-equals"
  | "ip-address"
  | "arn-like";

export type Quantifier = "ForAllValues" | "ForAnyValue";

/** A condition operator, taken apart. `Null` asks only whether the key is there. */
export type Operator =
  | { readonly kind: "null" }
  | {
      readonly kind: "compare";
      readonly comparison: Comparison;
      readonly negated: boolean;
      readonly ifExists: boolean;
      readonly quantifier: Quantifier | undefined;
    };

const POSITIVE = { negated: false };
const NEGATED = { negated: true };

/**
 * Every condition operator without its prefix and suffix.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * read 2026-11. ArnEquals and ArnLike behave the same, and so do their negations.
 */
const OPERATORS: ReadonlyMap<string, { readonly comparison: Comparison; readonly negated: boolean }> =
  new Map(
    Object.entries({
      StringEquals: { comparison: "string-equals", ...POSITIVE },
      StringNotEquals: { comparison: "string-equals", ...NEGATED },
      StringEqualsIgnoreCase: { comparison: "string-equals-ignore-case", ...POSITIVE },
      StringNotEqualsIgnoreCase: { comparison: "string-equals-ignore-case", ...NEGATED },
      StringLike: { comparison: "string-like", ...POSITIVE },
      StringNotLike: { comparison: "string-like", ...NEGATED },
      NumericEquals: { comparison: "numeric-equals", ...POSITIVE },
      NumericNotEquals: { comparison: "numeric-equals", ...NEGATED },
      NumericLessThan: { comparison: "numeric-less", ...POSITIVE },
      NumericLessThanEquals: { comparison: "numeric-less-or-equal", ...POSITIVE },
      NumericGreaterThan: { comparison: "numeric-greater", ...POSITIVE },
      NumericGreaterThanEquals: { comparison: "numeric-greater-or-equal", ...POSITIVE },
      DateEquals: { comparison: "date-equals", ...POSITIVE },
      DateNotEquals: { comparison: "date-equals", ...NEGATED },
      DateLessThan: { comparison: "date-less", ...POSITIVE },
      DateLessThanEquals: { comparison: "date-less-or-equal", ...POSITIVE },
      DateGreaterThan: { comparison: "date-greater", ...POSITIVE },
      DateGreaterThanEquals: { comparison: "date-greater-or-equal", ...POSITIVE },
      Bool: { comparison: "bool", ...POSITIVE },
      BinaryEquals: { comparison: "binary-equals", ...POSITIVE },
      IpAddress: { comparison: "ip-address", ...POSITIVE },
      NotIpAddress: { comparison: "ip-address", ...NEGATED },
      ArnEquals: { comparison: "arn-like", ...POSITIVE },
      ArnLike: { comparison: "arn-like", ...POSITIVE },
      ArnNotEquals: { comparison: "arn-like", ...NEGATED },
      ArnNotLike: { comparison: "arn-like", ...NEGATED },
    } as const).map(([name, operator]) => [name.toLowerCase(), operator]),
  );

const QUANTIFIERS: readonly Quantifier[] = ["ForAllValues", "ForAnyValue"];
const IF_EXISTS = "ifexists";

/**
 * Takes an operator name apart, whatever its casing: "ForAnyValue:StringLikeIfExists" and the like.
 * Undefined when there is no such operator; `Null` takes neither prefix nor suffix.
 */
export function operatorNamed(name: string): Operator | undefined {
  const folded = name.toLowerCase();
  if (folded === "null") return { kind: "null" };
  const quantifier = QUANTIFIERS.find((prefix) => folded.startsWith(prefix.toLowerCase() + ":"));
  const unprefixed = quantifier === undefined ? folded : folded.slice(quantifier.length + 1);
  const ifExists = unprefixed.endsWith(IF_EXISTS);
  const base = OPERATORS.get(ifExists ? unprefixed.slice(0, -IF_EXISTS.length) : unprefixed);
  return base && { kind: "compare", ...base, ifExists, quantifier };
}
