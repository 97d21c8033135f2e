import { isOurs } from "../../identity/plan/changes";
import type { IdentityView } from "../../identity/plan/view";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../organization/identity-snapshot";
import { type IdentityState, stateOfLive, stateOfView } from "../../review/identity/state";
import type { Unread } from "./context";

/** What is planned and what there is of Identity Center, sets of others as they were recorded among what is planned. */
export interface IdentitySides {
  readonly wanted: IdentityState;
  readonly found: IdentityState;
  /** Sentences on what was taken to be so. */
  readonly assumed: readonly string[];
}

/**
 * @param recorded undefined where the plan was made without Identity Center: then sets of others are taken to be as
 *   they are
 * @param unread of what was not read, what is found is what is planned, so that nothing is made of its absence
 */
export function identitySidesOf(
  view: IdentityView,
  facts: IdentitySnapshot,
  recorded: IdentitySnapshot | undefined,
  unread: Unread,
): IdentitySides {
  const planned = stateOfView(view);
  const isOther = (set: SnapshotPermissionSet) => !isOurs(set) && !planned.sets.has(set.name);
  const others = stateOfAll(recorded ?? facts, new Set(), isOther);
  const managed = new Set(planned.members.keys());
  const live = stateOfAll(facts, managed, () => true);
  const wanted = both(planned, others);
  return {
    wanted,
    found: {
      ...live,
      grants: knownGrants(wanted, live, unread),
      principals: new Map([...wanted.principals, ...live.principals]),
      members: knownMembers(planned, live, facts, unread),
      attributes: unread.has("identity.attributes") ? planned.attributes : live.attributes,
    },
    assumed:
      recorded === undefined
        ? [
            "the snapshot does not have Identity Center: permission sets of others are taken to be as they are",
          ]
        : [],
  };
}

/** As stateOfLive, of sets of this tool and of others alike. */
function stateOfAll(
  facts: IdentitySnapshot,
  managed: ReadonlySet<string>,
  isWanted: (set: SnapshotPermissionSet) => boolean,
): IdentityState {
  const permissionSets = facts.permissionSets.filter(isWanted);
  return stateOfLive({ ...facts, permissionSets }, managed, new Set(permissionSets.map(({ arn }) => arn)));
}

function both(planned: IdentityState, others: IdentityState): IdentityState {
  return {
    ...planned,
    sets: new Map([...others.sets, ...planned.sets]),
    grants: new Map([...others.grants, ...planned.grants]),
    principals: new Map([...others.principals, ...planned.principals]),
  };
}

/** Who has a set of which not all assignments were read: at least those that were, and whoever is to have it. */
function knownGrants(wanted: IdentityState, live: IdentityState, unread: Unread): IdentityState["grants"] {
  const partly = [...live.sets.keys()].filter((name) => unread.ofSet(name, "accounts", "assignments"));
  const joined = partly.map((name) => {
    const holders = new Map<string, ReadonlySet<string>>(live.grants.get(name));
    for (const [principal, accounts] of wanted.grants.get(name) ?? [])
      holders.set(principal, new Set([...(holders.get(principal) ?? []), ...accounts]));
    return [name, holders] as const;
  });
  return new Map([...live.grants, ...joined]);
}

/** A group that is not there is a row of its own, and members that were not read, or not all by name, are no finding. */
function knownMembers(planned: IdentityState, live: IdentityState, facts: IdentitySnapshot, unread: Unread) {
  const there = new Map(facts.groups.map((group) => [group.name, group]));
  const users = new Set(facts.users.map(({ id }) => id));
  const areKnown = (ids: readonly string[] | undefined) =>
    ids !== undefined && (!unread.has("identity.users") || ids.every((id) => users.has(id)));
  return new Map(
    [...planned.members].map(([group, members]) => [
      group,
      areKnown(there.get(group)?.members) ? (live.members.get(group) ?? NO_MEMBERS) : members,
    ]),
  );
}

const NO_MEMBERS: readonly string[] = [];
