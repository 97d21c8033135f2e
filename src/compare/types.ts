import type { DecidedBy } from "../chain/chain";
import type { AccessRequest } from "../evaluate/request";

/** Actions that a change denies, or allows, for one cause. */
export interface DifferenceEntry {
  /** Known actions, in the order of the action data; or one invented action where `undocumented` is set. */
  readonly actions: readonly string[];
  /** What is so of the witness and makes the difference, in words; "always" when nothing but the action does. */
  readonly when: string;
  /** A request that one side allows and the other denies, with the first of `actions`. */
  readonly witness: AccessRequest;
  /** What denies the witness, on the side that denies it. */
  readonly decidedBy: DecidedBy;
  /**
   * Outside what AWS documents: an invented action, which stands for all that its cell of action patterns holds
   * besides known ones; or known actions for which AWS does not document the resources or keys that it takes.
   */
  readonly undocumented?: true;
  /** With plans only. */
  readonly type?: "scp" | "rcp";
  /** With plans only: ids of the accounts for which it is so, in the order of the tree. */
  readonly accounts?: readonly string[];
}

/** Actions for which neither a witness nor a proof was found. */
export interface UndecidedEntry {
  readonly direction: "newlyDenied" | "newlyAllowed";
  readonly actions: readonly string[];
  readonly reason: string;
  readonly undocumented?: true;
  readonly type?: "scp" | "rcp";
  readonly accounts?: readonly string[];
}

/** What differs between two sets of policies. */
export interface Differences {
  /** False too when anything is undecided. */
  readonly equal: boolean;
  /** What was taken to be so although neither side says it, one sentence each. */
  readonly assumed: readonly string[];
  readonly newlyDenied: readonly DifferenceEntry[];
  readonly newlyAllowed: readonly DifferenceEntry[];
  readonly undecided: readonly UndecidedEntry[];
}
