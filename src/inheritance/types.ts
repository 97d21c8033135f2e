import type { JsonObject, JsonValue, ValueOperator } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";

/** A policy of one type as it is attached to a target. */
export interface AttachedPolicy {
  /** How answers name it: a plan's key, a file's name, an id. */
  readonly name: string;
  /** Parsed JSON. */
  readonly document: unknown;
}

/** The policies attached to the root, to one unit or to the account, in the order of their attachment. */
export interface PolicyLevel {
  readonly target: string;
  readonly policies: readonly AttachedPolicy[];
}

/** Keys from the outermost in, folded to lower case. */
export type SettingPath = readonly string[];

/** A policy at a target. */
export interface PolicyPlace {
  readonly target: string;
  readonly policy: string;
}

/** What a policy did to a setting. */
export interface Contribution extends PolicyPlace {
  readonly operator: ValueOperator;
}

/** One setting of an effective policy. */
export interface EffectiveLeaf {
  readonly path: SettingPath;
  readonly value: JsonValue;
  /** Who decided it: from the last @@assign on, in the order of the levels. */
  readonly by: readonly Contribution[];
  /** False where policies at one target conflict: which of them AWS follows depends on what is not recorded. */
  readonly certain: boolean;
}

/** A setting of a lower policy that a higher one does not let it make: AWS leaves it out. */
export interface IgnoredSetting extends Contribution {
  readonly path: SettingPath;
  /** The policies that forbid the operator, or adding below the path in `at`. */
  readonly because: readonly PolicyPlace[];
  /** The path whose @@operators_allowed_for_child_policies decides. */
  readonly at: SettingPath;
}

export type InheritanceProblemCode =
  /** Not an object of settings with operators. */
  | "invalid-document"
  | "invalid-operator"
  /** An operator that this type of policy, or this setting, does not take. */
  | "operator-not-applicable"
  /** Policies at one target say different things of one setting. */
  | "conflict";

export interface InheritanceProblem {
  readonly code: InheritanceProblemCode;
  readonly path: SettingPath;
  readonly policies: readonly PolicyPlace[];
  /** What each of the policies says, where they say it of one setting. */
  readonly values?: readonly JsonValue[];
  readonly message: string;
  readonly fix: string;
}

/** The effective policy of one account and type. */
export interface EffectivePolicy {
  readonly type: ManagementPolicyType;
  /**
   * Settings without operators, keys in lower case and sorted; {} when nothing is set. Null when a policy cannot be
   * read: what the account gets is then unknown.
   */
  readonly policy: JsonObject | null;
  /** Sorted by path. Empty when `policy` is null. */
  readonly leaves: readonly EffectiveLeaf[];
  /** Paths whose setting depends on what is not recorded, whether it is among the leaves or not. */
  readonly uncertain: readonly SettingPath[];
  readonly ignored: readonly IgnoredSetting[];
  readonly problems: readonly InheritanceProblem[];
}
