import type { Finding } from "../findings/finding";
import type { PolicyDocument } from "../policy/document";

export type NodeKind = "root" | "unit" | "account";

export interface PlanNode {
  readonly id: string;
  /** Null for the root. */
  readonly parent: string | null;
  /** Names from below the root, joined by "/"; "Root" for the root itself. */
  readonly path: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** Only for accounts. */
  readonly state?: string | undefined;
}

export interface PlanTarget {
  readonly path: string;
  readonly id: string;
}

/** Where a statement comes from. A merged statement has one row for each guardrail in it. */
export interface StatementOrigin {
  readonly sid: string;
  readonly guardrail: string;
  /** The actions that this guardrail brought into a merged statement; absent when all are its own. */
  readonly actions?: readonly string[] | undefined;
}

export interface PlannedPolicy {
  /** Our key, or the id of a policy that is not ours. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** AWS's PolicyType name. */
  readonly type: string;
  readonly managed: boolean;
  /** The "p-…" id of the live policy, where it exists. */
  readonly id?: string | undefined;
  /** Length of the stored text. */
  readonly characters: number;
  /** Slugs, sorted; empty for a policy that is not ours. */
  readonly guardrails: readonly string[];
  readonly statements: readonly StatementOrigin[];
  /** Parsed; text of an unmanaged policy that is not JSON stays a string. */
  readonly content: PolicyDocument | unknown;
  readonly targets: readonly PlanTarget[];
}

export type ChangeOp = "create" | "update" | "delete" | "attach" | "detach";

/** One write. It may begin when every write in `after` has ended. */
export interface Change {
  /** "<op>:<policy>", "<op>:<policy>:<target>", or "update:<policy>:widen" for the first of two updates. */
  readonly id: string;
  readonly op: ChangeOp;
  /** Policy key. */
  readonly policy: string;
  /** Node id, for attach and detach. */
  readonly target?: string | undefined;
  readonly after: readonly string[];
  /** From 1. Every write of a phase ends before the next phase begins. */
  readonly phase: number;
}

/** A managed policy within one phase. */
export interface PhasePolicy {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  /** The text to store. */
  readonly text: string;
  /** Node ids, sorted. */
  readonly targets: readonly string[];
  /** False in the phase before the policy is deleted. */
  readonly protect: boolean;
}

/** One `pulumi up`: a full desired state. */
export interface Phase {
  readonly phase: number;
  readonly digest: string;
  readonly policies: readonly PhasePolicy[];
}

export interface PlannedException {
  readonly guardrail: string;
  readonly accounts: readonly string[];
  /** ARN patterns with the account in them. */
  readonly principals: readonly string[];
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  readonly selfEnding: boolean;
  /** What it adds to the policies, in characters, all targets' policies counted once. */
  readonly characters: number;
}

/** The complete desired state, plain data, the same bytes for the same inputs. */
export interface Plan {
  readonly formatVersion: 1;
  readonly organization: { readonly id: string; readonly managementAccount: string };
  readonly nodes: readonly PlanNode[];
  readonly policies: readonly PlannedPolicy[];
  readonly exceptions: readonly PlannedException[];
  readonly changes: readonly Change[];
  readonly phases: readonly Phase[];
  /** "sha256:…" of the final desired state. */
  readonly digest: string;
  readonly problems: readonly Finding[];
}
