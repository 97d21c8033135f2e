import type { ManagedCourse } from "./courses";
import type { Order, Write } from "./order";
import { addedBy, droppedBy, type Standing } from "./standing";
import type { Term } from "./terms";

/** Statements that stand at a target between two writes, but neither before nor after. */
interface Strays {
  readonly terms: readonly Term[];
  readonly target: string;
  readonly begin: Write;
  readonly end: Write;
}

/**
 * Keeps statements from places that they were never meant for: a new statement from a target that its policy
 * leaves, and an old one from a target that it comes to. A policy that is already at a target when its update
 * comes brings the old ones there: attaches wait for the update, unless their policy's course says otherwise and
 * the old statements do no harm. Returns those that come first.
 */
export function requireNoStrays(
  order: Order,
  managed: readonly ManagedCourse[],
  where: Standing,
): ReadonlySet<Write> {
  const early = new Set(managed.flatMap((course) => earlyAttaches(course, where)));
  for (const course of managed) {
    const { widen, update, attach, detach, detour } = course;
    if (update === undefined) continue;
    const begin = widen ?? update;
    for (const [target, end] of detach) {
      const strays = { terms: arriving(course), target, begin, end };
      if (!detour.detachesFirst && mayStray(where, strays)) coverStrays(order, where, strays, early);
      else order.wait(begin, end, "law");
    }
    for (const [target, write] of attach) {
      const strays = { terms: leaving(course), target, begin: write, end: update };
      if (early.has(write)) {
        order.wait(begin, write, "law", true);
        coverStrays(order, where, strays, early);
      } else if (widen !== undefined && mayStray(where, strays)) {
        order.wait(write, widen, "law");
        order.wait(update, write, "law", true);
        coverStrays(order, where, strays, early);
      } else {
        order.wait(write, update, "law");
      }
    }
  }
  return early;
}

function earlyAttaches(course: ManagedCourse, where: Standing): readonly Write[] {
  if (!course.detour.attachesFirst) return [];
  const terms = leaving(course);
  return [...course.attach]
    .filter(([target]) => mayStray(where, { terms, target }))
    .map(([, write]) => write);
}

function arriving(course: ManagedCourse): readonly Term[] {
  return course.new.filter((term) => !course.old.includes(term));
}

function leaving(course: ManagedCourse): readonly Term[] {
  return course.old.filter((term) => !course.new.includes(term));
}

/** Whether strays change no verdict that counts: those that others cover. */
function mayStray(where: Standing, { terms, target }: Pick<Strays, "terms" | "target">): boolean {
  return terms.every((term) =>
    term.effect === "Allow"
      ? where.isAllowed(term, target, "always")
      : (where.covering(term, target, "after") ?? where.covering(term, target, "before")) !== undefined,
  );
}

/** Those that cover strays begin no later than the strays end, or end no sooner than they begin. */
function coverStrays(order: Order, where: Standing, strays: Strays, early: ReadonlySet<Write>): void {
  const { terms, target, begin, end } = strays;
  for (const term of terms.filter(({ effect }) => effect === "Deny")) {
    const after = where.covering(term, target, "after");
    for (const stand of after ?? []) {
      const write = addedBy(stand, early);
      if (write !== undefined) order.wait(end, write, "law");
    }
    if (after !== undefined) continue;
    for (const stand of where.covering(term, target, "before") ?? []) {
      for (const write of droppedBy(stand)) order.wait(write, begin, "law");
    }
  }
}
