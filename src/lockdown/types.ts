import type { Severity } from "../detections/detection";
import type { Rollout } from "../detections/rollout";
import type { Finding } from "../findings/finding";

export const LOCKDOWN_STACK = "root-lockdown";

/** An account that the stack deploys to. */
export interface DutyAccount {
  readonly id: string;
  /** "role/…", taken on from the management account; null in the management account itself. */
  readonly deployRole: string | null;
}

/** The management account's hold on the root users of members. */
export interface CentralRootAccess {
  /** Names of AWS's features, sorted. */
  readonly features: readonly ("RootCredentialsManagement" | "RootSessions")[];
}

/** Whoever may act for the organization in a service. */
export interface Delegation {
  readonly account: string;
  /** "iam.amazonaws.com" */
  readonly servicePrincipal: string;
}

/** An analyzer of the whole organization, in the account that administers Access Analyzer. */
export interface PlannedAnalyzer {
  readonly name: string;
  readonly type: "ORGANIZATION" | "ORGANIZATION_UNUSED_ACCESS";
  readonly region: string;
  /** Days without use after which access is a finding; null for the type that finds access from outside. */
  readonly unusedAccessAge: number | null;
}

/** The trail that detections and auditors read. */
export type PlannedTrail =
  | {
      readonly mode: "existing";
      /** The log group of the management account that it writes to; null where it has none, and nothing can count. */
      readonly logGroup: string | null;
    }
  | {
      readonly mode: "create";
      readonly name: string;
      /** In the account of logs, like its key. */
      readonly bucket: string;
      readonly keyAlias: string;
      /** In the management account. */
      readonly logGroup: string;
      readonly logGroupDays: number;
    };

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html, read 2026-11. */
export interface PasswordPolicy {
  /** 6 to 128. */
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** Passwords that may not be used again: 1 to 24. */
  readonly reusePrevention: number;
  /** Days, 1 to 1,095; null for passwords that do not end. */
  readonly maximumAge: number | null;
  readonly usersMayChange: boolean;
}

/** What every account has, whatever its unit. Settings that an organization policy can hold are not among them. */
export interface AccountBaseline {
  readonly passwordPolicy: PasswordPolicy | null;
  /** Regions in which new EBS volumes are encrypted unasked, sorted; empty for none. */
  readonly ebsEncryptionRegions: readonly string[];
}

/** A service-managed StackSet of the management account: a new account of its units gets it with no run. */
export interface PlannedStackSet {
  readonly name: string;
  readonly description: string;
  /** The Region of the StackSet itself. */
  readonly region: string;
  /** A CloudFormation template, plain JSON. */
  readonly template: object;
  /** Where its stacks stand, sorted. */
  readonly regions: readonly string[];
  /** Ids of the root or of units, sorted. */
  readonly units: readonly string[];
  readonly failureTolerancePercentage: number;
  readonly maxConcurrentPercentage: number;
}

/** Who is told of what. */
export interface Subscriber {
  readonly protocol: "email" | "chat";
  /** An address, or the ARN of a chat configuration. */
  readonly endpoint: string;
  readonly from: Severity;
}

export interface PlannedDetections {
  readonly rollout: Rollout;
  readonly subscribers: readonly Subscriber[];
}

/** An account that no StackSet reaches, or not yet. */
export interface SkippedAccount {
  readonly account: string;
  readonly name: string;
  /** AWS's state: SUSPENDED, PENDING_CLOSURE, … */
  readonly state: string;
}

/** One thing that the stack holds, as a person counts them. */
export interface LockdownItem {
  /** Stable and unique: "feature:RootSessions", "trusted-access:iam.amazonaws.com", "stack-set:org-guardrails-baseline". */
  readonly id: string;
  readonly kind:
    | "feature"
    | "trusted-access"
    | "delegation"
    | "analyzer"
    | "trail"
    | "stack-set"
    | "stack-instances"
    | "detection"
    | "management-account";
  readonly title: string;
  /** "unknown" where the snapshot does not say. */
  readonly state: "present" | "missing" | "different" | "unknown";
  /** What differs, or why it is not known; empty otherwise. */
  readonly detail: string;
}

/** The complete desired state of the stack root-lockdown: plain data, the same bytes for the same inputs. */
export interface LockdownPlan {
  readonly formatVersion: 1;
  readonly stack: typeof LOCKDOWN_STACK;
  readonly organization: {
    readonly id: string;
    readonly managementAccount: string;
    readonly root: string;
    readonly partition: string;
    readonly homeRegion: string;
  };
  /** Null where organization.yaml names none and nothing needs one. */
  readonly accounts: {
    readonly security: DutyAccount | null;
    readonly logArchive: DutyAccount | null;
    readonly iam: DutyAccount | null;
  };
  readonly rootAccess: CentralRootAccess | null;
  /** Service principals that the parts above and below need, sorted. */
  readonly trustedAccess: readonly string[];
  /** Sorted by service principal. */
  readonly delegations: readonly Delegation[];
  /** Sorted by type and Region. */
  readonly analyzers: readonly PlannedAnalyzer[];
  readonly trail: PlannedTrail | null;
  /** What the management account gets as resources, since no StackSet reaches it; the same as everybody else. */
  readonly baseline: AccountBaseline;
  readonly stackSets: readonly PlannedStackSet[];
  /** Ids of the active accounts that the StackSets reach, in the order of the tree. */
  readonly covered: readonly string[];
  readonly skipped: readonly SkippedAccount[];
  readonly detections: PlannedDetections | null;
  /** What there is to hold, and how far the snapshot has it. */
  readonly items: readonly LockdownItem[];
  /** "sha256:…" of the desired state: everything but `items`, `covered`, `skipped` and `problems`. */
  readonly digest: string;
  readonly problems: readonly Finding[];
}
