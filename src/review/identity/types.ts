import type { AccessLevel } from "../../aws-data/actions";
import type { NamedPrincipal } from "../../identity/access/principals";

/** Known actions of which some request is newly allowed, or newly denied, summed up. */
export interface ActionSummary {
  readonly actions: number;
  /** Those with the most actions first; `of` is how many actions AWS documents of the service. */
  readonly services: readonly { readonly service: string; readonly actions: number; readonly of: number }[];
  readonly levels: Readonly<Record<AccessLevel, number>>;
  /** Those of DANGEROUS_ACTIONS, sorted. */
  readonly dangerous: readonly string[];
  /** How many of the actions it is so of only outside what AWS documents of their resources and keys. */
  readonly undocumented: number;
}

/** What a change of access does on accounts that are alike. */
export interface AccessEffect {
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  /** Null where there is nothing. */
  readonly newlyAllowed: ActionSummary | null;
  readonly newlyDenied: ActionSummary | null;
  /** Ids of ESCALATION_PATHS that were not open before. */
  readonly escalations: readonly string[];
  /** Why more may be newly allowed than is said: policies that nobody here knows, questions that were not decided. */
  readonly unknown: readonly string[];
}

/** Principals who get or lose a permission set on accounts. */
export interface GrantChange {
  readonly direction: "gained" | "lost";
  /** Name in Identity Center. */
  readonly permissionSet: string;
  /** The slug that it is made of; null where nobody knows. */
  readonly slug: string | null;
  /** The first instant without it; null where it has no end. */
  readonly expires: string | null;
  readonly sessionDuration: string;
  /** Sorted by kind and name. */
  readonly principals: readonly NamedPrincipal[];
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  /** The accounts, divided by what is so there. */
  readonly effects: readonly AccessEffect[];
}

export type SetSetting =
  | "description"
  | "ends"
  | "session-duration"
  | "relay-state"
  | "permissions-boundary"
  | "managed-policy"
  | "customer-policy"
  | "inline-policy"
  | "tags";

/** A part of a permission set that differs, with what there was and what there is; null where there is nothing. */
export interface SettingChange {
  readonly setting: SetSetting;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether people can do more, or for longer, by it; what they can do is in the effects. */
  readonly loosens: boolean;
}

/** A permission set that is there before and after, and says something else. */
export interface SetChange {
  readonly permissionSet: string;
  readonly slug: string | null;
  readonly settings: readonly SettingChange[];
  /** Who has it before and after. */
  readonly principals: readonly NamedPrincipal[];
  /** Where somebody has it before and after: ids, in the order of the tree. */
  readonly accounts: readonly string[];
  readonly effects: readonly AccessEffect[];
}

/** Somebody who comes into a group that is made here, or leaves it. */
export interface MemberChange {
  readonly direction: "gained" | "lost";
  readonly group: string;
  /** Name of the user. */
  readonly user: string;
}

/** An attribute that becomes a principal tag, and differs. */
export interface AttributeChange {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a change does to who may do what through Identity Center. */
export interface IdentityReview {
  /** What is gained first. */
  readonly grants: readonly GrantChange[];
  readonly permissionSets: readonly SetChange[];
  readonly members: readonly MemberChange[];
  readonly attributes: readonly AttributeChange[];
}
