import { parseIpRange } from "../../evaluate/reference/ip";
import { parseNumeric } from "./numeric";
import {
  type Alternative,
  type EventPattern,
  IllegalPatternError,
  type Json,
  type Matcher,
  MOST_ALTERNATIVES,
  MOST_CHARACTERS,
} from "./pattern";

/**
 * The ways in which a pattern matches.
 *
 * @throws IllegalPatternError for what EventBridge refuses, and for two things that it takes and gives a meaning that
 * nobody expects: a field that stands both beside a $or and inside it, and a field with a dot in its name
 */
export function parsePattern(pattern: EventPattern): readonly Alternative[] {
  const length = JSON.stringify(pattern).length;
  if (length > MOST_CHARACTERS) {
    throw new IllegalPatternError("", `${length} characters, of ${MOST_CHARACTERS} that a rule may have`);
  }
  return parseFields(pattern, "");
}

function parseFields(fields: EventPattern, path: string): readonly Alternative[] {
  const entries = Object.entries(fields);
  if (entries.length === 0) throw new IllegalPatternError(path, "an empty object matches nothing");
  let ways: readonly Alternative[] = [new Map()];
  for (const [name, value] of entries) {
    ways = product(ways, name === "$or" ? parseOr(value, path) : parseField(name, value, path), path);
  }
  return ways;
}

function parseField(name: string, value: unknown, path: string): readonly Alternative[] {
  const place = path === "" ? name : `${path}.${name}`;
  if (name.includes(".")) throw new IllegalPatternError(place, "a dot in a field's name");
  if (Array.isArray(value)) {
    if (value.length === 0) throw new IllegalPatternError(place, "an empty list matches nothing");
    return [new Map([[place, value.map((each) => parseMatcher(each, place))]])];
  }
  if (typeof value !== "object" || value === null) {
    throw new IllegalPatternError(place, "a field has a list of values, or an object with fields");
  }
  return parseFields(value as EventPattern, place);
}

function parseOr(value: unknown, path: string): readonly Alternative[] {
  const place = path === "" ? "$or" : `${path}.$or`;
  const isObject = (each: unknown) => typeof each === "object" && each !== null && !Array.isArray(each);
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
    throw new IllegalPatternError(place, "expected a list of at least two objects");
  }
  return value.flatMap((each) => parseFields(each as EventPattern, path));
}

function product(
  left: readonly Alternative[],
  right: readonly Alternative[],
  path: string,
): readonly Alternative[] {
  if (left.length * right.length > MOST_ALTERNATIVES) {
    throw new IllegalPatternError(path, `$or multiplies to more than ${MOST_ALTERNATIVES} ways to match`);
  }
  return left.flatMap((one) => right.map((other) => joined(one, other)));
}

function joined(left: Alternative, right: Alternative): Alternative {
  for (const path of right.keys()) {
    if (left.has(path)) throw new IllegalPatternError(path, "stands both beside a $or and inside it");
  }
  return new Map([...left, ...right]);
}

/** One element of a field's list. */
export function parseMatcher(value: Json, path: string): Matcher {
  if (value === null || typeof value !== "object") return { kind: "equals", value };
  if (Array.isArray(value)) throw new IllegalPatternError(path, "a list within a list");
  const entries = Object.entries(value);
  if (entries.length !== 1) throw new IllegalPatternError(path, "a comparison has exactly one operator");
  const [[operator, operand]] = entries as [[string, Json]];
  switch (operator) {
    case "exists":
      if (typeof operand !== "boolean") throw new IllegalPatternError(path, "exists takes true or false");
      return { kind: "exists", value: operand };
    case "prefix":
    case "suffix":
      return affix(operator, operand, path);
    case "equals-ignore-case":
      return { kind: operator, value: text(operand, operator, path) };
    case "wildcard":
      return { kind: operator, value: wildcard(text(operand, operator, path), path) };
    case "cidr": {
      const range = text(operand, operator, path);
      if (!isRange(range)) {
        throw new IllegalPatternError(path, `${range} is no range of addresses, or one of all or of one`);
      }
      return { kind: operator, value: range };
    }
    case "numeric":
      return { kind: operator, bounds: parseNumeric(operand, path) };
    case "anything-but":
      return { kind: operator, values: anythingBut(operand, path) };
    default:
      throw new IllegalPatternError(path, `there is no operator ${operator}`);
  }
}

/**
 * EventBridge refuses the range of a single address. It takes that of all, but then matches what is no address too.
 */
function isRange(text: string): boolean {
  const range = text.includes("/") ? parseIpRange(text) : undefined;
  return range !== undefined && range.prefix > 0 && range.prefix < range.width;
}

function affix(kind: "prefix" | "suffix", operand: Json, path: string): Matcher {
  if (typeof operand === "string") return { kind, value: operand, ignoreCase: false };
  const folded = only(operand, "equals-ignore-case");
  if (folded === undefined) {
    throw new IllegalPatternError(path, `${kind} takes a text, or { equals-ignore-case: text }`);
  }
  return { kind, value: text(folded, kind, path), ignoreCase: true };
}

/** The texts or numbers that a field must not be, or the forms that it must not have: all of one kind. */
function anythingBut(operand: Json, path: string): readonly Matcher[] {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) {
    const [[operator, values] = ["", null], ...rest] = Object.entries(operand) as [string, Json][];
    if (rest.length > 0 || !["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator)) {
      throw new IllegalPatternError(
        path,
        "anything-but takes prefix, suffix, equals-ignore-case or wildcard",
      );
    }
    return listed(values, path).map((value) => {
      const form = text(value, operator, path);
      if (form === "" && operator.endsWith("fix"))
        throw new IllegalPatternError(path, `an empty ${operator} in anything-but`);
      return parseMatcher({ [operator]: form }, path);
    });
  }
  const values = listed(operand, path);
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size > 1 || !(kinds.has("string") || kinds.has("number"))) {
    throw new IllegalPatternError(path, "anything-but takes texts or numbers, not both");
  }
  return values.map((value) => ({ kind: "equals", value: value as string | number }));
}

function listed(value: Json, path: string): readonly Json[] {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (values.length === 0) throw new IllegalPatternError(path, "an empty list in anything-but");
  return values;
}

/** A backslash may stand before a star or another backslash only; two stars in a row are refused. */
function wildcard(value: string, path: string): string {
  const rest = value.replaceAll(/\\[\\*]/g, "_");
  if (rest.includes("\\")) throw new IllegalPatternError(path, "a backslash that escapes nothing");
  if (rest.includes("**")) throw new IllegalPatternError(path, "two wildcards in a row");
  return value;
}

function text(value: Json, operator: string, path: string): string {
  if (typeof value !== "string") throw new IllegalPatternError(path, `${operator} takes a text`);
  return value;
}

/** The value of an object's one key, if it is that key. */
function only(value: Json, key: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length === 1 && entries[0]![0] === key ? (entries[0]![1] as Json) : undefined;
}
