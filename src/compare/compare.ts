import { type Chain, type ChainLevel, type ChainType, withFullAccess } from "../chain/chain";
import { holdsAllow } from "../chain/plan-chains";
import { checkedLevels } from "../evaluate/reference/checked";
import type { Levels } from "../evaluate/request";
import type { PlanView } from "../plan/plan-file";
import type { PolicyDocument } from "../policy/document";
import { Contents } from "./classes";
import { comparePlans } from "./compare-plans";
import type { Doubt, Loss, Within } from "./losses";
import { ChainComparer } from "./lost";
import type { DifferenceEntry, Differences, UndecidedEntry } from "./types";

/** A policy, one level of them, a whole chain of levels, or a plan with all its accounts. */
export type Comparable = PolicyDocument | readonly PolicyDocument[] | Levels | PlanView;

export interface CompareOptions {
  /** Policies are taken for SCPs where they do not say; of plans, both types are compared where none is named. */
  readonly type?: "scp" | "rcp" | undefined;
  /** Requests before this moment are left out: milliseconds since 1970. */
  readonly now?: number | undefined;
}

/**
 * What a change of policies newly denies and newly allows: for each action that AWS documents, and for the rest,
 * either a request that proves it or the proof that there is none. The same inputs give the same answer.
 *
 * @throws PolicyError for policies that have no meaning
 * @throws TypeError when one side is a plan and the other is not, or their types differ
 */
export function compare(before: Comparable, after: Comparable, options: CompareOptions = {}): Differences {
  if (isPlan(before) && isPlan(after)) return comparePlans(before, after, options);
  if (isPlan(before) || isPlan(after)) throw new TypeError("a plan can only be compared with a plan");
  return compareChains(chainOf(before, options), chainOf(after, options), { now: options.now });
}

/** Compares two chains of one type. */
export function compareChains(before: Chain, after: Chain, within: Within = {}): Differences {
  if (before.type !== after.type)
    throw new TypeError("an SCP can only be compared with SCPs, an RCP with RCPs");
  const { type } = before;
  const assumed = [before, after].every(lacksAllow);
  const [from, to] = assumed ? [withFullAccess(before), withFullAccess(after)] : [before, after];
  const comparer = new ChainComparer(type, [from, to], new Contents());
  const denied = comparer.lost(from, to, within, "");
  const allowed = comparer.lost(to, from, within, "");
  return differences(
    assumed
      ? [`neither side holds an Allow: AWS's ${fullAccess(type)} is assumed at each level of both`]
      : [],
    denied.losses.map((loss) => entryOf(loss, targetOf(loss, to))),
    allowed.losses.map((loss) => entryOf(loss, targetOf(loss, from))),
    [
      ...denied.doubts.map((doubt) => undecidedOf("newlyDenied", doubt)),
      ...allowed.doubts.map((doubt) => undecidedOf("newlyAllowed", doubt)),
    ],
  );
}

export function differences(
  assumed: readonly string[],
  newlyDenied: readonly DifferenceEntry[],
  newlyAllowed: readonly DifferenceEntry[],
  undecided: readonly UndecidedEntry[],
): Differences {
  const equal = [newlyDenied, newlyAllowed, undecided].every(({ length }) => length === 0);
  return { equal, assumed, newlyDenied, newlyAllowed, undecided };
}

export function entryOf(
  { actions, when, witness, decidedBy, undocumented }: Loss,
  target: string | null,
): DifferenceEntry {
  return {
    actions,
    when,
    witness,
    decidedBy: { target, ...decidedBy },
    ...(undocumented ? { undocumented } : {}),
  };
}

export function undecidedOf(
  direction: UndecidedEntry["direction"],
  { actions, reason, undocumented }: Doubt,
): UndecidedEntry {
  return { direction, actions, reason, ...(undocumented ? { undocumented } : {}) };
}

/** As entries have it. */
export function shownType(type: ChainType): "scp" | "rcp" {
  return type === "SCP" ? "scp" : "rcp";
}

export function fullAccess(type: ChainType): string {
  return type === "SCP" ? "FullAWSAccess" : "RCPFullAWSAccess";
}

function targetOf({ above }: Loss, { levels }: Chain): string | null {
  return above === null ? null : levels.at(-1 - above)!.target;
}

function lacksAllow({ levels }: Chain): boolean {
  return !holdsAllow(levels.flatMap(({ policies }) => policies.map(({ document }) => document)));
}

function isPlan(value: Comparable): value is PlanView {
  return !Array.isArray(value) && "nodes" in value && "policies" in value;
}

function chainOf(value: Exclude<Comparable, PlanView>, { type = "scp" }: CompareOptions): Chain {
  const wanted: ChainType = type === "rcp" ? "RCP" : "SCP";
  const { type: found, documents } = checkedLevels(levelsFrom(value, wanted));
  return {
    type: found,
    levels: documents.map(
      (policies): ChainLevel => ({
        target: null,
        policies: policies.map((document) => ({ name: null, document, origins: [] })),
      }),
    ),
  };
}

function levelsFrom(value: Exclude<Comparable, PlanView>, type: ChainType): Levels {
  if ("levels" in value) return value;
  const isLevels = Array.isArray(value) && value.length > 0 && value.every(Array.isArray);
  if (isLevels) return { type, levels: value as readonly (readonly PolicyDocument[])[] };
  return { type, levels: [(Array.isArray(value) ? value : [value]) as readonly PolicyDocument[]] };
}
