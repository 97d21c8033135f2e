import { actionPlace, foldedActions } from "../../aws-data/actions";
import { matches, withWildcards } from "../reference/pattern";
import { bitOf, wordOf, wordsFor } from "./bits";
import { anyGlob, isPrefix, wildcardAt } from "./globs";
import type { Listed } from "./statements";

/**
 * Which statements speak of an action, by their action lists alone: a row of bits for each known action, with a bit
 * for each statement.
 */
export class ActionTable {
  private readonly words: number;
  private readonly rows: Int32Array;

  constructor(private readonly lists: readonly Listed[]) {
    this.words = wordsFor(lists.length);
    this.rows = new Int32Array(this.words * foldedActions().length);
    lists.forEach((list, statement) => {
      this.fill(statement, list);
    });
  }

  /** Writes the bits of an action over those in `row`. */
  read(action: string, row: Int32Array): void {
    const place = actionPlace(action);
    if (place === undefined) {
      this.readUnknown(action.toLowerCase(), row);
      return;
    }
    const start = place * this.words;
    for (let word = 0; word < this.words; word++) row[word] = this.rows[start + word]!;
  }

  /** Sets the bits of one statement. */
  private fill(statement: number, { patterns, negated }: Listed): void {
    const spoken = new Uint8Array(foldedActions().length);
    for (const pattern of patterns) mark(spoken, pattern);
    const bit = bitOf(statement);
    for (let place = 0, at = wordOf(statement); place < spoken.length; place++, at += this.words) {
      if ((spoken[place] === 1) !== negated) this.rows[at]! |= bit;
    }
  }

  private readUnknown(folded: string, row: Int32Array): void {
    row.fill(0);
    this.lists.forEach(({ patterns, negated }, statement) => {
      if (anyGlob(patterns)(folded) !== negated) row[wordOf(statement)]! |= bitOf(statement);
    });
  }
}

/** Marks the known actions that a pattern matches; only those that begin like it are looked at. */
function mark(spoken: Uint8Array, pattern: string): void {
  const actions = foldedActions();
  const prefix = pattern.slice(0, wildcardAt(pattern));
  const from = firstNotBefore(actions, prefix);
  const to = firstNotBefore(actions, prefix + AFTER_ALL);
  if (isPrefix(pattern)) {
    spoken.fill(1, from, to);
    return;
  }
  const glob = withWildcards(pattern);
  for (let place = from; place < to; place++) {
    if (matches(glob, actions[place]!)) spoken[place] = 1;
  }
}

/** Greater than every character of an action. */
const AFTER_ALL = "\uffff";

/** The first place whose word does not come before another; the words are sorted. */
function firstNotBefore(words: readonly string[], wanted: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
