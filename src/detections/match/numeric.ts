import { IllegalPatternError, type Json, type NumericBound } from "./pattern";

/**
 * Numbers that a comparison may name.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html (numeric matching),
 * read 2026-11.
 */
const GREATEST = 5e9;

/** The bounds of a numeric comparison: [">=", 7], or two that make a range: [">", 0, "<=", 5]. */
export function parseNumeric(value: Json, path: string): readonly NumericBound[] {
  const parts: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  if (parts.length !== 2 && parts.length !== 4) {
    throw new IllegalPatternError(path, "numeric takes an operator and a number, or two of each");
  }
  const bounds: NumericBound[] = [];
  for (let at = 0; at < parts.length; at += 2) bounds.push(bound(parts[at]!, parts[at + 1]!, path));
  if (bounds.length === 2 && !isRange(bounds[0]!, bounds[1]!)) {
    throw new IllegalPatternError(path, "a range goes from > or >= a number to < or <= a greater one");
  }
  return bounds;
}

function bound(operator: Json, value: Json, path: string): NumericBound {
  if (!isOperator(operator))
    throw new IllegalPatternError(path, `there is no numeric operator ${String(operator)}`);
  if (typeof value !== "number" || Math.abs(value) > GREATEST) {
    throw new IllegalPatternError(path, `expected a number between -${GREATEST} and ${GREATEST}`);
  }
  return { operator, value };
}

/** Whether a value is one of these operators. */
export function isOperator(value: Json): value is NumericBound["operator"] {
  return typeof value === "string" && ["=", "<", "<=", ">", ">="].includes(value);
}

function isRange(from: NumericBound, to: NumericBound): boolean {
  return from.operator.startsWith(">") && to.operator.startsWith("<") && from.value < to.value;
}

/** Whether a number is within all bounds. */
export function isWithin(value: number, bounds: readonly NumericBound[]): boolean {
  return bounds.every((bound) => compares(value, bound.operator, bound.value));
}

/** Whether one number stands to another as the operator says. */
export function compares(left: number, operator: NumericBound["operator"], right: number): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
