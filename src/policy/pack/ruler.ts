import { obtain } from "../../collections";
import { keepApart, mergeStatements, type OwnedStatement, type Provenance } from "../merge";
import { FRAME_CHARACTERS, frame, policyText, statementText } from "../minify";
import { byRank, type Piece, signature } from "./pieces";

/** What a policy of some pieces says. */
export function contentOf(pieces: readonly Piece[], merged: boolean): Provenance {
  const owned: OwnedStatement[] = [...pieces]
    .sort(byRank)
    .flatMap(({ item }) => item.statements.map((statement) => ({ guardrail: item.guardrail, statement })));
  return merged ? mergeStatements(owned) : keepApart(owned);
}

/** Writes policies, and measures those that are not written yet. Lengths are characters of the text to store. */
export class Ruler {
  private readonly texts = new Map<Piece, string>();
  private readonly mergedLengths = new Map<string, number>();

  constructor(
    /** The most characters that a policy may have. */
    readonly limit: number,
  ) {}

  /** The text to store. */
  text(pieces: readonly Piece[], merged: boolean): string {
    if (merged) return policyText(contentOf(pieces, true).statements);
    return frame([...pieces].sort(byRank).map((piece) => this.textOf(piece)));
  }

  /** What a piece adds to a policy whose statements are not merged, its comma included. */
  weight(piece: Piece): number {
    return this.textOf(piece).length + 1;
  }

  /** The length of the text of a policy of these pieces. */
  length(pieces: readonly Piece[], merged: boolean): number {
    if (merged) return this.mergedLength(pieces);
    let sum = 0;
    for (const piece of pieces) sum += this.weight(piece);
    // The last statement has no comma after it.
    return FRAME_CHARACTERS + Math.max(0, sum - 1);
  }

  /** Whether the pieces fit one policy; `merging` permits merging, it does not ask for it. */
  fits(pieces: readonly Piece[], merging: boolean): boolean {
    return this.length(pieces, false) <= this.limit || (merging && this.length(pieces, true) <= this.limit);
  }

  private mergedLength(pieces: readonly Piece[]): number {
    const key = signature([...pieces].sort(byRank));
    return obtain(this.mergedLengths, key, () => this.text(pieces, true).length);
  }

  /** A piece's statements with the commas between them. */
  private textOf(piece: Piece): string {
    return obtain(this.texts, piece, () => piece.item.statements.map(statementText).join(","));
  }
}
