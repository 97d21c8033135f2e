import { obtain } from "../../collections";
import { keepApart, mergeStatements, type OwnedStatement, type Provenance } from "../merge";
import { FRAME_CHARACTERS, frame, policyText, statementText } from "../minify";
import { byRank, type Piece, signature } from "./pieces";
import type { Ruler } from "./ruler";
import { hasStatements } from "./types";

/** Measures policies of statements: SCPs and RCPs. */
export class StatementRuler implements Ruler {
  private readonly texts = new Map<Piece, string>();
  private readonly mergedLengths = new Map<string, number>();

  constructor(readonly limit: number) {}

  text(pieces: readonly Piece[], merged: boolean): string {
    if (merged) return policyText(contentOf(pieces, true).statements);
    return frame([...pieces].sort(byRank).map((piece) => this.textOf(piece)));
  }

  origins(pieces: readonly Piece[], merged: boolean): Provenance["origins"] {
    return contentOf(pieces, merged).origins;
  }

  /** What a piece adds to a policy whose statements are not merged, its comma included. */
  weight(piece: Piece): number {
    return this.textOf(piece).length + 1;
  }

  length(pieces: readonly Piece[], merged: boolean): number {
    if (merged) return this.mergedLength(pieces);
    let sum = 0;
    for (const piece of pieces) sum += this.weight(piece);
    // The last statement has no comma after it.
    return FRAME_CHARACTERS + Math.max(0, sum - 1);
  }

  fits(pieces: readonly Piece[], merging: boolean): boolean {
    return this.length(pieces, false) <= this.limit || (merging && this.length(pieces, true) <= this.limit);
  }

  /** No when there are more characters than all the policies together could hold. */
  mayFit(pieces: readonly Piece[], policies: number, merging: boolean): boolean {
    if (merging) return true;
    const total = pieces.reduce((sum, piece) => sum + this.weight(piece), 0);
    return total <= policies * (this.limit - FRAME_CHARACTERS + 1);
  }

  private mergedLength(pieces: readonly Piece[]): number {
    const key = signature([...pieces].sort(byRank));
    return obtain(this.mergedLengths, key, () => this.text(pieces, true).length);
  }

  /** A piece's statements with the commas between them. */
  private textOf(piece: Piece): string {
    return obtain(this.texts, piece, () => statementsOf(piece).map(statementText).join(","));
  }
}

/** What a policy of some pieces says. */
function contentOf(pieces: readonly Piece[], merged: boolean): Provenance {
  const owned: OwnedStatement[] = [...pieces]
    .sort(byRank)
    .flatMap((piece) =>
      statementsOf(piece).map((statement) => ({ guardrail: piece.item.guardrail, statement })),
    );
  return merged ? mergeStatements(owned) : keepApart(owned);
}

function statementsOf({ item }: Piece) {
  return hasStatements(item) ? item.statements : [];
}
