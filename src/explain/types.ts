import type { DecidedBy } from "../chain/chain";
import type { AccessRequest, ContextValue } from "../evaluate/request";

/** What is asked. A condition key that is neither given nor absent may have any value. */
export interface ExplainQuestion {
  /** Twelve digits. */
  readonly account: string;
  readonly action: string;
  /** An ARN, or a pattern of one. It may be of another account. */
  readonly principal?: string | undefined;
  /** An ARN, or a pattern of one. Without it, resource control policies are not looked at. */
  readonly resource?: string | undefined;
  readonly context?: Readonly<Record<string, ContextValue>> | undefined;
  readonly absent?: readonly string[] | undefined;
  /** No request is before this moment; milliseconds since 1970. */
  readonly now?: number | undefined;
}

/** "exempt": AWS does not apply these policies to this principal or resource. */
export type Verdict = "denied" | "allowed" | "depends" | "exempt";

/** One thing on which a verdict depends: two requests that differ in it, one denied and one allowed. */
export interface Turn {
  /** A condition key, or "resource". */
  readonly key: string;
  /** What the denied request has; null for nothing. */
  readonly value: ContextValue | null;
  readonly denied: AccessRequest;
  readonly allowed: AccessRequest;
}

/** "not-governed": no resource control policy reaches this action or this resource. */
export interface ChainExplanation<V extends string = Verdict | "not-governed"> {
  readonly verdict: V;
  /** Everything that denies, or denies where it depends, root first. */
  readonly decidedBy: readonly DecidedBy[];
  readonly when: readonly Turn[];
}

export interface Explanation extends ChainExplanation<Verdict> {
  readonly scp: ChainExplanation;
  /** Null without a resource. */
  readonly rcp: ChainExplanation | null;
}
