import type { DifferenceEntry, UndecidedEntry } from "../compare/types";
import type { Finding } from "../findings/finding";
import type { PlannedException } from "../plan/types";
import type { LockoutRow } from "./lockout/types";

/** An entry of compare; which accounts and which type it is about, its group says. */
export type GroupEntry<T> = Omit<T, "type" | "accounts">;

/** Accounts for which a change has one effect. */
export interface ReviewGroup {
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  readonly type: "scp" | "rcp";
  readonly newlyDenied: readonly GroupEntry<DifferenceEntry>[];
  readonly newlyAllowed: readonly GroupEntry<DifferenceEntry>[];
  readonly undecided: readonly GroupEntry<UndecidedEntry>[];
}

/** An exception without its cost: what people agreed on. */
export type ReviewedException = Omit<PlannedException, "characters">;

export interface ExceptionChanges {
  readonly added: readonly ReviewedException[];
  /** Those of head that end within WARNING_DAYS, or have ended. */
  readonly expiring: readonly ReviewedException[];
  readonly removed: readonly ReviewedException[];
}

export type FactChangeKind =
  | "account-added"
  | "account-removed"
  | "account-moved"
  | "account-renamed"
  | "account-state"
  | "unit-added"
  | "unit-removed"
  | "unit-moved"
  | "unit-renamed"
  | "policy-added"
  | "policy-removed"
  | "policy-changed"
  | "policy-attached"
  | "policy-detached";

/** One fact of the organization that differs, with what there was and what there is; null where there is nothing. */
export interface FactChange {
  readonly kind: FactChangeKind;
  readonly id: string;
  /** A path, a state, or a name. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What a change does to every account. */
export interface Review {
  readonly formatVersion: 1;
  /** Whether the change must not be made: somebody is, or may be, locked out, or a problem is an error. */
  readonly blocked: boolean;
  readonly groups: readonly ReviewGroup[];
  readonly exceptions: ExceptionChanges;
  readonly lockout: readonly LockoutRow[];
  /** Null when both sides know the same facts. */
  readonly snapshotChanged: readonly FactChange[] | null;
  /** What was taken to be so, one sentence each. */
  readonly assumed: readonly string[];
  /** Of head's plan. */
  readonly problems: readonly Finding[];
}
