/**
 * Whether a value is a management policy (tag, backup, AI opt-out and so on): settings with operators that begin with
 * "@@", and no statements.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html, read 2026-11.
 */
export function isManagementPolicy(value: unknown): boolean {
  return isObject(value) && !("Statement" in value) && hasOperator(value);
}

function hasOperator(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => key.startsWith("@@") || hasOperator(member));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
