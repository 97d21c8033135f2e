import { obtain } from "../collections";
import type { Assignment, IdentityIntent, WrittenPrincipal } from "../organization/intent";
import { isInactive } from "../organization/targets";
import type { Tree } from "../organization/tree";
import { derivedName, managementName } from "./names";

/** Who has one permission set of Identity Center where. */
export interface Grant {
  /** The set's name in Identity Center. */
  readonly name: string;
  /** The slug that its content comes from. */
  readonly permissionSet: string;
  readonly principal: WrittenPrincipal;
  /** Ids, in the order of the tree, each once; at least one. */
  readonly accounts: readonly string[];
  /** The first instant without it; null for access without an end. */
  readonly expires: string | null;
  /** The assignments that it was made of, in the order of the file. */
  readonly sources: readonly Assignment[];
}

/** An assignment that another one makes needless: every account of it has that one already, and for as long. */
export interface CoveredAssignment {
  readonly assignment: Assignment;
  readonly by: Assignment;
}

export interface Expansion {
  /** On member accounts, sorted by name and then by principal. */
  readonly members: readonly Grant[];
  /** On the management account: of sets of their own. */
  readonly management: readonly Grant[];
  readonly covered: readonly CoveredAssignment[];
  /** Assignments that reach no account at all. */
  readonly empty: readonly Assignment[];
  /** Accounts in which nobody can work, and which are left out; sorted. */
  readonly skipped: readonly string[];
}

interface Placed {
  readonly assignment: Assignment;
  readonly accounts: ReadonlySet<string>;
}

/**
 * Expands assignments through the tree. Those of one group with one set become one grant; an assignment with an end
 * has a set of its own, because the end stands in the set. Where somebody has a set without an end, no other is needed.
 *
 * @param nodesOf the nodes that a written target means
 */
export function expandAssignments(
  { assignments, managementAccount }: Pick<IdentityIntent, "assignments" | "managementAccount">,
  tree: Tree,
  managementId: string,
  nodesOf: (target: string) => readonly string[],
): Expansion {
  const skipped = new Set<string>();
  const below = new Map<string, readonly string[]>();
  const accountsOf = (target: string) =>
    obtain(below, target, () => nodesOf(target).flatMap((node) => tree.accountsBelow(node)));
  const active = new Map<string, boolean>();
  const isOpen = (account: string) =>
    obtain(active, account, () => {
      const open = !isInactive(tree.node(account)!);
      if (!open) skipped.add(account);
      return open;
    });

  const place = (assignment: Assignment): Placed => {
    const except = new Set(assignment.except.flatMap(accountsOf));
    const accounts = new Set<string>();
    for (const target of assignment.on) {
      for (const account of accountsOf(target)) {
        if (account !== managementId && !except.has(account) && isOpen(account)) accounts.add(account);
      }
    }
    return { assignment, accounts };
  };
  const order = new Map(tree.nodes.map(({ id }, position) => [id, position]));
  const members = grantsOf(assignments.map(place), (set) => set, order);
  const management = grantsOf(
    managementAccount.map((assignment) => ({ assignment, accounts: new Set([managementId]) })),
    managementName,
    order,
  );
  return {
    members: members.grants,
    management: management.grants,
    covered: [...members.covered, ...management.covered],
    empty: members.empty,
    skipped: [...skipped].sort(),
  };
}

interface Granted {
  readonly grants: readonly Grant[];
  readonly covered: readonly CoveredAssignment[];
  readonly empty: readonly Assignment[];
}

function grantsOf(
  placed: readonly Placed[],
  nameOf: (set: string) => string,
  order: ReadonlyMap<string, number>,
): Granted {
  const alike = new Map<string, Placed[]>();
  for (const one of placed) {
    if (one.accounts.size === 0) continue;
    const { permissionSet, principal } = one.assignment;
    obtain(alike, JSON.stringify([permissionSet, principal.kind, principal.name]), () => []).push(one);
  }
  const sorted = (accounts: Iterable<string>) => [...accounts].sort((a, b) => order.get(a)! - order.get(b)!);
  const divided = [...alike.values()].map((group) => {
    const covers = coversOf(group);
    return {
      covers,
      grants: grantsOfOne(
        group.filter((one) => !covers.has(one)),
        nameOf,
        sorted,
      ),
    };
  });
  return {
    grants: divided.flatMap(({ grants }) => grants).sort(byName),
    covered: divided.flatMap(({ covers }) =>
      [...covers].map(([one, by]) => ({ assignment: one.assignment, by: by.assignment })),
    ),
    empty: placed.filter(({ accounts }) => accounts.size === 0).map(({ assignment }) => assignment),
  };
}

/** The grants of one principal with one set. */
function grantsOfOne(
  group: readonly Placed[],
  nameOf: (set: string) => string,
  sorted: (accounts: Iterable<string>) => string[],
): Grant[] {
  const { permissionSet, principal } = group[0]!.assignment;
  const name = nameOf(permissionSet);
  const endless = group.filter(({ assignment }) => assignment.expires === undefined);
  const always = new Set(endless.flatMap(({ accounts }) => [...accounts]));
  const grant = (own: string, accounts: Iterable<string>, sources: readonly Placed[]): Grant => ({
    name: own,
    permissionSet,
    principal,
    accounts: sorted(accounts),
    expires: sources[0]!.assignment.expires ?? null,
    sources: sources.map(({ assignment }) => assignment),
  });
  const ending = group
    .filter(({ assignment }) => assignment.expires !== undefined)
    .map((one) =>
      grant(
        derivedName(name, one.assignment),
        [...one.accounts].filter((account) => !always.has(account)),
        [one],
      ),
    );
  return [...(endless.length === 0 ? [] : [grant(name, always, endless)]), ...ending].filter(
    ({ accounts }) => accounts.length > 0,
  );
}

/**
 * What another one makes needless. Of two that cover each other the same one stays in whatever order the file has them,
 * since a derived set is named by its assignment.
 */
function coversOf(group: readonly Placed[]): ReadonlyMap<Placed, Placed> {
  const found = new Map<Placed, Placed>();
  if (group.length === 1) return found;
  const ranked = group
    .map((one, index) => ({ one, index, name: derivedName("", one.assignment) }))
    .sort((a, b) => (a.name === b.name ? a.index - b.index : a.name < b.name ? -1 : 1))
    .map(({ one }) => one);
  ranked.forEach((one, rank) => {
    const by = ranked.find(
      (other, place) => place !== rank && covers(other, one) && (place < rank || !covers(one, other)),
    );
    if (by !== undefined) found.set(one, by);
  });
  return found;
}

function covers(wide: Placed, narrow: Placed): boolean {
  if (wide.accounts.size < narrow.accounts.size) return false;
  const [end, needed] = [wide.assignment.expires, narrow.assignment.expires];
  if (end !== undefined && (needed === undefined || end < needed)) return false;
  for (const account of narrow.accounts) if (!wide.accounts.has(account)) return false;
  return true;
}

function byName(a: Grant, b: Grant): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

const keyOf = ({ name, principal }: Grant) => `${name} ${principal.kind} ${principal.name}`;
