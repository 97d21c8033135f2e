import type { PolicyType } from "../policy/types";
import type { IdentitySnapshot } from "./identity-snapshot";
import type { LockdownSnapshot } from "./lockdown-snapshot";
import type { NotRead } from "./not-read";

/** AWS's account states (Status was retired on 2026-09-09); states that AWS adds later are kept as they are. */
export type AccountState =
  | "PENDING_ACTIVATION"
  | "ACTIVE"
  | "SUSPENDED"
  | "PENDING_CLOSURE"
  | "CLOSED"
  | (string & {});

export interface SnapshotUnit {
  readonly id: string;
  readonly name: string;
  /** Id of the root or of another unit. */
  readonly parent: string;
}

export interface SnapshotAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly name: string;
  readonly parent: string;
  readonly state: AccountState;
  /** Only the tags that a selector in organization.yaml uses. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface SnapshotPolicy {
  /** "p-…" */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** AWS's name of the type; a type that AWS adds later is kept as it is. */
  readonly type: PolicyType | (string & {});
  readonly awsManaged: boolean;
  /** All tags, for policies of the customer. */
  readonly tags: Readonly<Record<string, string>>;
  /** The text as AWS stores it: its length is what counts against the limit. */
  readonly content: string;
  /** Ids of the roots, units and accounts that it is attached to, sorted. */
  readonly targets: readonly string[];
}

/** Facts about a live organization at one moment. Sorted by id throughout, so that equal facts are equal bytes. */
export interface Snapshot {
  readonly formatVersion: 1;
  readonly organization: { readonly id: string; readonly managementAccount: string };
  readonly root: { readonly id: string; readonly name: string };
  /** Enabled policy types, sorted. */
  readonly policyTypes: readonly (PolicyType | (string & {}))[];
  readonly units: readonly SnapshotUnit[];
  readonly accounts: readonly SnapshotAccount[];
  readonly policies: readonly SnapshotPolicy[];
  /**
   * What is missing from `policies` and from the tags of accounts; undefined where nothing is. Tree and accounts are
   * always whole. `notReadOf` tells what is missing anywhere in the snapshot.
   */
  readonly notRead?: readonly NotRead[] | undefined;
  /** Undefined where Identity Center was not asked for. */
  readonly identity?: IdentitySnapshot | undefined;
  /** Undefined where the root lockdown was not asked for. */
  readonly lockdown?: LockdownSnapshot | undefined;
}
