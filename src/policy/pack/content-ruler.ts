import { obtain } from "../../collections";
import { canonicalJson } from "../canonical";
import type { ManagementDocument } from "../management/document";
import { areDisjoint, unite } from "../management/settings";
import { byRank, type Piece, signature } from "./pieces";
import type { Ruler } from "./ruler";
import { hasStatements } from "./types";

/**
 * Measures management policies. Two guardrails share one only where their trees are disjoint, so that the account
 * gets exactly what two policies would give it; there is nothing to merge.
 */
export class ContentRuler implements Ruler {
  private readonly lengths = new Map<string, number>();
  private readonly pairs = new Map<Piece, Map<Piece, boolean>>();

  constructor(readonly limit: number) {}

  text(pieces: readonly Piece[]): string {
    return canonicalJson([...pieces].sort(byRank).map(contentOf).reduce(unite, {}));
  }

  origins(): readonly [] {
    return [];
  }

  weight(piece: Piece): number {
    return this.length([piece]);
  }

  length(pieces: readonly Piece[]): number {
    return obtain(this.lengths, signature([...pieces].sort(byRank)), () => this.text(pieces).length);
  }

  fits(pieces: readonly Piece[]): boolean {
    return this.areDisjoint(pieces) && this.length(pieces) <= this.limit;
  }

  /** Lengths say nothing for certain: what two guardrails have in common is written once. */
  mayFit(): boolean {
    return true;
  }

  private areDisjoint(pieces: readonly Piece[]): boolean {
    return pieces.every((piece, index) => pieces.slice(0, index).every((other) => this.pair(other, piece)));
  }

  private pair(one: Piece, other: Piece): boolean {
    const [first, second] = one.rank < other.rank ? [one, other] : [other, one];
    return obtain(
      obtain(this.pairs, first, () => new Map()),
      second,
      () => areDisjoint(contentOf(first), contentOf(second)),
    );
  }
}

function contentOf({ item }: Piece): ManagementDocument {
  return hasStatements(item) ? {} : item.content;
}
