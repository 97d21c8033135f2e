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
export function distance(from: string, to: string, most = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let lowest = row;
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) edits = Math.min(edits, beforeLast[column - 2]! + 1);
      current.push(edits);
      if (edits < lowest) lowest = edits;
    }
    if (lowest > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[to.length]!, most + 1);
}
