import { obtain } from "../../collections";
import type { Write } from "./order";
import type { Step } from "./steps";
import type { ChainTree } from "./tree";

/** Two writes that change what one account may do, with a target of each. */
export interface Meeting {
  readonly loose: Write;
  readonly tight: Write;
  readonly looseAt: string;
  readonly tightAt: string;
}

/** Every two targets of two steps that lie on one chain: those are the ones that meet in an account. */
export function* meetings(tree: ChainTree, loose: Step["writes"], tight: Step["writes"]): Iterable<Meeting> {
  for (const [looseAt, write] of loose) {
    for (const tightAt of tree.chain(looseAt)) {
      const other = tight.get(tightAt);
      if (other !== undefined) yield { loose: write, tight: other, looseAt, tightAt };
    }
  }
  for (const [tightAt, write] of tight) {
    for (const looseAt of tree.chain(tightAt)) {
      const other = looseAt === tightAt ? undefined : loose.get(looseAt);
      if (other !== undefined) yield { loose: other, tight: write, looseAt, tightAt };
    }
  }
}

/**
 * Meetings of two steps, one for each two writes: an update meets another at many targets, but one is as good as
 * the other. Not so where the policy that is updated is newly attached, so that these are all there. Statements
 * with the same fate share their answer.
 */
export function distinctMeetings(tree: ChainTree) {
  const known = new Map<Step["writes"], Map<Step["writes"], readonly Meeting[]>>();
  const counts = new Map<Step["writes"], number>();
  const distinct = (writes: Step["writes"]) => obtain(counts, writes, () => new Set(writes.values()).size);
  const above = new Map<Step["writes"], ReadonlySet<string>>();
  const atOrAbove = (writes: Step["writes"]) =>
    obtain(above, writes, () => new Set([...writes.keys()].flatMap(tree.chain)));
  const isUnderAny = (upper: Step["writes"], lower: Step["writes"]) => {
    const nodes = atOrAbove(lower);
    return [...upper.keys()].some((target) => nodes.has(target));
  };
  const canMeet = (a: Step["writes"], b: Step["writes"]) => isUnderAny(a, b) || isUnderAny(b, a);
  return (loose: Step, tight: Step): readonly Meeting[] => {
    const ofLoose = obtain(known, loose.writes, () => new Map<Step["writes"], readonly Meeting[]>());
    return obtain(ofLoose, tight.writes, () => {
      if (!canMeet(loose.writes, tight.writes)) return [];
      const { attach } = tight.course;
      const most =
        attach.size > 0 ? Number.POSITIVE_INFINITY : distinct(loose.writes) * distinct(tight.writes);
      const seen = new Map<Write, Set<Write>>();
      const found: Meeting[] = [];
      for (const meeting of meetings(tree, loose.writes, tight.writes)) {
        const others = obtain(seen, meeting.loose, () => new Set());
        if (others.has(meeting.tight) && !attach.has(meeting.tightAt)) continue;
        others.add(meeting.tight);
        found.push(meeting);
        if (found.length === most) break;
      }
      return found;
    });
  };
}
