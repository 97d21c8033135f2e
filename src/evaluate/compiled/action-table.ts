import { actionPlace } from "../../aws-data/actions";
import { type ActionSpan, actionSpan, visitPlaces } from "../../aws-data/matching-actions";
import { bitOf, wordOf, wordsFor } from "./bits";
import { anyGlob } from "./globs";
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
  private readonly spans: readonly (readonly ActionSpan[])[];

  constructor(private readonly lists: readonly Listed[]) {
    this.words = wordsFor(lists.length);
    this.spans = lists.map(({ patterns }) => patterns.map(actionSpan));
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
    const first = number * BLOCK;
    this.lists.forEach(({ negated }, statement) => {
      const spoken = new Uint8Array(BLOCK);
      const mark = (place: number) => {
        spoken[place - first] = 1;
      };
      for (const span of this.spans[statement]!) visitPlaces(span, mark, first, first + BLOCK);
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
