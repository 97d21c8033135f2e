import type { NotRead } from "./not-read";

/** Stacks of a StackSet that say the same of themselves. */
export interface SnapshotStackInstances {
  readonly region: string;
  /** CURRENT, OUTDATED or INOPERABLE. */
  readonly status: string;
  /** SUCCEEDED, FAILED, SKIPPED_SUSPENDED_ACCOUNT, …; empty where AWS says nothing. */
  readonly detailedStatus: string;
  /** AWS's words for a failure; empty for none. */
  readonly reason: string;
  /** Ids, sorted. */
  readonly accounts: readonly string[];
}

/** A StackSet of this tool. Sources: API_StackSet.html and API_StackInstanceSummary.html of CloudFormation, read 2026-11. */
export interface SnapshotStackSet {
  readonly name: string;
  /** ACTIVE or DELETED. */
  readonly status: string;
  /** "sha256:…" of the template's canonical JSON, or of its text where it is not JSON. */
  readonly template: string;
  /** SERVICE_MANAGED or SELF_MANAGED. */
  readonly permissionModel: string;
  /** Null where AWS says nothing of it. */
  readonly autoDeployment: { readonly enabled: boolean; readonly retainStacks: boolean } | null;
  /** Ids of roots and units, sorted. */
  readonly units: readonly string[];
  /** Sorted by Region, status, detailed status and reason. */
  readonly instances: readonly SnapshotStackInstances[];
}

/** Who may act for the organization. */
export interface SnapshotDelegation {
  readonly account: string;
  /** Service principals, sorted. */
  readonly services: readonly string[];
}

/** Facts about what the stack root-lockdown holds, sorted throughout. What is in `notRead` is not known. */
export interface LockdownSnapshot {
  /** Features of centralized root access that are on, sorted. */
  readonly rootFeatures: readonly string[];
  /** Service principals with trusted access, sorted. */
  readonly trustedAccess: readonly string[];
  /** Sorted by account. */
  readonly delegations: readonly SnapshotDelegation[];
  /** Only StackSets whose names begin with "org-guardrails-", sorted by name. */
  readonly stackSets: readonly SnapshotStackSet[];
  /**
   * "lockdown.rootFeatures", "lockdown.trustedAccess", "lockdown.delegations",
   * "lockdown.delegations[ACCOUNT].services", "lockdown.stackSets", and of one StackSet
   * "lockdown.stackSets[NAME].template", ".units" and ".instances".
   */
  readonly notRead: readonly NotRead[];
}
