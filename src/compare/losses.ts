import { actionPlace } from "../aws-data/actions";
import type { DecidedBy } from "../chain/chain";
import { obtain } from "../collections";
import type { AccessRequest } from "../evaluate/request";
import type { Space } from "../evaluate/space/space";
import { canonicalJson, digestOf } from "../policy/canonical";

/** What a space says besides its type and its actions. */
export type Within = Pick<Space, "account" | "organization" | "organizationPath" | "now">;

/** Actions that one chain allows and another denies, for one cause. */
export interface Loss {
  readonly actions: readonly string[];
  readonly when: string;
  readonly witness: AccessRequest;
  /** Without the target, which is another for each account. */
  readonly decidedBy: Omit<DecidedBy, "target">;
  /** How many levels above the account the decider stands; 0 for the account's own, null where levels have no target. */
  readonly above: number | null;
  readonly undocumented: boolean;
  /** What the witness was asked within. */
  readonly within: Within;
}

/** A loss that stands for all of its cause. */
export interface NamedLoss extends Loss {
  /** Equal for losses that say the same, whatever stands for an example and wherever the decider stands. */
  readonly name: string;
}

/** Actions for which it could not be told. */
export interface Doubt {
  readonly actions: readonly string[];
  readonly reason: string;
  readonly undocumented: boolean;
}

export interface Losses {
  readonly losses: readonly NamedLoss[];
  readonly doubts: readonly Doubt[];
}

/** What is lost in one cell. */
export interface Piece {
  readonly id: number;
  readonly losses: readonly Loss[];
  readonly doubts: readonly Doubt[];
}

/**
 * One loss for each cause, with the witness of its first action: one cell's need not hold for the actions of another.
 * Actions that nobody documents stay one a cell.
 */
export function united(pieces: readonly Piece[]): Losses {
  const found = new Map<string, Loss[]>();
  for (const loss of pieces.flatMap((piece) => piece.losses)) {
    const { actions, when, decidedBy: by, above, undocumented } = loss;
    const isInvented = undocumented && actionPlace(actions[0]!) === undefined;
    const name = canonicalJson([by, above, when, undocumented, isInvented ? actions : null]);
    obtain(found, name, () => []).push(loss);
  }
  const losses = [...found.values()].map((some): NamedLoss => {
    const actions = inOrder(some.flatMap((loss) => loss.actions));
    const first = some.find((loss) => loss.actions.includes(actions[0]!))!;
    const { when, decidedBy, undocumented } = first;
    return { ...first, actions, name: digestOf([actions, when, decidedBy, undocumented]) };
  });
  return { losses, doubts: pieces.flatMap(({ doubts }) => doubts) };
}

export const NOT_REPLAYED = "the witness found could not be replayed";

/** Of a cell of which both chains say the same. */
export const NOTHING: Piece = { id: 0, losses: [], doubts: [] };

/** Where the cells are not all there are. */
export const UNSEEN: Piece = {
  id: -1,
  losses: [],
  doubts: [
    {
      actions: [],
      reason: "the action patterns are too many to look at every action that AWS does not document",
      undocumented: true,
    },
  ],
};

/** Known actions in the order of the action data. */
function inOrder(actions: readonly string[]): readonly string[] {
  return [...actions].sort((a, b) => (actionPlace(a) ?? 0) - (actionPlace(b) ?? 0));
}

/** A request with one account and its place in the organization in place of another. */
export function inPlaceOf(request: AccessRequest, from: Within, to: Within): AccessRequest {
  const pairs = [
    [from.organizationPath, to.organizationPath],
    [from.account, to.account],
  ] as const;
  const text = (value: string) =>
    pairs.reduce((changed, [old, other]) => (old && other ? changed.replaceAll(old, other) : changed), value);
  const moved = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, moved(member)]));
  };
  return moved(request) as AccessRequest;
}
