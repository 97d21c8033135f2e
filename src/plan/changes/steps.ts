import type { ManagedCourse } from "./courses";
import type { Write } from "./order";
import type { Term } from "./terms";

/**
 * The writes that begin, or end, one statement of one policy: target -> write. Statements with the same fate share
 * one map.
 */
export interface Step {
  readonly course: ManagedCourse;
  readonly term: Term;
  readonly writes: ReadonlyMap<string, Write>;
}

/**
 * How each statement of a policy comes to the targets where it is new: with an attach, or with the update where
 * the policy is already. `early` are the attaches that come before the update.
 */
export function beginningSteps(course: ManagedCourse, early: ReadonlySet<Write>): readonly Step[] {
  const { attach, widen, update, before, after } = course;
  const content = widen ?? update;
  const arrivals = new Map<string, Write>();
  for (const target of content === undefined ? [] : after) {
    const attached = attach.get(target);
    if (attached !== undefined && !early.has(attached)) arrivals.set(target, attached);
    else if (attached !== undefined || before.has(target)) arrivals.set(target, content!);
  }
  return course.new
    .map((term) => ({
      course,
      term,
      writes: course.old.includes(term) || content === undefined ? attach : arrivals,
    }))
    .filter(({ writes }) => writes.size > 0);
}

/** How each statement of a policy leaves the targets where it was: with the detach, and with the update. */
export function endingSteps(course: ManagedCourse): readonly Step[] {
  const { detach, update, before } = course;
  const departures = new Map<string, Write>();
  if (update !== undefined) for (const target of before) departures.set(target, update);
  return course.old
    .flatMap((term) => {
      const step = { course, term, writes: detach };
      return course.new.includes(term) ? [step] : [step, { course, term, writes: departures }];
    })
    .filter(({ writes }) => writes.size > 0);
}

/** The step at the targets that pass; none when no target does. */
export function stepsAt(step: Step, isWanted: (target: string) => boolean): readonly Step[] {
  const wanted = [...step.writes].filter(([target]) => isWanted(target));
  if (wanted.length === step.writes.size) return [step];
  return wanted.length === 0 ? [] : [{ ...step, writes: new Map(wanted) }];
}
