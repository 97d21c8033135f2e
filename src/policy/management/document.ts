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
