import { policyText } from "../minify";
import type { Departure, Draft } from "./draft";
import { groupNodes } from "./groups";
import { keep } from "./keep";
import { baseKey, Keys, nameOf } from "./keys";
import { byRank, compare, internPieces, type Piece, type Wants } from "./pieces";
import { place } from "./place";
import { reuseKeys } from "./reuse";
import { contentOf, Ruler } from "./ruler";
import type { Move, PackedPolicy, PackInput, Packing, Unfit } from "./types";

/**
 * Divides what every target wants into policies. Aims, in this order: it fits; nothing that the lock holds
 * moves; one guardrail a policy while slots allow, then by theme; the fewest policies in the organization.
 *
 * A policy never brings a target what it did not ask for, and each target has each item exactly once. Equal
 * inputs, in whatever order they list things, give equal results. What cannot fit is reported in `unfit` and
 * left out; everything else is packed.
 */
export function pack(input: PackInput): Packing {
  const ruler = new Ruler(input.limits.characters);
  const { wants, unfit: oversized } = splitOversized(internPieces(input.wanted), ruler);
  const { kept, vacant, departures } = input.repack
    ? { kept: [], vacant: input.locked, departures: input.locked.map(packedAfresh) }
    : keep(input.locked, wants, ruler);
  const { groups, drafts } = groupNodes(
    wants,
    kept,
    (node) => input.limits.attached - input.taken(node) - input.keptFree,
  );
  const placement = place(groups, drafts, ruler);
  const policies = finish(placement.drafts, vacant, input, ruler);
  const crowded = placement.crowded.flatMap(({ group, excess }) =>
    group.nodes.map((node): Unfit => {
      const items = [...group.open].sort(byRank).map(({ item }) => item.id);
      return { node, kind: "slots", excess, items };
    }),
  );
  return {
    policies,
    moves: movesOf([...departures, ...placement.departures], policies, input),
    unfit: [...oversized, ...crowded].sort(byNode),
  };
}

/** Takes out the items that are too long for any policy. */
function splitOversized(all: Wants, ruler: Ruler): { readonly wants: Wants; readonly unfit: Unfit[] } {
  const unfit: Unfit[] = [];
  const oversized = new Map<Piece, number>();
  for (const piece of new Set([...all.values()].flat())) {
    if (!ruler.fits([piece], true)) oversized.set(piece, ruler.length([piece], true) - ruler.limit);
  }
  if (oversized.size === 0) return { wants: all, unfit };
  const wants = new Map<string, readonly Piece[]>();
  for (const [node, pieces] of all) {
    wants.set(
      node,
      pieces.filter((piece) => !oversized.has(piece)),
    );
    for (const piece of pieces) {
      const excess = oversized.get(piece);
      if (excess !== undefined) unfit.push({ node, kind: "characters", excess, items: [piece.item.id] });
    }
  }
  return { wants, unfit };
}

/** Gives every draft its key, name and text. */
function finish(
  drafts: readonly Draft[],
  vacant: PackInput["locked"],
  input: PackInput,
  ruler: Ruler,
): PackedPolicy[] {
  const shaped = drafts.map((draft) => {
    const pieces = [...draft.pieces].sort(byRank);
    return {
      draft,
      pieces,
      items: pieces.map(({ item }) => item.id),
      targets: [...draft.groups].flatMap(({ nodes }) => nodes).sort(),
    };
  });
  const fresh = shaped
    .filter(({ draft }) => draft.locked === null)
    .sort((a, b) => compare(a.items.join(" "), b.items.join(" ")) || compare(a.targets[0]!, b.targets[0]!));
  const reused = reuseKeys(fresh, vacant);
  const keys = new Keys([...input.usedKeys, ...input.locked.map(({ key }) => key)]);
  const allotted = new Map(
    fresh.filter((one) => !reused.has(one)).map((one) => [one, keys.allot(baseKey(one.pieces))]),
  );
  return shaped
    .map((one): PackedPolicy => {
      const locked = one.draft.locked ?? reused.get(one);
      const key = locked?.key ?? allotted.get(one)!;
      const merged = one.draft.merged || !ruler.fits(one.pieces, false);
      const { statements, origins } = contentOf(one.pieces, merged);
      return {
        key,
        name: locked?.name ?? nameOf(key),
        items: one.pieces.map(({ item }) => item),
        merged,
        targets: one.targets,
        text: policyText(statements),
        statements: origins,
      };
    })
    .sort((a, b) => compare(a.key, b.key));
}

function packedAfresh(policy: PackInput["locked"][number]): Departure {
  return {
    from: policy.key,
    nodes: policy.targets,
    items: policy.items,
    reason: () => "packed afresh",
  };
}

/** The departures that ended elsewhere, one row for each node and item. */
function movesOf(
  departures: readonly Departure[],
  policies: readonly PackedPolicy[],
  input: PackInput,
): Move[] {
  const carriers = new Map<string, Map<string, string>>();
  for (const { key, items, targets } of departures.length === 0 ? [] : policies) {
    for (const node of targets) {
      const here = carriers.get(node) ?? new Map<string, string>();
      carriers.set(node, here);
      for (const { id } of items) here.set(id, key);
    }
  }
  const locked = new Map(input.locked.map((policy) => [policy.key, policy]));
  const moves: Move[] = [];
  for (const { from, nodes, items, reason } of departures) {
    // A policy may part with what it took in only a moment ago: that was never there, so it does not move.
    const held = new Set(locked.get(from)!.items);
    for (const node of nodes) {
      for (const item of items) {
        const to = carriers.get(node)?.get(item);
        if (to === undefined || to === from || !held.has(item)) continue;
        moves.push({ node, item, from, to, reason: reason(input.target(node).path) });
      }
    }
  }
  return moves.sort(byNode);
}

function byNode(
  a: { node: string; item?: string; items?: readonly string[] },
  b: { node: string; item?: string; items?: readonly string[] },
): number {
  return compare(a.node, b.node) || compare(a.item ?? a.items!.join(" "), b.item ?? b.items!.join(" "));
}
