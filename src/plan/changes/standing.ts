import { obtain } from "../../collections";
import { allowsEverything, covers } from "./compare";
import type { Course, ManagedCourse } from "./courses";
import type { Write } from "./order";
import type { Term } from "./terms";
import type { ChainTree } from "./tree";

/** A statement of a policy at one of its targets. */
export interface Stand {
  readonly course: Course;
  readonly term: Term;
  readonly target: string;
}

export type Side = "before" | "after";

type When = Side | "always";

/** What stands where, of one policy type. */
export interface Standing {
  /**
   * Stands that deny, in every account of the target, all that a Deny there does: one at the target or above, or
   * one at each of the nodes below. Where there is a choice, those that take the fewest writes to rely on.
   * Undefined when none are known.
   */
  covering(term: Term, target: string, side: Side): readonly Stand[] | undefined;
  /** Whether one policy at the target itself, hence at its level, allows all that an Allow there does. */
  isAllowed(term: Term, target: string, when: When): boolean;
}

export function standing(courses: readonly Course[], tree: ChainTree): Standing {
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
  const allowing = new Map<When, Map<Term, readonly Course[]>>();
  const allowingFor = (term: Term, when: When) =>
    obtain(
      obtain(allowing, when, () => new Map()),
      term,
      () =>
        courses.filter((course) =>
          termsOf(course, when).some(
            (wide) => wide.effect === "Allow" && (allowsEverything(wide) || covers(wide, term)),
          ),
        ),
    );
  const below = (known: readonly Holder[], target: string, side: Side): readonly Stand[] | undefined => {
    const found: Stand[] = [];
    const children = tree.children(target);
    for (const child of children) {
      const here = easiest(standsAt(known, child, side), child);
      const stands = here === undefined ? below(known, child, side) : [here];
      if (stands === undefined) return undefined;
      found.push(...stands);
    }
    return children.length === 0 ? undefined : found;
  };
  return {
    covering(term, target, side) {
      const known = candidatesFor(term, side);
      if (known.length === 0) return undefined;
      const above = easiest(
        tree.chain(target).flatMap((node) => standsAt(known, node, side)),
        target,
      );
      return above === undefined ? below(known, target, side) : [above];
    },
    isAllowed: (term, target, when) =>
      allowingFor(term, when).some(
        ({ before, after }: Course) =>
          (when === "after" || before.has(target)) && (when === "before" || after.has(target)),
      ),
  };
}

interface Holder {
  readonly course: Course;
  readonly term: Term;
}

function termsOf(course: Course, when: When): readonly Term[] {
  if (when === "always") return course.old.filter((term) => course.new.includes(term));
  return when === "before" ? course.old : course.new;
}

function holdersOf(courses: readonly Course[], side: Side): ReadonlyMap<Term, readonly Course[]> {
  const holders = new Map<Term, Course[]>();
  for (const course of courses) {
    for (const term of termsOf(course, side)) {
      if (term.effect === "Deny") obtain(holders, term, () => []).push(course);
    }
  }
  return holders;
}

function standsAt(holders: readonly Holder[], target: string, side: Side): readonly Stand[] {
  return holders.filter(({ course }) => course[side].has(target)).map((holder) => ({ ...holder, target }));
}

function easiest(stands: readonly Stand[], at: string): Stand | undefined {
  const [first, ...rest] = stands;
  return first && rest.reduce((best, stand) => (effort(stand, at) < effort(best, at) ? stand : best), first);
}

/** Nothing to wait for; a replacement within one update; a new attachment; an update of another policy. */
function effort({ course, term, target }: Stand, at: string): number {
  const stays = course.before.has(target) && course.after.has(target);
  if (stays && course.old.includes(term) && course.new.includes(term)) return 0;
  if (stays && target === at) return 1;
  return stays ? 3 : 2;
}

/**
 * The write that brings a stand of the state after; undefined when it was there all along. `early` are the
 * attaches that come before the update of their policy.
 */
export function addedBy({ course, term, target }: Stand, early: ReadonlySet<Write>): Write | undefined {
  const { attach, widen, update } = course as ManagedCourse;
  const attached = course.before.has(target) ? undefined : attach.get(target);
  if (attached !== undefined && !early.has(attached)) return attached;
  return course.old.includes(term) ? attached : (widen ?? update);
}

/** The writes that each end a stand of the state before; none when it stays. */
export function droppedBy({ course, term, target }: Stand): readonly Write[] {
  const { detach, update } = course as ManagedCourse;
  const leaves = course.new.includes(term) ? undefined : update;
  return [course.after.has(target) ? undefined : detach.get(target), leaves].filter(
    (write) => write !== undefined,
  );
}
