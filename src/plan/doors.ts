import type { Statement } from "../policy/document";
import { many } from "../policy/document";

/** Who is exempt, by where the name has to be protected: "*" is every account. */
export type ExemptNames = ReadonlyMap<string, readonly string[]>;

const EXEMPTING = new Set(["arnnotlike", "arnnotequals", "stringnotlike", "stringnotequals"]);

/**
 * The principals that a Deny spares by name. Whoever may create or take over such a principal walks through
 * the guardrail, so each of these names is a door that has to be guarded.
 */
export function exemptPrincipals(statements: readonly Statement[]): readonly string[] {
  const names = new Set<string>();
  for (const { Effect, Condition } of statements) {
    if (Effect !== "Deny") continue;
    for (const [operator, keys] of Object.entries(Condition ?? {})) {
      if (!EXEMPTING.has(operator.toLowerCase().replace(/ifexists$/, ""))) continue;
      for (const [key, values] of Object.entries(keys)) {
        if (key.toLowerCase() !== "aws:principalarn") continue;
        for (const value of many(values)) names.add(String(value));
      }
    }
  }
  return [...names].sort();
}

/**
 * Sorts exempt names by the account that has to guard them.
 *
 * Left out are names that nobody in a member account can take: principals of the management account (no
 * policy binds it), the root user (there is nothing to create), roles below aws-reserved, which only
 * Identity Center can create, and names with a colon, such as EC2's role aws:ec2-infrastructure.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html, read 2026-11.
 *
 * @param isMember whether an id is a member account of this organization
 */
export function doorsOf(names: Iterable<string>, isMember: (account: string) => boolean): ExemptNames {
  const doors = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const [, , , , account = "*", ...rest] = name.split(":");
    const principal = rest.join(":");
    if (principal === "root" || /^role\/aws-reserved\/|:/.test(principal)) continue;
    const concrete = /^\d{12}$/.test(account);
    if (concrete && !isMember(account)) continue;
    const where = concrete ? account : "*";
    doors.set(where, [...(doors.get(where) ?? []), name]);
  }
  for (const list of doors.values()) list.sort();
  return doors;
}
