import { finish } from "./finish";
import { groupNodes } from "./groups";
import { keep } from "./keep";
import { leavingAll, movesOf } from "./moves";
import { splitOversized } from "./oversized";
import { compare, internPieces } from "./pieces";
import { place } from "./place";
import { rulerFor } from "./ruler";
import type { PackInput, Packing, Unfit } from "./types";

/**
 * Divides what every target wants into policies. Aims, in this order: it fits; nothing that the lock holds
 * moves; one guardrail a policy while slots allow, then by theme; the fewest policies in the organization.
 *
 * A policy never brings a target what it did not ask for, and each target has each item exactly once. Equal
 * inputs, in whatever order they list things, give equal results. What cannot fit is reported in `unfit` and
 * left out; everything else is packed.
 */
export function pack(input: PackInput): Packing {
  const { locked, limits, keptFree, taken } = input;
  const ruler = rulerFor(input.type, limits.characters);
  const { wants, oversized } = splitOversized(internPieces(input.wanted), ruler);
  const { kept, vacant, departures } = input.repack
    ? { kept: [], vacant: locked, departures: locked.map(leavingAll) }
    : keep(locked, wants, ruler);
  const { groups, drafts } = groupNodes(wants, kept, (node) => limits.attached - taken(node) - keptFree);
  const placement = place(groups, drafts, ruler);
  const policies = finish(placement.drafts, vacant, input, ruler);
  const crowded = placement.crowded.flatMap(({ group, excess, open }) =>
    group.nodes.map((node): Unfit => ({ node, kind: "slots", excess, items: open })),
  );
  return {
    policies,
    moves: movesOf([...departures, ...placement.departures], policies, input),
    unfit: [...oversized, ...crowded].sort(
      (a, b) => compare(a.node, b.node) || compare(a.items.join(" "), b.items.join(" ")),
    ),
  };
}
