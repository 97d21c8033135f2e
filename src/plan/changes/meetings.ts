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
  return (loose: Step, tight: Step): readonly Meeting[] => {
    const ofLoose = obtain(known, loose.writes, () => new Map<Step["writes"], readonly Meeting[]>());
    return obtain(ofLoose, tight.writes, () => {
      const seen = new Map<Write, Set<Write>>();
      return [...meetings(tree, loose.writes, tight.writes)].filter((meeting) => {
        const others = obtain(seen, meeting.loose, () => new Set());
        if (others.has(meeting.tight) && !tight.course.attach.has(meeting.tightAt)) return false;
        others.add(meeting.tight);
        return true;
      });
    });
  };
}
