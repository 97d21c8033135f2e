import { obtain } from "../../collections";
import type { Chains } from "./chains";
import { allowsEverything, covers } from "./compare";
import type { Course, ManagedCourse } from "./courses";
import type { Write } from "./order";
import type { Term } from "./terms";

/** A statement of a policy at one of its targets. */
export interface Stand {
  readonly course: Course;
  readonly term: Term;
  readonly target: string;
}

export type Side = "before" | "after";

/** What stands where, of one policy type. */
export interface Standing {
  /** A stand on the target's chain whose Deny covers this one: the one that takes the fewest writes to rely on. */
  covering(term: Term, target: string, side: Side): Stand | undefined;
  /** Whether the level allows everything all along, so that its Allows decide nothing. */
  isOpen(target: string): boolean;
}

export function standing(courses: readonly Course[], chains: Chains): Standing {
  const holders = { before: holdersOf(courses, "before"), after: holdersOf(courses, "after") };
  const candidates = {
    before: new Map<Term, readonly Holder[]>(),
    after: new Map<Term, readonly Holder[]>(),
  };
  const candidatesFor = (term: Term, side: Side) =>
    obtain(candidates[side], term, () =>
      [...holders[side]].flatMap(([wide, by]) =>
        covers(wide, term) ? by.map((course) => ({ course, term: wide })) : [],
      ),
    );
  const open = courses.filter(({ old, new: wanted }) =>
    old.some((term) => allowsEverything(term) && wanted.includes(term)),
  );
  return {
    covering(term, target, side) {
      const known = candidatesFor(term, side);
      let best: Stand | undefined;
      for (const node of known.length === 0 ? [] : chains(target)) {
        for (const holder of known) {
          if (!holder.course[side].has(node)) continue;
          const stand = { ...holder, target: node };
          if (best === undefined || effort(stand, target) < effort(best, target)) best = stand;
        }
      }
      return best;
    },
    isOpen: (target) => open.some(({ before, after }) => before.has(target) && after.has(target)),
  };
}

interface Holder {
  readonly course: Course;
  readonly term: Term;
}

function holdersOf(courses: readonly Course[], side: Side): ReadonlyMap<Term, readonly Course[]> {
  const holders = new Map<Term, Course[]>();
  for (const course of courses) {
    for (const term of side === "before" ? course.old : course.new) {
      if (term.effect === "Deny") obtain(holders, term, () => []).push(course);
    }
  }
  return holders;
}

/** Nothing to wait for; a replacement within one update; a new attachment; an update of another policy. */
function effort({ course, term, target }: Stand, at: string): number {
  const stays = course.before.has(target) && course.after.has(target);
  if (stays && course.old.includes(term) && course.new.includes(term)) return 0;
  if (stays && target === at) return 1;
  return stays ? 3 : 2;
}

/** The write that brings a stand of the state after; undefined when it was there all along. */
export function addedBy({ course, term, target }: Stand): Write | undefined {
  const { attach, widen, update } = course as ManagedCourse;
  if (!course.before.has(target)) return attach.get(target);
  return course.old.includes(term) ? undefined : (widen ?? update);
}

/** The writes that each end a stand of the state before; none when it stays. */
export function droppedBy({ course, term, target }: Stand): readonly Write[] {
  const { detach, update } = course as ManagedCourse;
  const leaves = course.new.includes(term) ? undefined : update;
  return [course.after.has(target) ? undefined : detach.get(target), leaves].filter(
    (write) => write !== undefined,
  );
}
