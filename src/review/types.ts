import type { DifferenceEntry, UndecidedEntry } from "../compare/types";
import type { Finding } from "../findings/finding";
import type { SettingEffect } from "../inheritance/strength";
import type { Contribution, SettingPath } from "../inheritance/types";
import type { PlannedException } from "../plan/types";
import type { JsonValue } from "../policy/management/document";
import type { IdentityReview } from "./identity/types";
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

/** A setting of an effective management policy that differs. */
export interface ManagementChange {
  readonly path: SettingPath;
  /** Null where nothing is set. */
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly effect: SettingEffect;
  /** Who decides it after; who decided it before, where nothing is set after. */
  readonly by: readonly Contribution[];
}

/** What cannot be told. */
export interface ManagementDoubt {
  /** Empty for the whole policy. */
  readonly path: SettingPath;
  readonly reason: string;
}

/** Accounts whose effective policy of one type changes alike. */
export interface ManagementGroup {
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  /** AWS's PolicyType name. */
  readonly type: string;
  readonly changes: readonly ManagementChange[];
  readonly undecided: readonly ManagementDoubt[];
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
  /** What changes in management policies. */
  readonly management: readonly ManagementGroup[];
  /** What changes in access through Identity Center; null where neither side speaks of it, or head cannot be planned. */
  readonly identity: IdentityReview | null;
  readonly exceptions: ExceptionChanges;
  readonly lockout: readonly LockoutRow[];
  /** Null when both sides know the same facts. */
  readonly snapshotChanged: readonly FactChange[] | null;
  /** What was taken to be so, one sentence each. */
  readonly assumed: readonly string[];
  /** Of head's plan. */
  readonly problems: readonly Finding[];
}
