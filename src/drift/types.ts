import type { DifferenceEntry, UndecidedEntry } from "../compare/types";
import type { NamedPrincipal } from "../identity/access/principals";
import type { NotRead } from "../organization/identity-snapshot";
import type { AccessEffect } from "../review/identity/types";
import type { GroupEntry, ManagementChange, ManagementDoubt, ManagementGroup } from "../review/types";
import type { DriftKind } from "./kinds";
import type { Mend } from "./mend";

/** From the most harmful on. */
export const DRIFT_EFFECTS = ["opens", "unknown", "closes", "none"] as const;

/**
 * What a drift does: opens (something is allowed, or not held, that the plan denies or holds), unknown (neither a
 * request nor a proof was found, or something was not read), closes (something is denied that the plan allows), none.
 */
export type DriftEffect = (typeof DRIFT_EFFECTS)[number];

/** What a row speaks of, in the names that a stack has for it. What does not apply is left out. */
export interface DriftSubject {
  /** Key of a policy of this tool, or the id of somebody else's. */
  readonly policy?: string | undefined;
  /** AWS's PolicyType name. */
  readonly policyType?: string | undefined;
  /** Name of a permission set in Identity Center. */
  readonly permissionSet?: string | undefined;
  readonly principal?: NamedPrincipal | undefined;
  readonly group?: string | undefined;
  readonly user?: string | undefined;
  /** A part of the stack root-lockdown, as LockdownItem names it: "feature:RootSessions". */
  readonly item?: string | undefined;
  /** Name of a StackSet. */
  readonly stackSet?: string | undefined;
  readonly guardrail?: string | undefined;
}

/** One way in which the organization is not what is planned. */
export interface DriftRow {
  /** The same for the same drift in every run: made of its kind and of what it speaks of. */
  readonly id: string;
  readonly kind: DriftKind;
  readonly effect: DriftEffect;
  /** The root, unit or account where it stands; null for what stands nowhere in the tree. */
  readonly target: string | null;
  /** The one account that it is about; null where it is about none, or several. */
  readonly account: string | null;
  /** Ids of the accounts that it concerns, in the order of the tree. */
  readonly accounts: readonly string[];
  /** Whether Pulumi owns what differs. */
  readonly managed: boolean;
  readonly subject: DriftSubject;
  /** What it is about, in a name. */
  readonly name: string;
  /** What is planned and what there is, in a few words; null where there is nothing. */
  readonly wanted: string | null;
  readonly found: string | null;
  /** One more sentence; empty for none. */
  readonly detail: string;
  /**
   * What `newlyAllowed`, `newlyDenied`, `undecided` and `settings` are of: "alone" of this drift applied by itself to what
   * is planned, "together" of all drifts of these accounts, where it is only together that they do what they do.
   */
  readonly measured: "alone" | "together";
  /** What this allows that the plan denies: each with a request that was replayed. */
  readonly newlyAllowed: readonly DifferenceEntry[];
  readonly newlyDenied: readonly DifferenceEntry[];
  readonly undecided: readonly UndecidedEntry[];
  /** What it does to management policies. */
  readonly settings: readonly ManagementGroup[];
  /** What it does to access through Identity Center, by accounts that are alike. */
  readonly access: readonly AccessEffect[];
  readonly mend: Mend;
  /** "sha256:…" of what was found: another value under the same id is another drift. */
  readonly digest: string;
}

/** Accounts with the same drifts and, by the exact compare, the same effect of all of them together. */
export interface AccountDrift {
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  readonly effect: DriftEffect;
  /** Ids of rows. */
  readonly rows: readonly string[];
  readonly newlyAllowed: readonly TypedEntry<DifferenceEntry>[];
  readonly newlyDenied: readonly TypedEntry<DifferenceEntry>[];
  readonly undecided: readonly TypedEntry<UndecidedEntry>[];
  readonly settings: readonly (Pick<ManagementGroup, "type"> & {
    readonly changes: readonly ManagementChange[];
    readonly undecided: readonly ManagementDoubt[];
  })[];
}

export type TypedEntry<T> = GroupEntry<T> & { readonly type: "scp" | "rcp" };

/** Something that was not read, and what is not known for it. */
export interface DriftGap extends NotRead {
  /** Accounts of which therefore nothing is known to be clean; null for all. */
  readonly accounts: readonly string[] | null;
}

/** What differs between what is planned and what there is. Pure data: equal inputs give equal bytes. */
export interface Drift {
  readonly formatVersion: 1;
  readonly organization: { readonly id: string; readonly managementAccount: string };
  /** The most harmful first; with an earlier run to compare with, only what is new since then. */
  readonly rows: readonly DriftRow[];
  /** What an earlier run found already; empty without one. */
  readonly persisting: readonly DriftRow[];
  /** Ids of rows that an earlier run found and that are no more, sorted; empty without one. */
  readonly mended: readonly string[];
  /** Every account with something to say, the most harmful first; all others are clean, or not known. */
  readonly accounts: readonly AccountDrift[];
  /** Accounts, by how they were found. They sum up to the accounts of the facts. */
  readonly counts: { readonly clean: number; readonly drifted: number; readonly unknown: number };
  readonly notRead: readonly DriftGap[];
  /** What was taken to be so, one sentence each. */
  readonly assumed: readonly string[];
}
