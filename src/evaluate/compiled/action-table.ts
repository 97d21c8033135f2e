import { actionPlace, foldedActions } from "../../aws-data/actions";
import { matches, type Pattern, withWildcards } from "../reference/pattern";
import { bitOf, wordOf, wordsFor } from "./bits";
import { anyGlob, isPrefix, wildcardAt } from "./globs";
import type { Listed } from "./statements";

/** So many neighbours in the list of actions, mostly of one service, have their rows made together. */
const BLOCK = 128;

/**
 * Which statements speak of an action, by their action lists alone: a row of bits for each known action, with a bit
 * for each statement. The rows of a block are made when one of them is first read.
 */
export class ActionTable {
  private readonly words: number;
  private readonly blocks: Int32Array[] = [];
  private readonly spans: readonly (readonly Span[])[];

  constructor(private readonly lists: readonly Listed[]) {
    this.words = wordsFor(lists.length);
    this.spans = lists.map(({ patterns }) => patterns.map(spanOf));
  }

  /** Writes the bits of an action over those in `row`. */
  read(action: string, row: Int32Array): void {
    const place = actionPlace(action);
    if (place === undefined) {
      this.readUnknown(action.toLowerCase(), row);
      return;
    }
    const number = Math.floor(place / BLOCK);
    this.blocks[number] ??= this.madeBlock(number);
    const rows = this.blocks[number];
    const start = (place % BLOCK) * this.words;
    for (let word = 0; word < this.words; word++) row[word] = rows[start + word]!;
  }

  private madeBlock(number: number): Int32Array {
    const rows = new Int32Array(BLOCK * this.words);
    this.lists.forEach(({ negated }, statement) => {
      const spoken = new Uint8Array(BLOCK);
      for (const span of this.spans[statement]!) mark(spoken, number * BLOCK, span);
      const bit = bitOf(statement);
      for (let row = 0, at = wordOf(statement); row < BLOCK; row++, at += this.words) {
        if ((spoken[row] === 1) !== negated) rows[at]! |= bit;
      }
    });
    return rows;
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

/** Marks those actions of the block that begins at `first` that a pattern matches. */
function mark(spoken: Uint8Array, first: number, { from, to, glob }: Span): void {
  const actions = foldedActions();
  const end = Math.min(to, first + BLOCK);
  for (let place = Math.max(from, first); place < end; place++) {
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
