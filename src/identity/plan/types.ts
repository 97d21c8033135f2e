import type { Finding } from "../../findings/finding";
import type { WrittenPrincipal } from "../../organization/intent";
import type { CustomerManagedPolicy } from "../permission-set";

/** The stacks that deploy to Identity Center: the second needs credentials of the management account itself. */
export type IdentityStack = "identity" | "identity-management";

export type PlannedBoundary =
  | { readonly kind: "aws"; readonly arn: string }
  | { readonly kind: "customer"; readonly policy: CustomerManagedPolicy };

/** Accounts on which somebody has a set. */
export interface PlannedGrant {
  readonly principal: WrittenPrincipal;
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  /** Lines of organization.yaml that it comes from. */
  readonly lines: readonly number[];
}

/** A permission set as it is to be in Identity Center. */
export interface PlannedPermissionSet {
  /** Unique, and for life: Identity Center cannot rename a set. */
  readonly name: string;
  /** The slug that its content comes from. */
  readonly permissionSet: string;
  /** The first instant at which it denies everything; null for a set without an end. */
  readonly expires: string | null;
  readonly description: string;
  readonly sessionDuration: string;
  /** Empty for the console's own choice. */
  readonly relayState: string;
  /** ARNs, sorted. */
  readonly awsManagedPolicies: readonly string[];
  /** Sorted by path and name. */
  readonly customerManagedPolicies: readonly CustomerManagedPolicy[];
  /** The text to store; empty for none. */
  readonly inlinePolicy: string;
  readonly boundary: PlannedBoundary | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Sorted by kind and name of the principal. */
  readonly grants: readonly PlannedGrant[];
}

export interface PlannedGroup {
  readonly name: string;
  /** User names, sorted; null where the identity provider has them. */
  readonly members: readonly string[] | null;
}

export type IdentityChangeOp = "create" | "update" | "delete";

/** One write of a stack, as a person counts them. */
export interface IdentityChange {
  readonly op: IdentityChangeOp;
  readonly kind: "permission-set" | "policy" | "assignment" | "group" | "membership" | "attributes";
  /** The set, the group, or the organization's attributes. */
  readonly name: string;
  /** What of it: a policy's name, a principal and an account, a user's name; empty for the whole. */
  readonly detail: string;
}

/** What a change costs before it starts. */
export interface IdentityCost {
  /** Requests that write, those that ask how far a write is not counted. */
  readonly requests: number;
  /** Account assignments created or deleted. */
  readonly assignments: number;
  /** Times that a changed set is provisioned again in an account. */
  readonly provisionings: number;
  /** Seconds, at the published rates. */
  readonly seconds: number;
  /** Sets in use whose change reaches many accounts. */
  readonly wide: readonly { readonly name: string; readonly accounts: number; readonly principals: number }[];
}

/** The complete desired state of one stack of Identity Center: plain data, the same bytes for the same inputs. */
export interface IdentityPlan {
  readonly formatVersion: 1;
  readonly stack: IdentityStack;
  readonly organization: { readonly id: string; readonly managementAccount: string };
  /** Sorted by name. */
  readonly permissionSets: readonly PlannedPermissionSet[];
  /** Those that an assignment names, and all that are made here; sorted by name. */
  readonly groups: readonly PlannedGroup[];
  /** Names of users with an assignment or a membership, sorted. */
  readonly users: readonly string[];
  /** tag key -> attribute; the stack "identity" alone sets them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Null where the snapshot does not have Identity Center, or not whole: what differs is not known. */
  readonly changes: readonly IdentityChange[] | null;
  readonly cost: IdentityCost | null;
  /** "sha256:…" of the desired state. */
  readonly digest: string;
  readonly problems: readonly Finding[];
}
