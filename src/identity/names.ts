import { createHash } from "node:crypto";
import type { Assignment } from "../organization/intent";
import { canonicalJson } from "../policy/canonical";

/**
 * The most characters of a permission set's name.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html (Name), read 2026-11.
 */
export const LONGEST_NAME = 32;

/** Hexadecimal digits that tell the assignments of one set apart: 48 bits, and the plan refuses two of one name. */
const DIGITS = 12;

/** Where the name of a set ends in this, it is the twin that only the management account's stack deploys. */
const MANAGEMENT = "-mgmt";

/**
 * The name of the set that is derived for one assignment with an end. It depends on the set and on whom it is for and
 * where, never on the date: moving the date replaces nothing.
 *
 * @param set slug, or the name of the management account's twin
 */
export function derivedName(
  set: string,
  { principal, on, except }: Pick<Assignment, "principal" | "on" | "except">,
): string {
  const assignment = canonicalJson([set, principal, [...on].sort(), [...except].sort()]);
  const digits = createHash("sha256").update(assignment).digest("hex").slice(0, DIGITS);
  return `${set.slice(0, LONGEST_NAME - 1 - DIGITS)}-${digits}`;
}

/** The name of a set's twin for the management account, which a delegated administrator cannot manage. */
export function managementName(set: string): string {
  return set + MANAGEMENT;
}

/** The longest slug that leaves room for every name made of it. */
export const LONGEST_SLUG = LONGEST_NAME - MANAGEMENT.length;
