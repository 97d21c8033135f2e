import type { LiveState } from "./state";

/** An answer that AWS gives instead of doing what was asked. */
export interface Refusal {
  /** AWS's name of the error, for example "ConstraintViolationException". */
  readonly name: string;
  readonly message: string;
  /** AWS's own code for the cause, where the error has one. */
  readonly reason?: string | undefined;
}

export type Input = Readonly<Record<string, unknown>>;

/** How a call came in. */
export interface Arrival {
  /** Whether a write was under way when this one arrived. */
  readonly duringWrite: boolean;
}

/** One thing that AWS refuses and moto lets through. */
export interface Rule {
  /** Kebab-case, the name of the rule's file. */
  readonly name: string;
  /** The operations that it looks at. */
  readonly operations: readonly string[];
  /** Where AWS says so. */
  readonly source: string;
  /** Month in which the source was read. */
  readonly read: string;
  readonly refuse: (input: Input, state: LiveState, arrival: Arrival) => Promise<Refusal | undefined>;
}
