import { obtain } from "../../collections";
import { policiesOfSet, type SetPolicies, unreadParts } from "../../identity/access/policies";
import { type NamedPrincipal, principalNames } from "../../identity/access/principals";
import { isOurs } from "../../identity/plan/changes";
import { endOf } from "../../identity/plan/ending";
import type { IdentityView } from "../../identity/plan/view";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../organization/identity-snapshot";

/** A permission set as one side of a change has it. */
export interface StateSet {
  readonly name: string;
  readonly slug: string | null;
  readonly expires: string | null;
  readonly description: string;
  readonly sessionDuration: string;
  readonly relayState: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs. */
  readonly awsManagedPolicies: readonly string[];
  /** Paths with names. */
  readonly customerManagedPolicies: readonly string[];
  /** Empty where there is none. */
  readonly inlinePolicy: string;
  /** The ARN, or the path with the name; null where there is none. */
  readonly boundary: string | null;
  readonly policies: SetPolicies;
}

/** Who has what through Identity Center, on one side of a change. */
export interface IdentityState {
  /** By name. */
  readonly sets: ReadonlyMap<string, StateSet>;
  /** Name of a set -> key of a principal -> accounts. */
  readonly grants: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
  /** By key. */
  readonly principals: ReadonlyMap<string, NamedPrincipal>;
  /** Groups that are made here -> names of users. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly attributes: Readonly<Record<string, string>>;
}

class Gathered {
  readonly sets = new Map<string, StateSet>();
  readonly grants = new Map<string, Map<string, Set<string>>>();
  readonly principals = new Map<string, NamedPrincipal>();

  grant(set: string, principal: NamedPrincipal, accounts: readonly string[]): void {
    const key = `${principal.kind} ${principal.name}`;
    this.principals.set(key, principal);
    const own = obtain(
      obtain(this.grants, set, () => new Map<string, Set<string>>()),
      key,
      () => new Set<string>(),
    );
    for (const account of accounts) own.add(account);
  }
}

/** Nobody has anything. */
export const NO_STATE: IdentityState = {
  sets: new Map(),
  grants: new Map(),
  principals: new Map(),
  members: new Map(),
  attributes: {},
};

/** What a plan wants, of both stacks. */
export function stateOfView({ stacks }: Pick<IdentityView, "stacks">): IdentityState {
  const found = new Gathered();
  for (const set of stacks.flatMap(({ permissionSets }) => permissionSets)) {
    const { name, permissionSet, expires, boundary, customerManagedPolicies, grants, ...settings } = set;
    found.sets.set(name, {
      ...settingsOf(settings),
      name,
      slug: permissionSet,
      expires,
      customerManagedPolicies: customerManagedPolicies.map(pathOf),
      boundary: boundary === null ? null : boundary.kind === "aws" ? boundary.arn : pathOf(boundary.policy),
      policies: policiesOfSet(set),
    });
    for (const { principal, accounts } of grants) found.grant(name, principal, accounts);
  }
  const groups = stacks.flatMap((stack) => stack.groups);
  const members = new Map(
    groups.flatMap(({ name, members: own }) => (own === null ? [] : [[name, own] as const])),
  );
  // fromEntries defines members: a key named __proto__ stays a key.
  const attributes = Object.fromEntries(stacks.flatMap((stack) => Object.entries(stack.attributes)));
  return { ...found, members, attributes };
}

/**
 * What this tool has deployed, as a snapshot has it: its own sets, with everybody who has them.
 *
 * @param managed groups that are made here, before or after
 * @param alsoOf ARNs of sets of others that are looked at too
 */
export function stateOfLive(
  live: IdentitySnapshot,
  managed: ReadonlySet<string>,
  alsoOf: ReadonlySet<string> = new Set(),
): IdentityState {
  const found = new Gathered();
  const sets = live.permissionSets.filter((set) => isOurs(set) || alsoOf.has(set.arn));
  const names = new Map(sets.map((set) => [set.arn, set.name]));
  for (const set of sets) found.sets.set(set.name, liveSet(set, live));
  const nameOf = principalNames(live);
  for (const { permissionSet, principal, accounts } of live.assignments) {
    const name = names.get(permissionSet);
    if (name === undefined) continue;
    found.grant(name, nameOf(principal), accounts);
  }
  const users = new Map(live.users.map(({ id, name }) => [id, name]));
  const members = new Map(
    live.groups
      .filter(({ name, members: own }) => managed.has(name) && own !== undefined)
      .map(({ name, members: own }) => [name, own!.map((id) => users.get(id) ?? id).sort()]),
  );
  return { ...found, members, attributes: live.attributes ?? {} };
}

function liveSet(set: SnapshotPermissionSet, live: IdentitySnapshot): StateSet {
  const { boundary } = set;
  const customer = boundary?.customer;
  return {
    ...settingsOf(set),
    name: set.name,
    slug: null,
    expires: endOf(set.inlinePolicy),
    customerManagedPolicies: set.customerManagedPolicies.map(pathOf),
    boundary: boundary?.aws ?? (customer === undefined ? null : pathOf(customer)),
    policies: policiesOfSet(set, unreadParts(live, set.name)),
  };
}

const pathOf = ({ path, name }: { readonly path: string; readonly name: string }) => path + name;

function settingsOf(
  set: Pick<
    StateSet,
    "description" | "sessionDuration" | "relayState" | "tags" | "awsManagedPolicies" | "inlinePolicy"
  >,
) {
  const { description, sessionDuration, relayState, tags, awsManagedPolicies, inlinePolicy } = set;
  return { description, sessionDuration, relayState, tags, awsManagedPolicies, inlinePolicy };
}
