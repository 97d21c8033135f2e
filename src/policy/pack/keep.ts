import { obtain } from "../../collections";
import type { LockedPolicy } from "../../organization/lock";
import type { Departure } from "./draft";
import { compare, type Piece, signature, type Wants } from "./pieces";
import type { Ruler } from "./ruler";

/** What stays of one policy of the lock: each of these nodes goes on having each of these pieces from it. */
export interface Kept {
  readonly locked: LockedPolicy;
  readonly nodes: readonly string[];
  readonly pieces: readonly Piece[];
  readonly merged: boolean;
  readonly donor: boolean;
}

export interface KeepResult {
  /** Sorted by key. */
  readonly kept: readonly Kept[];
  /** Policies of the lock of which nobody wants anything any more: their keys may serve the same items again. */
  readonly vacant: readonly LockedPolicy[];
  readonly departures: readonly Departure[];
}

/** Targets of one policy that still want the same of it. */
interface Side {
  readonly nodes: string[];
  readonly pieces: readonly Piece[];
}

/**
 * What the lock holds and can go on holding without a move. A policy brings all its items to all its targets,
 * so it can stay whole only while its targets want the same of it; otherwise it stays with the larger side.
 */
export function keep(locked: readonly LockedPolicy[], wants: Wants, ruler: Ruler): KeepResult {
  const kept: Kept[] = [];
  const vacant: LockedPolicy[] = [];
  const departures: Departure[] = [];
  const carried = new Map<string, Set<Piece>>();
  for (const policy of [...locked].sort((a, b) => compare(a.key, b.key))) {
    const [largest, ...others] = sidesOf(policy, wants, carried);
    if (largest === undefined) {
      vacant.push(policy);
      continue;
    }
    for (const side of others) departures.push(parting(policy, side.nodes, side.pieces));
    const { pieces, shed, merged } = shorten(largest.pieces, policy.merged, ruler);
    if (shed.length > 0) departures.push(overflow(policy, largest, shed, ruler));
    const donor = others.length > 0 || shed.length > 0;
    kept.push({ locked: policy, nodes: largest.nodes, pieces, merged, donor });
  }
  return { kept, vacant, departures };
}

/** The sides of a policy, the one with most to lose first. Marks their pieces as carried. */
function sidesOf(policy: LockedPolicy, wants: Wants, carried: Map<string, Set<Piece>>): Side[] {
  const items = new Set(policy.items);
  const sides = new Map<string, Side>();
  for (const node of [...new Set(policy.targets)].sort()) {
    const already = obtain(carried, node, () => new Set());
    const pieces = (wants.get(node) ?? []).filter((piece) => items.has(piece.item.id) && !already.has(piece));
    if (pieces.length === 0) continue;
    for (const piece of pieces) already.add(piece);
    obtain(sides, signature(pieces), () => ({ nodes: [], pieces })).nodes.push(node);
  }
  const pairs = (side: Side) => side.nodes.length * side.pieces.length;
  return [...sides.values()].sort(
    (a, b) => pairs(b) - pairs(a) || b.nodes.length - a.nodes.length || compare(a.nodes[0]!, b.nodes[0]!),
  );
}

/** Edited parameters may have outgrown the policy: the longest pieces leave until the rest fits. */
function shorten(pieces: readonly Piece[], merged: boolean, ruler: Ruler) {
  const staying = [...pieces];
  const shed: Piece[] = [];
  while (!ruler.fits(staying, true)) {
    const longest = staying.reduce((a, b) => (ruler.weight(b) > ruler.weight(a) ? b : a));
    staying.splice(staying.indexOf(longest), 1);
    shed.push(longest);
  }
  return { pieces: staying, shed, merged: merged || !ruler.fits(staying, false) };
}

const ids = (pieces: readonly Piece[]) => pieces.map(({ item }) => item.id);

function parting(policy: LockedPolicy, nodes: readonly string[], pieces: readonly Piece[]): Departure {
  return {
    from: policy.key,
    nodes,
    items: ids(pieces),
    reason: (path) => `${path} no longer wants the same as the other targets of ${policy.key}`,
  };
}

function overflow({ key }: LockedPolicy, side: Side, shed: readonly Piece[], ruler: Ruler): Departure {
  const tooLong = ruler.length(side.pieces, true) > ruler.limit;
  const reason = tooLong
    ? `${key} would be longer than ${ruler.limit} characters`
    : `what it says can no longer stand in ${key} beside the rest of it`;
  return { from: key, nodes: side.nodes, items: ids(shed), reason: () => reason };
}
