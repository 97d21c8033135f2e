/** A JSON value, as events and patterns hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * An event pattern of EventBridge as it is written: fields with lists of what each may be, nested like the event.
 *
 * The rules, here and in the files beside this one, are those of
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html and, where these are
 * silent, of the library that EventBridge matches with (https://github.com/aws/event-ruler), read 2026-11. A test holds
 * them to recorded answers of that library.
 */
export interface EventPattern {
  readonly [field: string]: readonly Json[] | EventPattern;
}

/** One thing that a field may be. */
export type Matcher =
  | { readonly kind: "equals"; readonly value: string | number | boolean | null }
  | { readonly kind: "exists"; readonly value: boolean }
  | { readonly kind: "prefix" | "suffix"; readonly value: string; readonly ignoreCase: boolean }
  | { readonly kind: "equals-ignore-case" | "wildcard" | "cidr"; readonly value: string }
  | { readonly kind: "numeric"; readonly bounds: readonly NumericBound[] }
  | { readonly kind: "anything-but"; readonly values: readonly Matcher[] };

export interface NumericBound {
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
  readonly value: number;
}

/**
 * One way to match, with $or multiplied out: every path must have a value that one of its matchers takes.
 * Keys are paths joined by dots, as EventBridge itself sees them.
 */
export type Alternative = ReadonlyMap<string, readonly Matcher[]>;

/** What is wrong with a pattern: where in it, and why EventBridge would not take it. */
export class IllegalPatternError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path === "" ? "the pattern" : path}: ${reason}`);
    this.name = "IllegalPatternError";
  }
}

/**
 * Characters of a rule's pattern.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html (event pattern size), read 2026-11.
 */
export const MOST_CHARACTERS = 2048;

/**
 * Ways to match that the $or of a pattern may multiply to.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html (or matching), read
 * 2026-11.
 */
export const MOST_ALTERNATIVES = 1000;
