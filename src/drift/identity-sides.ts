import { isOurs } from "../identity/plan/changes";
import type { IdentityView } from "../identity/plan/view";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../organization/identity-snapshot";
import { type IdentityState, stateOfLive, stateOfView } from "../review/identity/state";

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
 */
export function identitySidesOf(
  view: IdentityView,
  facts: IdentitySnapshot,
  recorded: IdentitySnapshot | undefined,
): IdentitySides {
  const planned = stateOfView(view);
  const isOther = (set: SnapshotPermissionSet) => !isOurs(set) && !planned.sets.has(set.name);
  const others = stateOfAll(recorded ?? facts, new Set(), isOther);
  const managed = new Set(planned.members.keys());
  const live = stateOfAll(facts, managed, () => true);
  return {
    wanted: both(planned, others),
    found: {
      ...live,
      members: knownMembers(planned, live, facts),
      attributes: attributesOf(planned, live, facts),
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

/** A group that is not there is a row of its own, and members that were not read are no finding. */
function knownMembers(planned: IdentityState, live: IdentityState, facts: IdentitySnapshot) {
  const there = new Map(facts.groups.map((group) => [group.name, group]));
  return new Map(
    [...planned.members].map(([group, members]) => [
      group,
      there.get(group)?.members === undefined ? members : (live.members.get(group) ?? NO_MEMBERS),
    ]),
  );
}

const NO_MEMBERS: readonly string[] = [];

function attributesOf(planned: IdentityState, live: IdentityState, { notRead }: IdentitySnapshot) {
  return notRead.some(({ what }) => what === "identity.attributes") ? planned.attributes : live.attributes;
}
