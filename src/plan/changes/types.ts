import type { TypeLimits } from "../../policy/limits";
import type { Change } from "../types";

/** A policy with the text that AWS stores or is to store. */
export interface StatePolicy {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly text: string;
}

/** The policies that are ours at one moment. */
export interface ManagedState {
  readonly policies: ReadonlyMap<string, StatePolicy>;
  /** policy key -> node ids. A policy without targets may be left out. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A policy of somebody else: it never changes, but it takes slots and has its say in every verdict. */
export interface UnmanagedPolicy {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly targets: ReadonlySet<string>;
}

export interface ChangesInput {
  /** node id -> parent id; null for the root. */
  readonly parents: ReadonlyMap<string, string | null>;
  readonly before: ManagedState;
  readonly after: ManagedState;
  readonly unmanaged: readonly UnmanagedPolicy[];
  readonly limits: (type: string) => TypeLimits;
}

/** One `pulumi up`: the state it leads to, and its writes with their order. */
export interface ChangePhase {
  readonly phase: number;
  readonly state: ManagedState;
  /** Policies that are in `state` but will be deleted by the next phase: Pulumi must not protect them. */
  readonly unprotected: ReadonlySet<string>;
  readonly changes: readonly Change[];
}

/** No safe order was found; the two steps that a person can take instead. */
export interface Refusal {
  readonly policies: readonly string[];
  readonly targets: readonly string[];
  readonly reason: string;
  readonly steps: readonly [string, string];
}

export interface ChangesResult {
  /** At least one; the last one's state is `after`. Empty when refused. */
  readonly phases: readonly ChangePhase[];
  readonly refusal: Refusal | null;
}
