import type { DecidedBy } from "../../chain/chain";
import type { AccessRequest } from "../../evaluate/request";
import type { Place } from "../../findings/finding";

/**
 * - "proved": every request of the need gets through.
 * - "exempt": AWS does not bind the principal, or anybody in the account; nothing was proved.
 * - "blocked": the witness does not get through, or does where an assertion denies it.
 * - "undecided": neither was found; it blocks like "blocked".
 */
export type LockoutVerdict = "proved" | "exempt" | "blocked" | "undecided";

/** Whether one principal keeps what it needs, for accounts that get one answer. */
export interface LockoutRow {
  /** An ARN pattern, "*" in the place of the account where there are several; "*" for everybody. */
  readonly principal: string;
  /** Id of a need, "full-access", or "assertion N" counted from 1. */
  readonly need: string;
  /** What is lost where it is blocked, for a sentence "PRINCIPAL cannot …"; for an assertion, what it says. */
  readonly purpose: string;
  readonly type: "scp" | "rcp";
  /** Ids; of units too where the need is "full-access". */
  readonly accounts: readonly string[];
  readonly verdict: LockoutVerdict;
  /** For "exempt" and "undecided". */
  readonly reason?: string | undefined;
  /** For "blocked", in one of the accounts. */
  readonly witness?: AccessRequest | undefined;
  /** Why a "blocked" one stops nothing: it is a warning. */
  readonly tolerated?: string | undefined;
  /** What to do about it, where that is known better than for lockouts at large. */
  readonly mend?: string | undefined;
  /** Where an assertion stands. */
  readonly place?: Place | undefined;
  /** What denies the witness; empty where it is allowed and must not be. */
  readonly decidedBy?: readonly DecidedBy[] | undefined;
}

/** Whether a row stops a change. */
export function blocks({ verdict, tolerated }: LockoutRow): boolean {
  return verdict === "undecided" || (verdict === "blocked" && tolerated === undefined);
}
