import type { NotRead } from "./not-read";

export type { NotRead };

/** A group or user by its id in the identity store. */
export interface SnapshotPrincipal {
  readonly type: "GROUP" | "USER" | (string & {});
  readonly id: string;
}

/** Where somebody has a permission set. */
export interface SnapshotAssignments {
  /** ARN. */
  readonly permissionSet: string;
  readonly principal: SnapshotPrincipal;
  /** Ids, sorted. */
  readonly accounts: readonly string[];
}

export interface SnapshotBoundary {
  /** The ARN of a policy of AWS's own, or the name and path of one of the customer's. */
  readonly aws?: string | undefined;
  readonly customer?: { readonly name: string; readonly path: string } | undefined;
}

export interface SnapshotPermissionSet {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  /** ISO 8601. */
  readonly sessionDuration: string;
  readonly relayState: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs, sorted. */
  readonly awsManagedPolicies: readonly string[];
  /** Sorted by path and name. */
  readonly customerManagedPolicies: readonly { readonly name: string; readonly path: string }[];
  /** The text as AWS stores it; empty where there is none. */
  readonly inlinePolicy: string;
  readonly boundary: SnapshotBoundary | null;
  /** Accounts whose role is not what the set says now, sorted. */
  readonly outdated: readonly string[];
  /** Accounts in which the set is provisioned though nobody is assigned to it there, sorted. */
  readonly idle: readonly string[];
}

export interface SnapshotGroup {
  readonly id: string;
  readonly name: string;
  /** Ids of users, sorted; only of groups that are managed here. */
  readonly members?: readonly string[] | undefined;
}

/** Facts about Identity Center at one moment, sorted throughout. */
export interface IdentitySnapshot {
  readonly instance: { readonly arn: string; readonly identityStore: string };
  /** tag key -> attribute of the identity store; null when attributes are not used for access control. */
  readonly attributes: Readonly<Record<string, string>> | null;
  /** Sorted by ARN. */
  readonly permissionSets: readonly SnapshotPermissionSet[];
  /** Sorted by permission set, then by type and id of the principal. */
  readonly assignments: readonly SnapshotAssignments[];
  readonly groups: readonly SnapshotGroup[];
  /** The users that an assignment or a managed group names. */
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly notRead: readonly NotRead[];
}
