import type { Piece, Wants } from "./pieces";
import type { Ruler } from "./ruler";
import type { Unfit } from "./types";

/** Takes out what is too long for any policy, with a row for each node that wants it. */
export function splitOversized(
  all: Wants,
  ruler: Ruler,
): { readonly wants: Wants; readonly oversized: readonly Unfit[] } {
  const excess = new Map<Piece, number>();
  for (const piece of new Set([...all.values()].flat())) {
    if (!ruler.fits([piece], true)) excess.set(piece, ruler.length([piece], true) - ruler.limit);
  }
  if (excess.size === 0) return { wants: all, oversized: [] };
  const rows = [...all].map(
    ([node, pieces]) => [node, pieces.filter((piece) => !excess.has(piece))] as const,
  );
  const oversized = [...all].flatMap(([node, pieces]) =>
    pieces
      .filter((piece) => excess.has(piece))
      .map((piece): Unfit => {
        return { node, kind: "characters", excess: excess.get(piece)!, items: [piece.item.id] };
      }),
  );
  return { wants: new Map(rows), oversized };
}
