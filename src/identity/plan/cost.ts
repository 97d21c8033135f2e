import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import { IDENTITY_RATES } from "../limits";
import { type Desired, deployedSets } from "./changes";
import type { IdentityChange, IdentityCost } from "./types";

/** A set in so many accounts is widely used: a mistake in it is everybody's. */
const WIDE = 25;

/** Sets whose roles have to be made anew, in every account that they are in already. */
const RESHAPING: ReadonlySet<IdentityChange["kind"]> = new Set(["permission-set", "policy"]);

/**
 * What changes cost before they start. Each changed part of a set in use provisions the set once more in each of its
 * accounts: the provider does so behind every such write.
 *
 * Source: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/ssoadmin (provisioning behind
 * each write to a set), read 2026-11.
 */
export function identityCost(
  changes: readonly IdentityChange[],
  live: IdentitySnapshot,
  desired: Desired,
): IdentityCost {
  const uses = usesOf(live, desired);
  const touched = new Map<string, number>();
  for (const { op, kind, name } of changes) {
    const isMade = kind === "permission-set" && op !== "update";
    if (RESHAPING.has(kind) && !isMade && uses.has(name)) touched.set(name, (touched.get(name) ?? 0) + 1);
  }
  const gone = new Set(
    changes.filter(({ op, kind }) => op === "delete" && kind === "permission-set").map(({ name }) => name),
  );
  const reshaped = [...touched].filter(([name]) => !gone.has(name));
  const provisionings = reshaped.reduce((sum, [name, times]) => sum + times * uses.get(name)!.accounts, 0);
  const assignments = changes.filter(({ kind }) => kind === "assignment").length;
  const requests = changes.length + reshaped.reduce((sum, [, times]) => sum + times, 0);
  return {
    requests,
    assignments,
    provisionings,
    seconds: Math.ceil(
      Math.max(
        requests / IDENTITY_RATES.requestsASecond,
        (assignments + provisionings) / IDENTITY_RATES.assignmentsASecond,
      ),
    ),
    wide: reshaped.map(([name]) => ({ name, ...uses.get(name)! })).filter(({ accounts }) => accounts >= WIDE),
  };
}

/** In how many accounts each deployed set is, and for how many principals. */
function usesOf(live: IdentitySnapshot, desired: Desired) {
  const sets = new Map(deployedSets(live, desired).map(({ arn, name, idle }) => [arn, { name, idle }]));
  const found = new Map<string, { accounts: Set<string>; principals: number }>();
  for (const { name, idle } of sets.values()) {
    if (idle.length > 0) found.set(name, { accounts: new Set(idle), principals: 0 });
  }
  for (const { permissionSet, accounts } of live.assignments) {
    const set = sets.get(permissionSet);
    if (set === undefined) continue;
    const use = found.get(set.name) ?? { accounts: new Set<string>(), principals: 0 };
    for (const account of accounts) use.accounts.add(account);
    use.principals++;
    found.set(set.name, use);
  }
  return new Map(
    [...found].map(([name, { accounts, principals }]) => [name, { accounts: accounts.size, principals }]),
  );
}
