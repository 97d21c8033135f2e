import type { Holding, Subsets } from "./subsets";

/** Words for which the same groups hold. */
export interface Cell {
  /** A shortest word of the cell. */
  readonly word: string;
  readonly holding: Holding;
}

export interface Cells {
  readonly cells: readonly Cell[];
  /** True when every word is in one of the cells; false when the bounds were met first. */
  readonly complete: boolean;
}

/** Counts, so that the answer never depends on the machine. */
export interface CellBounds {
  readonly states: number;
  /** Positions moved. */
  readonly work: number;
}

/** Every combination of groups that some word brings about, each with a shortest word, in order of length. */
export function cellsOf(subsets: Subsets, bounds: CellBounds): Cells {
  const cells = new Map<string, Cell>();
  if (subsets.start === undefined) return { cells: [], complete: true };
  const wordOf = new Map<number, string>([[subsets.start, ""]]);
  const queue = [subsets.start];
  let complete = true;
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at]!;
    const word = wordOf.get(state)!;
    const holding = subsets.holding(state);
    if (holding !== undefined && !cells.has(holding.join())) cells.set(holding.join(), { word, holding });
    if (!complete) continue;
    subsets.edgesOf(state).forEach((next, letter) => {
      if (next < 0 || wordOf.has(next)) return;
      wordOf.set(next, word + subsets.alphabet.letters[letter]!);
      queue.push(next);
    });
    complete = subsets.stateCount <= bounds.states && subsets.work <= bounds.work;
  }
  return { cells: [...cells.values()], complete };
}
