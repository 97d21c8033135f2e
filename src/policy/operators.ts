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
  | { readonly kind: "null"; readonly quantifier: Quantifier | undefined }
  | {
      readonly kind: "compare";
      readonly comparison: Comparison;
      readonly negated: boolean;
      readonly ifExists: boolean;
      readonly quantifier: Quantifier | undefined;
    };

interface Base {
  readonly comparison: Comparison;
  readonly negated: boolean;
}

const matches = (comparison: Comparison): Base => ({ comparison, negated: false });
const matchesNot = (comparison: Comparison): Base => ({ comparison, negated: true });

/**
 * Every operator that compares, without its prefix and suffix.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * read 2026-11. ArnEquals and ArnLike behave the same, and so do their negations.
 */
const COMPARING: Readonly<Record<string, Base>> = {
  StringEquals: matches("string-equals"),
  StringNotEquals: matchesNot("string-equals"),
  StringEqualsIgnoreCase: matches("string-equals-ignore-case"),
  StringNotEqualsIgnoreCase: matchesNot("string-equals-ignore-case"),
  StringLike: matches("string-like"),
  StringNotLike: matchesNot("string-like"),
  NumericEquals: matches("numeric-equals"),
  NumericNotEquals: matchesNot("numeric-equals"),
  NumericLessThan: matches("numeric-less"),
  NumericLessThanEquals: matches("numeric-less-or-equal"),
  NumericGreaterThan: matches("numeric-greater"),
  NumericGreaterThanEquals: matches("numeric-greater-or-equal"),
  DateEquals: matches("date-equals"),
  DateNotEquals: matchesNot("date-equals"),
  DateLessThan: matches("date-less"),
  DateLessThanEquals: matches("date-less-or-equal"),
  DateGreaterThan: matches("date-greater"),
  DateGreaterThanEquals: matches("date-greater-or-equal"),
  Bool: matches("bool"),
  BinaryEquals: matches("binary-equals"),
  IpAddress: matches("ip-address"),
  NotIpAddress: matchesNot("ip-address"),
  ArnEquals: matches("arn-like"),
  ArnLike: matches("arn-like"),
  ArnNotEquals: matchesNot("arn-like"),
  ArnNotLike: matchesNot("arn-like"),
};

/** The names of all operators as AWS writes them, without prefix and suffix. */
export const OPERATOR_NAMES: readonly string[] = [...Object.keys(COMPARING), "Null"];

const BY_FOLDED_NAME: ReadonlyMap<string, Base> = new Map(
  Object.entries(COMPARING).map(([name, base]) => [name.toLowerCase(), base]),
);

const QUANTIFIERS: readonly Quantifier[] = ["ForAllValues", "ForAnyValue"];
const IF_EXISTS = "ifexists";

/**
 * Takes an operator name apart, whatever its casing: "ForAnyValue:StringLikeIfExists" and the like.
 * Undefined when there is no such operator; `Null` takes no IfExists.
 */
export function operatorNamed(name: string): Operator | undefined {
  const folded = name.toLowerCase();
  const quantifier = QUANTIFIERS.find((prefix) => folded.startsWith(prefix.toLowerCase() + ":"));
  const unprefixed = quantifier === undefined ? folded : folded.slice(quantifier.length + 1);
  if (unprefixed === "null") return { kind: "null", quantifier };
  const ifExists = unprefixed.endsWith(IF_EXISTS);
  const base = BY_FOLDED_NAME.get(ifExists ? unprefixed.slice(0, -IF_EXISTS.length) : unprefixed);
  return base && { kind: "compare", ...base, ifExists, quantifier };
}
