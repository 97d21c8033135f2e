import { byRank, type Piece } from "./pieces";
import type { Ruler } from "./ruler";

/** Steps of one search. Small cases end long before; a large one that is this tight counts as not fitting. */
const MOST_STEPS = 5_000;

/**
 * Finds policies for all pieces, at most `slots` of them, if there are any: exactly for small numbers, and
 * within a bounded number of steps for large ones. It looks at nothing but room.
 *
 * @returns the pieces of each policy, or null
 */
export function fillBins(
  pieces: readonly Piece[],
  slots: number,
  ruler: Ruler,
  merging: boolean,
): Piece[][] | null {
  // The longest first: what is hard to place is placed while there is room.
  const order = [...pieces].sort((a, b) => ruler.weight(b) - ruler.weight(a) || byRank(a, b));
  const bins: Piece[][] = [];
  let steps = 0;

  const place = (index: number): boolean => {
    if (index === order.length) return true;
    if (++steps > MOST_STEPS) return false;
    const piece = order[index]!;
    for (const bin of bins) {
      bin.push(piece);
      if (ruler.fits(bin, merging) && place(index + 1)) return true;
      bin.pop();
    }
    if (bins.length === slots) return false;
    bins.push([piece]);
    if (place(index + 1)) return true;
    bins.pop();
    return false;
  };

  if (pieces.length > 0 && slots <= 0) return null;
  return ruler.mayFit(pieces, slots, merging) && place(0) ? bins : null;
}
