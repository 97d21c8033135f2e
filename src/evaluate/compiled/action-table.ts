import { actionPlace, foldedActions } from "../../aws-data/actions";
import { matches, type Pattern, withWildcards } from "../reference/pattern";
import { bitOf, wordOf, wordsFor } from "./bits";
import { anyGlob, isPrefix, wildcardAt } from "./globs";
import type { Listed } from "./statements";

/** Rows are filled together for so many neighbours in the list of actions, mostly of one service. */
const BLOCK = 128;

/**
 * Which statements speak of an action, by their action lists alone: a row of bits for each known action, with a bit
 * for each statement. A row is filled when it, or a neighbour, is first read.
 */
export class ActionTable {
  private readonly words: number;
  private readonly rows: Int32Array;
  private readonly filled: Uint8Array;
  private readonly spans: readonly (readonly Span[])[];

  constructor(private readonly lists: readonly Listed[]) {
    const count = foldedActions().length;
    this.words = wordsFor(lists.length);
    this.rows = new Int32Array(this.words * count);
    this.filled = new Uint8Array(Math.ceil(count / BLOCK));
    this.spans = lists.map(({ patterns }) => patterns.map(spanOf));
  }

  /** Writes the bits of an action over those in `row`. */
  read(action: string, row: Int32Array): void {
    const place = actionPlace(action);
    if (place === undefined) {
      this.readUnknown(action.toLowerCase(), row);
      return;
    }
    const block = Math.floor(place / BLOCK);
    if (this.filled[block] === 0) this.fill(block);
    const start = place * this.words;
    for (let word = 0; word < this.words; word++) row[word] = this.rows[start + word]!;
  }

  private fill(block: number): void {
    const first = block * BLOCK;
    const end = Math.min(first + BLOCK, foldedActions().length);
    this.lists.forEach(({ negated }, statement) => {
      const spoken = new Uint8Array(BLOCK);
      for (const span of this.spans[statement]!) mark(spoken, first, end, span);
      const bit = bitOf(statement);
      for (
        let place = first, at = place * this.words + wordOf(statement);
        place < end;
        place++, at += this.words
      ) {
        if ((spoken[place - first] === 1) !== negated) this.rows[at]! |= bit;
      }
    });
    this.filled[block] = 1;
  }

  private readUnknown(folded: string, row: Int32Array): void {
    row.fill(0);
    this.lists.forEach(({ patterns, negated }, statement) => {
      if (anyGlob(patterns)(folded) !== negated) row[wordOf(statement)]! |= bitOf(statement);
    });
  }
}

/** The known actions that begin as a pattern does, by place: from `from` and before `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
  /** What they must match besides; undefined when all of them do. */
  readonly glob: Pattern | undefined;
}

function spanOf(pattern: string): Span {
  const prefix = pattern.slice(0, wildcardAt(pattern));
  return {
    from: firstNotBefore(foldedActions(), prefix),
    to: firstNotBefore(foldedActions(), prefix + AFTER_ALL),
    glob: isPrefix(pattern) ? undefined : withWildcards(pattern),
  };
}

/** Marks those of the actions from `first` and before `end` that a pattern matches. */
function mark(spoken: Uint8Array, first: number, end: number, { from, to, glob }: Span): void {
  const actions = foldedActions();
  const last = Math.min(to, end);
  for (let place = Math.max(from, first); place < last; place++) {
    if (glob === undefined || matches(glob, actions[place]!)) spoken[place - first] = 1;
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
