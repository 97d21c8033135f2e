import type { StatementOrigin } from "../../plan/types";
import type { PolicyType } from "../types";
import { isAuthorizationType } from "../types";
import { ContentRuler } from "./content-ruler";
import type { Piece } from "./pieces";
import { StatementRuler } from "./statement-ruler";

/**
 * Writes policies of one kind, and measures those that are not written yet. Lengths are characters of the text to
 * store.
 */
export interface Ruler {
  /** The most characters that a policy may have. */
  readonly limit: number;
  /** The text to store. */
  text(pieces: readonly Piece[], merged: boolean): string;
  origins(pieces: readonly Piece[], merged: boolean): readonly StatementOrigin[];
  /** How hard a piece is to place: about what it adds to a policy. */
  weight(piece: Piece): number;
  /** The length of the text of a policy of these pieces. */
  length(pieces: readonly Piece[], merged: boolean): number;
  /** Whether the pieces fit one policy; `merging` permits merging, it does not ask for it. */
  fits(pieces: readonly Piece[], merging: boolean): boolean;
  /** A quick no, where it is certain that so many policies cannot hold the pieces. */
  mayFit(pieces: readonly Piece[], policies: number, merging: boolean): boolean;
}

/** @param limit the most characters that a policy of this type may have */
export function rulerFor(type: PolicyType, limit: number): Ruler {
  return isAuthorizationType(type) ? new StatementRuler(limit) : new ContentRuler(limit);
}
