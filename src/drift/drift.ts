import type { Snapshot } from "../organization/snapshot";
import { digestOf } from "../policy/canonical";
import { accountDrifts } from "./accounts";
import type { DesiredState } from "./desired";
import type { Draft } from "./draft";
import { type Effects, effectsOf } from "./effects";
import { exceptionDrafts } from "./exceptions";
import { identityDrafts } from "./identity/drafts";
import { rowId } from "./ids";
import { byHarm, impactEffect, worst } from "./impact";
import { KIND_ORDER } from "./kinds";
import { lockdownAssumed, lockdownDrafts } from "./lockdown";
import { mendOf } from "./mend";
import { type MendContext, mendContext } from "./mending/context";
import { gapsOf, unreadPolicies, withRecorded } from "./not-read";
import { organizationDrafts } from "./organization";
import { placesOf } from "./places";
import { policyDrafts } from "./policies";
import { readable, sidesOf } from "./sides";
import type { Drift, DriftRow } from "./types";

/**
 * What differs between what is planned and what there is, and what that opens and closes in every account. Pure: equal
 * inputs give equal bytes, in whatever order the facts list things.
 *
 * @throws SnapshotError when the tree of the facts is broken
 */
export function drift(desired: DesiredState, facts: Snapshot): Drift {
  const { plan, recorded, lockdown, now } = desired;
  const unread = unreadPolicies(facts);
  const sides = sidesOf(desired, withRecorded(facts, recorded, unread));
  const places = placesOf(sides);
  const enabled = facts.policyTypes;
  const bounds = readable(sides.found).plan;
  const identity = identityDrafts(desired, facts.identity, bounds, places);
  const drafts = [
    ...policyDrafts(sides, places, { recorded: recorded.policyTypes, enabled, unread }),
    ...organizationDrafts(sides, places),
    ...identity.drafts,
    ...(lockdown === null ? [] : lockdownDrafts(lockdown, facts, recorded, sides, places)),
    ...exceptionDrafts(plan, places, now),
  ];
  const effects = effectsOf({ sides, places, drafts, enabled, now });
  const mending = mendContext(desired, facts, sides);
  const rows = drafts.map((draft) => rowOf(draft, effects, mending)).sort(byWeight);
  const notRead = gapsOf(desired, facts, places.belowAll);
  const { groups, counts } = accountDrifts(places.accounts, rows, effects.combined, notRead);
  return {
    formatVersion: 1,
    organization: plan.organization,
    rows,
    persisting: [],
    mended: [],
    accounts: groups,
    counts,
    notRead,
    assumed: [...identity.assumed, ...(lockdown === null ? [] : lockdownAssumed(lockdown))],
  };
}

function rowOf(draft: Draft, effects: Effects, mending: MendContext): DriftRow {
  const {
    kind,
    parts,
    target,
    account,
    accounts,
    managed,
    subject,
    name,
    wanted,
    found,
    detail,
    access,
    state,
  } = draft;
  const { impact, measured } = effects.of(draft);
  return {
    id: rowId(kind, parts),
    kind,
    effect: worst([draft.effect, impactEffect(impact)]),
    target,
    account,
    accounts,
    managed,
    subject,
    name,
    wanted,
    found,
    detail,
    measured,
    newlyAllowed: impact.newlyAllowed,
    newlyDenied: impact.newlyDenied,
    undecided: impact.undecided,
    settings: impact.settings,
    access,
    mend: mendOf({ kind, target, accounts, managed, subject }, mending),
    digest: digestOf(state ?? [wanted, found]),
  };
}

const PLACES = new Map(KIND_ORDER.map((kind, at) => [kind, at]));

/** The most harmful first; of one effect, by kind and then by what reaches most. */
function byWeight(a: DriftRow, b: DriftRow): number {
  return (
    byHarm(a.effect, b.effect) ||
    PLACES.get(a.kind)! - PLACES.get(b.kind)! ||
    b.accounts.length - a.accounts.length ||
    (a.id < b.id ? -1 : 1)
  );
}
