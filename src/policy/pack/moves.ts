import { obtain } from "../../collections";
import type { LockedPolicy } from "../../organization/lock";
import type { Departure } from "./draft";
import { compare } from "./pieces";
import type { Move, PackedPolicy, PackInput } from "./types";

/** Everything that the lock holds may go elsewhere when all is packed afresh. */
export function leavingAll(policy: LockedPolicy): Departure {
  return {
    from: policy.key,
    nodes: policy.targets,
    items: policy.items,
    reason: () => "packed afresh",
  };
}

/**
 * The departures that ended at another policy, one row for each node and item, sorted. What is no longer
 * wanted, or found no place, has not moved.
 */
export function movesOf(
  departures: readonly Departure[],
  policies: readonly PackedPolicy[],
  { locked, target }: PackInput,
): Move[] {
  if (departures.length === 0) return [];
  const carriers = new Map<string, Map<string, string>>();
  for (const { key, items, targets } of policies)
    for (const node of targets)
      for (const { id } of items) obtain(carriers, node, () => new Map<string, string>()).set(id, key);

  const heldBy = new Map(locked.map(({ key, items }) => [key, new Set(items)]));
  const moves = departures.flatMap(({ from, nodes, items, reason }) =>
    nodes.flatMap((node) =>
      items.flatMap((item): Move[] => {
        const to = carriers.get(node)?.get(item);
        // A policy may part with what it took in only a moment ago: that was never there, so it does not move.
        if (to === undefined || to === from || !heldBy.get(from)!.has(item)) return [];
        return [{ node, item, from, to, reason: reason(target(node).path) }];
      }),
    ),
  );
  return moves.sort((a, b) => compare(a.node, b.node) || compare(a.item, b.item));
}
