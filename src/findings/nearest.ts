/** Longer words are not compared: nobody mistypes them, and the comparison takes their product in steps. */
const LONGEST = 128;

/**
 * The candidate that a person most likely meant: the least edits away, letter case aside, if that is at most
 * a third of the word. Of equally near ones the first in code-unit order.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const folded = word.toLowerCase();
  let best: string | undefined;
  let least = Math.floor(word.length / 3);
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > least) continue;
    const edits = distance(folded, candidate.toLowerCase(), least);
    if (edits < least || (edits === least && (best === undefined || candidate < best))) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other
 * (optimal string alignment). Anything over `most` is given as `most + 1`.
 */
export function distance(from: string, to: string, most: number): number {
  const beyond = most + 1;
  const width = to.length + 1;
  let beforeLast: number[] = [];
  let last: number[] = Array.from({ length: width }, (_, column) => Math.min(column, beyond));
  for (let row = 1; row <= from.length; row++) {
    // Only cells this near the diagonal can be within the bound.
    const first = Math.max(1, row - most);
    const end = Math.min(to.length, row + most);
    const current: number[] = new Array<number>(width).fill(beyond);
    current[0] = Math.min(row, beyond);
    let lowest = current[0];
    for (let column = first; column <= end; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) edits = Math.min(edits, beforeLast[column - 2]! + 1);
      current[column] = Math.min(edits, beyond);
      if (edits < lowest) lowest = edits;
    }
    if (lowest > most) return beyond;
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}
