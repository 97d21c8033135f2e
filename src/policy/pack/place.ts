import { absorb, components, hasRoom, sorted } from "./absorb";
import type { Departure, Draft, Group } from "./draft";
import { Layouts } from "./layout";
import { compare, type Piece, signature } from "./pieces";
import type { Ruler } from "./ruler";

export interface Placement {
  /** Policies with at least one target. */
  readonly drafts: readonly Draft[];
  readonly departures: readonly Departure[];
  readonly crowded: readonly Crowded[];
}

/** A group that cannot fit. */
interface Crowded {
  readonly group: Group;
  /** How many policies it needs beyond its slots. */
  readonly excess: number;
  /** The ids of the items without a place. */
  readonly open: readonly string[];
}

/**
 * Finds a policy for everything that no policy carries yet. Where slots are left that moves nothing; where
 * none is left, new pieces enter policies of the lock; only where no way of doing so fits does a node
 * give up policies of the lock, as few as will do.
 */
export function place(groups: readonly Group[], kept: readonly Draft[], ruler: Ruler): Placement {
  const layouts = new Layouts(ruler);
  const departures: Departure[] = [];
  const crowded: Crowded[] = [];

  const tight = groups.filter((group) => !hasRoom(group, layouts, false));
  // A search that starts from nothing may give up on what the lock shows to fit, so they get their try too.
  const hopeless = new Set(tight.filter(({ wants, slots }) => layouts.divide(wants, slots, true) === null));
  const promising = tight.filter((group) => !hopeless.has(group));
  const savesSlots = (some: readonly Group[]) =>
    absorb(some, layouts, ruler, false) || absorb(some, layouts, ruler, true);

  for (const component of components(promising, ruler)) {
    if (savesSlots(component)) continue;
    for (const group of component) {
      const reason = crampedReason(group);
      while (!savesSlots([group])) departures.push(giveUpOne(group, reason));
    }
  }
  for (const group of hopeless) {
    if (savesSlots([group])) continue;
    leaveOverfull(group);
    crowded.push({ group, excess: layouts.fewest(group.wants) - group.slots, open: idsOf(group.open) });
  }

  const unplaceable = new Set(crowded.map(({ group }) => group));
  const shelf = new Shelf(kept);
  const bundles = bundlesOf(kept);
  for (const group of groups) {
    if (unplaceable.has(group)) continue;
    for (const pieces of divide(group, bundles, layouts)) shelf.attach(pieces, group);
  }
  return { drafts: shelf.drafts(), departures, crowded };
}

/** The policy with the fewest pieces first. */
function bySize(a: Draft, b: Draft): number {
  return a.pieces.size - b.pieces.size || compare(a.locked?.key ?? "", b.locked?.key ?? "");
}

/** Takes the smallest policy away from a group; its pieces must be placed anew. */
function giveUpOne(group: Group, reason: Departure["reason"]): Departure {
  const draft = [...group.drafts].sort(bySize)[0]!;
  part(group, draft);
  draft.donor = true;
  return { from: draft.locked!.key, nodes: group.nodes, items: idsOf(draft.pieces), reason };
}

function crampedReason({ open, slots }: Group): Departure["reason"] {
  const newcomers = idsOf(open).join(", ");
  return newcomers === ""
    ? (path) => `${path} has only ${slots} slots left for policies of ours`
    : (path) => `${path} has no slot left for ${newcomers}`;
}

const idsOf = (pieces: Iterable<Piece>) => sorted(pieces).map(({ item }) => item.id);

function part(group: Group, draft: Draft): void {
  group.drafts.delete(draft);
  draft.groups.delete(group);
  for (const piece of draft.pieces) group.open.add(piece);
}

/** A group that cannot fit keeps what it has, as far as the limit allows. */
function leaveOverfull(group: Group): void {
  for (const draft of [...group.drafts].slice(Math.max(0, group.slots))) part(group, draft);
}

/** How to divide what is open at a group that is known to have room. */
function divide(
  group: Group,
  bundles: readonly (readonly Piece[])[],
  layouts: Layouts,
): readonly (readonly Piece[])[] {
  const free = group.slots - group.drafts.size;
  const open = sorted(group.open);
  const whole = layouts.divide(open, free, false) ?? layouts.divide(open, free, true)!;
  if (open.length <= free) return whole;
  // A newcomer among nodes that had to bundle takes their bundles rather than some of its own.
  const left = new Set(open);
  const ready: (readonly Piece[])[] = [];
  for (const bundle of bundles) {
    if (!bundle.every((piece) => left.has(piece))) continue;
    for (const piece of bundle) left.delete(piece);
    ready.push(bundle);
  }
  const rest = layouts.divide([...left], free - ready.length, false);
  return rest === null ? whole : [...ready, ...rest];
}

/** The policies of the lock with several pieces that new targets may have, the largest first. */
function bundlesOf(kept: readonly Draft[]): readonly (readonly Piece[])[] {
  return kept
    .filter((draft) => draft.pieces.size > 1 && draft.groups.size > 0 && !givesAway(draft))
    .sort((a, b) => -bySize(a, b))
    .map(({ pieces }) => sorted(pieces));
}

/**
 * A policy that must keep statements until another has them cannot be given to new targets meanwhile: the
 * other might wait for this one in turn.
 */
const givesAway = ({ donor, shrunk }: Draft) => donor && shrunk;

/** All policies by what they hold, so that equal ones are one. */
class Shelf {
  private readonly byPieces = new Map<string, Draft>();
  private readonly kept: readonly Draft[];

  constructor(kept: readonly Draft[]) {
    this.kept = kept;
    for (const draft of kept) {
      const key = signature(sorted(draft.pieces));
      if (!givesAway(draft) && !this.byPieces.has(key)) this.byPieces.set(key, draft);
    }
  }

  attach(pieces: readonly Piece[], group: Group): void {
    const key = signature(sorted(pieces));
    let draft = this.byPieces.get(key);
    if (draft === undefined) {
      draft = {
        locked: null,
        pieces: new Set(pieces),
        groups: new Set(),
        merged: false,
        shrunk: false,
        donor: false,
      };
      this.byPieces.set(key, draft);
    }
    draft.groups.add(group);
    group.drafts.add(draft);
    for (const piece of pieces) group.open.delete(piece);
  }

  drafts(): Draft[] {
    const all = new Set([...this.kept, ...this.byPieces.values()]);
    return [...all].filter(({ groups }) => groups.size > 0);
  }
}
