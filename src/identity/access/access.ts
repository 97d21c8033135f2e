import { obtain } from "../../collections";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import { isOurs } from "../plan/changes";
import type { IdentityPlan } from "../plan/types";
import { policiesOfSet, type SetPolicies, unreadParts } from "./policies";
import { type NamedPrincipal, principalNames } from "./principals";

/** Somebody who has a permission set on an account. */
export interface AccessRow {
  readonly principal: NamedPrincipal;
  /** Name in Identity Center. */
  readonly permissionSet: string;
  /** The slug that it is made of; null for a set of somebody else. */
  readonly slug: string | null;
  /** The first instant without it; null where it has no end. */
  readonly expires: string | null;
  readonly sessionDuration: string;
  readonly policies: SetPolicies;
}

/**
 * Who has access to an account: as organization.yaml wants it, and through permission sets of others as the snapshot
 * has it. Sorted by principal and set.
 *
 * @param plans of both stacks
 */
export function accessTo(
  account: string,
  plans: readonly IdentityPlan[],
  live: IdentitySnapshot | undefined,
): readonly AccessRow[] {
  const wanted = plans.flatMap(({ permissionSets }) =>
    permissionSets.flatMap((set): AccessRow[] => {
      const grants = set.grants.filter(({ accounts }) => accounts.includes(account));
      if (grants.length === 0) return [];
      const policies = policiesOfSet(set);
      return grants.map(({ principal }) => ({
        principal,
        permissionSet: set.name,
        slug: set.permissionSet,
        expires: set.expires,
        sessionDuration: set.sessionDuration,
        policies,
      }));
    }),
  );
  return [...wanted, ...(live === undefined ? [] : accessOfOthers(account, live))].sort(byName);
}

function accessOfOthers(account: string, live: IdentitySnapshot): readonly AccessRow[] {
  const others = new Map(live.permissionSets.filter((set) => !isOurs(set)).map((set) => [set.arn, set]));
  const nameOf = principalNames(live);
  const policies = new Map<string, SetPolicies>();
  return live.assignments.flatMap(({ permissionSet, principal, accounts }): AccessRow[] => {
    const set = others.get(permissionSet);
    if (set === undefined || !accounts.includes(account)) return [];
    return [
      {
        principal: nameOf(principal),
        permissionSet: set.name,
        slug: null,
        expires: null,
        sessionDuration: set.sessionDuration,
        policies: obtain(policies, set.arn, () => policiesOfSet(set, unreadParts(live, set.name))),
      },
    ];
  });
}

function byName(a: AccessRow, b: AccessRow): number {
  const key = ({ principal, permissionSet }: AccessRow) =>
    `${principal.kind} ${principal.name} ${permissionSet}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
