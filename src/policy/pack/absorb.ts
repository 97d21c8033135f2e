import { obtain } from "../../collections";
import type { Draft, Group } from "./draft";
import type { Layouts } from "./layout";
import { byRank, compare, type Piece } from "./pieces";
import type { Ruler } from "./ruler";

/** Steps of one search; far more than a small organization needs for a complete answer. */
const MOST_STEPS = 3_000;

/** Whether the slots that a group has left can take what no policy carries yet. */
export function hasRoom(group: Group, layouts: Layouts, merging: boolean): boolean {
  const free = group.slots - group.drafts.size;
  return group.open.size === 0 ? free >= 0 : layouts.divide(sorted(group.open), free, merging) !== null;
}

export const sorted = (pieces: Iterable<Piece>): Piece[] => [...pieces].sort(byRank);

/** One way to save a slot: a new piece enters a policy that all its targets have already. */
interface Entry {
  readonly draft: Draft;
  readonly piece: Piece;
}

/**
 * The entries open to a group. A piece may enter a policy only if every target of it newly wants it, if the
 * policy has lost no item in this step (a policy grows or shrinks, never both), and if it fits.
 */
function entriesOf(group: Group, ruler: Ruler, merging: boolean): Entry[] {
  const entries: Entry[] = [];
  for (const draft of group.drafts) {
    if (draft.shrunk || draft.donor) continue;
    for (const piece of group.open) {
      const wanted = [...draft.groups].every(({ open }) => open.has(piece));
      if (wanted && ruler.fits([...draft.pieces, piece], merging || draft.merged))
        entries.push({ draft, piece });
    }
  }
  return entries.sort(byLegibility);
}

function byLegibility(a: Entry, b: Entry): number {
  return (
    Number(strange(a)) - Number(strange(b)) ||
    a.draft.pieces.size - b.draft.pieces.size ||
    compare(a.draft.locked?.key ?? "", b.draft.locked?.key ?? "") ||
    byRank(a.piece, b.piece)
  );
}

/** A piece among pieces of other themes. */
const strange = ({ draft, piece }: Entry) =>
  [...draft.pieces].some(({ item }) => item.theme !== piece.item.theme);

/**
 * Lets new pieces into policies of the lock until every group has room for the rest. It tries every way
 * before it gives up, up to a number of steps: whoever tries only the nearest policy moves statements that
 * could have stayed.
 *
 * @returns whether it succeeded; if not, nothing has changed
 */
export function absorb(groups: readonly Group[], layouts: Layouts, ruler: Ruler, merging: boolean): boolean {
  const closed = new Map<Draft, Set<Piece>>();
  let steps = 0;

  const search = (): boolean => {
    if (++steps > MOST_STEPS) return false;
    const tight = groups.find((group) => !hasRoom(group, layouts, merging));
    if (tight === undefined) return true;
    const entries = entriesOf(tight, ruler, merging).filter(
      ({ draft, piece }) => !closed.get(draft)?.has(piece),
    );
    if (!couldHaveRoom(tight, entries, layouts, merging)) return false;
    const tried: Entry[] = [];
    for (const entry of entries) {
      enter(entry);
      if (search()) return true;
      leave(entry);
      // All that this entry leads to is known to fail: the ways that remain do without it.
      tried.push(entry);
      obtain(closed, entry.draft, () => new Set()).add(entry.piece);
    }
    for (const { draft, piece } of tried) closed.get(draft)!.delete(piece);
    return false;
  };

  return search();
}

/** Even with all its entries used at once, has the group room? If not, no search will help it. */
function couldHaveRoom(group: Group, entries: readonly Entry[], layouts: Layouts, merging: boolean) {
  const open = new Set(group.open);
  for (const { piece } of entries) open.delete(piece);
  return hasRoom({ ...group, open }, layouts, merging);
}

function enter({ draft, piece }: Entry): void {
  draft.pieces.add(piece);
  for (const group of draft.groups) group.open.delete(piece);
}

function leave({ draft, piece }: Entry): void {
  draft.pieces.delete(piece);
  for (const group of draft.groups) group.open.add(piece);
}

/**
 * Divides groups without room into sets that do not bear on each other: two groups belong together if they
 * share a policy that could take something in.
 */
export function components(groups: readonly Group[], ruler: Ruler): readonly (readonly Group[])[] {
  const left = new Set(groups);
  const result: Group[][] = [];
  for (const start of groups) {
    if (!left.delete(start)) continue;
    const component = [start];
    for (const group of component) {
      for (const { draft } of entriesOf(group, ruler, true))
        for (const neighbour of draft.groups) if (left.delete(neighbour)) component.push(neighbour);
    }
    result.push(component);
  }
  return result;
}
