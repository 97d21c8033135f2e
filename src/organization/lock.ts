import type { PolicyType } from "../policy/types";

/** One policy that this tool owns: which guardrails it holds and where it goes. */
export interface LockedPolicy {
  /** Allotted once, kept for life; also the value of the tag org-guardrails-key. */
  readonly key: string;
  readonly type: PolicyType;
  readonly name: string;
  /** Item ids, sorted: a guardrail's slug, or "<slug>/ended" for the statements that end its exceptions. */
  readonly items: readonly string[];
  /** True when statements of different guardrails were merged because a target had no room otherwise. */
  readonly merged: boolean;
  /** Target ids, sorted. */
  readonly targets: readonly string[];
}

/** A recorded consent to a plan that loosens more targets than `limits` allows. */
export interface Consent {
  readonly stack: string;
  readonly digest: string;
  readonly reason: string;
}

/** organization.lock.json: written by `org-guardrails lock` only, reviewed and committed. */
export interface Lock {
  readonly formatVersion: 1;
  readonly organization: string;
  /** stack -> "sha256:…" of the desired state. */
  readonly digests: Readonly<Record<string, string>>;
  readonly policies: readonly LockedPolicy[];
  /** Keys that were once allotted: never given to another policy, and a live policy with one is still ours. */
  readonly retiredKeys: readonly string[];
  /** Path as organization.yaml writes it -> id, for every target: a renamed unit is still found. */
  readonly targets: Readonly<Record<string, string>>;
  readonly consents: readonly Consent[];
}
