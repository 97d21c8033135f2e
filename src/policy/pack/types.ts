import type { Theme } from "../../catalogue/guardrail";
import type { LockedPolicy } from "../../organization/lock";
import type { PlanTarget, StatementOrigin } from "../../plan/types";
import type { Statement } from "../document";
import type { TypeLimits } from "../limits";
import type { ManagementDocument } from "../management/document";
import type { PolicyType } from "../types";

interface AnyItem {
  /** "<slug>" or "<slug>/ended". A target wants an id at most once. */
  readonly id: string;
  readonly guardrail: string;
  readonly theme: Theme;
  /** Equal for two items with the same id if and only if they say the same. */
  readonly variant: string;
}

/** The statements of one guardrail with one set of parameters, or the statements that end its exceptions. */
export interface StatementItem extends AnyItem {
  /** With their final Sids. */
  readonly statements: readonly Statement[];
}

/** What one guardrail with one set of parameters says in a management policy. */
export interface ContentItem extends AnyItem {
  readonly content: ManagementDocument;
}

/** What the packer moves around. It is never divided. All items of one type are of one kind. */
export type Item = StatementItem | ContentItem;

export function hasStatements(item: Item): item is StatementItem {
  return "statements" in item;
}

export interface PackInput {
  readonly type: PolicyType;
  readonly limits: TypeLimits;
  /** Slots kept free at every target. */
  readonly keptFree: number;
  /** node id -> the items that it wants, any order. Nodes that want nothing may be left out. */
  readonly wanted: ReadonlyMap<string, readonly Item[]>;
  /** Slots that policies of others take at a node. */
  readonly taken: (node: string) => number;
  /** The policies of this type in the lock. Empty for a first packing and for --repack's fresh start. */
  readonly locked: readonly LockedPolicy[];
  /** Keys that may not be allotted: retired ones and those of other types. */
  readonly usedKeys: ReadonlySet<string>;
  /** Pack afresh; the locked policies are only used to keep keys where that moves nothing. */
  readonly repack: boolean;
  /** For messages. */
  readonly target: (node: string) => PlanTarget;
}

export interface PackedPolicy {
  readonly key: string;
  readonly name: string;
  /** Sorted by id. */
  readonly items: readonly Item[];
  readonly merged: boolean;
  /** Sorted. */
  readonly targets: readonly string[];
  /** The text to store. */
  readonly text: string;
  /** None for a management policy. */
  readonly statements: readonly StatementOrigin[];
}

/** An item that another policy carries at a node than the lock says. */
export interface Move {
  readonly node: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** A target whose guardrails cannot be packed within AWS's limits. */
export interface Unfit {
  readonly node: string;
  /** "characters": one item alone is over the limit; "slots": too many policies are needed. */
  readonly kind: "characters" | "slots";
  /** By how many characters, or by how many policies. */
  readonly excess: number;
  readonly items: readonly string[];
}

export interface Packing {
  /** Sorted by key. */
  readonly policies: readonly PackedPolicy[];
  readonly moves: readonly Move[];
  readonly unfit: readonly Unfit[];
}
