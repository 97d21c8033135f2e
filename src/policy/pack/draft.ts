import type { LockedPolicy } from "../../organization/lock";
import type { Piece } from "./pieces";

/** Nodes that want the same, have the same policies in the lock and as many slots: they are packed as one. */
export interface Group {
  readonly nodes: readonly string[];
  /** All that the nodes want, sorted by rank. */
  readonly wants: readonly Piece[];
  /** How many policies of ours each node may have. */
  readonly slots: number;
  /** The policies that each node has, sorted by key as far as they come from the lock. */
  readonly drafts: Set<Draft>;
  /** What no policy carries yet, sorted by rank. */
  readonly open: Set<Piece>;
}

/** A policy in the making. Every group in it wants every piece of it. */
export interface Draft {
  /** Where it comes from the lock: its key and name are kept. */
  readonly locked: LockedPolicy | null;
  readonly pieces: Set<Piece>;
  readonly groups: Set<Group>;
  /** Statements of different guardrails are merged in it. Once so, always so: the lock remembers. */
  merged: boolean;
  /** An item of the lock is not wanted any more: it may not gain others in the same step. */
  readonly shrunk: boolean;
  /** Something that is still wanted left it: it gains no item in the same step. */
  donor: boolean;
}

/** Pairs of the lock that another policy must carry from now on. */
export interface Departure {
  readonly from: string;
  readonly nodes: readonly string[];
  /** Item ids. */
  readonly items: readonly string[];
  readonly reason: (node: string) => string;
}
