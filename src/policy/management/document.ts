export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/**
 * The document of a management policy: settings in a tree, with inheritance operators (`@@assign`, `@@append`,
 * `@@remove`, `@@operators_allowed_for_child_policies`) at its leaves and nodes.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html, read 2026-11.
 */
export type ManagementDocument = JsonObject;

/** What every inheritance operator begins with; no setting may. */
export const OPERATOR_PREFIX = "@@";

/** The operators that set a value, in the order in which those of one target are applied. Same source. */
export const VALUE_OPERATORS = ["@@assign", "@@append", "@@remove"] as const;

export type ValueOperator = (typeof VALUE_OPERATORS)[number];

/** The operator by which a policy limits the policies below it. Same source. */
export const CONTROL_OPERATOR = "@@operators_allowed_for_child_policies";

export function isJsonObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
