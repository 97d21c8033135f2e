import { obtain } from "../../collections";
import { hasStatements, type Item } from "./types";

/** One item with one variant. Two nodes that want the same statements have the very same piece. */
export interface Piece {
  readonly item: Item;
  /** Place among all pieces, by id and then variant: the order in which everything is looked at. */
  readonly rank: number;
}

/** node id -> what it wants, sorted by rank. */
export type Wants = ReadonlyMap<string, readonly Piece[]>;

/** Orders strings by their code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byRank(a: Piece, b: Piece): number {
  return a.rank - b.rank;
}

/** Equal for equal sets of pieces. The pieces must be sorted. */
export function signature(pieces: Iterable<Piece>): string {
  let text = "";
  for (const { rank } of pieces) text += rank + " ";
  return text;
}

/**
 * Gives every (id, variant) its one piece. Nodes come out sorted, so that no later step depends on the order
 * in which the caller listed things.
 */
export function internPieces(wanted: ReadonlyMap<string, readonly Item[]>): Wants {
  const byId = new Map<string, Map<string, Item>>();
  for (const items of wanted.values()) {
    for (const item of items) {
      obtain(
        obtain(byId, item.id, () => new Map()),
        item.variant,
        () => item,
      );
    }
  }
  const pieces = new Map<string, Map<string, Piece>>();
  let rank = 0;
  for (const id of [...byId.keys()].sort()) {
    const variants = byId.get(id)!;
    const ranked = new Map<string, Piece>();
    for (const variant of [...variants.keys()].sort())
      ranked.set(variant, { item: variants.get(variant)!, rank: rank++ });
    pieces.set(id, ranked);
  }
  const nodes = [...wanted.keys()].sort();
  return new Map(
    nodes.map((node) => [
      node,
      wanted
        .get(node)!
        // What says nothing needs no policy, and AWS takes none without statements.
        .filter((item) => !hasStatements(item) || item.statements.length > 0)
        .map(({ id, variant }) => pieces.get(id)!.get(variant)!)
        .sort(byRank),
    ]),
  );
}
