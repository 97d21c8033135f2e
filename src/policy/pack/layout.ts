import { obtain } from "../../collections";
import { fillBins } from "./bins";
import { byRank, compare, type Piece, signature } from "./pieces";
import type { Ruler } from "./ruler";

/** Finds how to divide pieces into policies, the most legible way that fits. Answers are remembered. */
export class Layouts {
  private readonly answers = new Map<string, readonly Piece[][] | null>();

  constructor(private readonly ruler: Ruler) {}

  /**
   * One guardrail a policy while there are slots; then whole themes, the largest first; then the shortest
   * policies together; and at last whatever fits.
   *
   * @param pieces sorted by rank; each fits a policy by itself
   * @returns the pieces of each policy, or null when they need more slots
   */
  divide(pieces: readonly Piece[], slots: number, merging: boolean): readonly Piece[][] | null {
    if (pieces.length <= slots) return pieces.map((piece) => [piece]);
    return obtain(this.answers, `${slots} ${merging}: ${signature(pieces)}`, () =>
      this.bundle(pieces, slots, merging),
    );
  }

  /** The fewest policies that hold the pieces, merged where that helps. */
  fewest(pieces: readonly Piece[]): number {
    let slots = 0;
    while (this.divide(pieces, slots, true) === null) slots++;
    return slots;
  }

  private bundle(pieces: readonly Piece[], slots: number, merging: boolean): Piece[][] | null {
    if (slots <= 0) return null;
    let bins: Piece[][] = pieces.map((piece) => [piece]);
    for (const theme of themesBySize(pieces)) {
      if (bins.length <= slots) return bins;
      const [own, others] = partition(bins, ([first]) => first!.item.theme === theme);
      bins = [...others, ...this.firstFit(own.flat(), merging)];
    }
    while (bins.length > slots) {
      bins.sort((a, b) => this.ruler.length(a, false) - this.ruler.length(b, false) || byRank(a[0]!, b[0]!));
      const [shortest, next, ...rest] = bins as [Piece[], Piece[], ...Piece[][]];
      const both = [...shortest, ...next].sort(byRank);
      if (!this.ruler.fits(both, merging)) return fillBins(pieces, slots, this.ruler, merging);
      bins = [...rest, both];
    }
    return bins;
  }

  private firstFit(pieces: readonly Piece[], merging: boolean): Piece[][] {
    const bins: Piece[][] = [];
    for (const piece of pieces) {
      const bin = bins.find((candidate) => this.ruler.fits([...candidate, piece], merging));
      if (bin === undefined) bins.push([piece]);
      else bin.push(piece);
    }
    return bins;
  }
}

/** The themes of the pieces, the one with the most pieces first. */
function themesBySize(pieces: readonly Piece[]): string[] {
  const sizes = new Map<string, number>();
  for (const { item } of pieces) sizes.set(item.theme, (sizes.get(item.theme) ?? 0) + 1);
  return [...sizes].sort(([a, m], [b, n]) => n - m || compare(a, b)).map(([theme]) => theme);
}

function partition<T>(values: readonly T[], test: (value: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const value of values) (test(value) ? yes : no).push(value);
  return [yes, no];
}
