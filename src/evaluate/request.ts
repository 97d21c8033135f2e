import type { PolicyDocument } from "../policy/document";

/** One value of a condition key, or several for a multi-valued key. */
export type ContextValue = string | readonly string[];

/**
 * One concrete request. A context key that is not given is absent from the request.
 *
 * - `principal`: an ARN; it fills aws:PrincipalArn, aws:PrincipalAccount and aws:PrincipalType. Without it,
 *   a request under an SCP is by an unnamed principal of `account`, one under an RCP is anonymous.
 * - `account`: the account whose chain of policies this is: it fills aws:PrincipalAccount under an SCP and
 *   aws:ResourceAccount under an RCP.
 * - `context` wins where it gives a key that the fields above would fill.
 * - `resource`: "*" when not given.
 */
export interface AccessRequest {
  readonly action: string;
  readonly resource?: string | undefined;
  readonly principal?: string | undefined;
  readonly account?: string | undefined;
  readonly context?: Readonly<Record<string, ContextValue>> | undefined;
}

/** The policies at each level, root first, the account last. A level without policies denies. */
export type LevelDocuments = readonly (readonly PolicyDocument[])[];

/** Bare levels are SCPs. */
export type Levels = LevelDocuments | { readonly type: "SCP" | "RCP"; readonly levels: LevelDocuments };

/** The statement that decided, by index: level (0 is the root), policy in the level, statement in the policy. */
export interface Decider {
  readonly level: number;
  readonly policy: number | null;
  readonly statement: number | null;
  readonly sid: string | null;
}

export interface Decision {
  readonly verdict: "denied" | "allowed";
  /** "exempt": AWS does not apply these policies to this principal; "not-governed": nor to this service. */
  readonly reason?: "exempt" | "not-governed";
  /** Every matching Deny; or the levels whose Allows all fail, with policy, statement and sid null. Empty when allowed. */
  readonly decidedBy: readonly Decider[];
}
