import { obtain } from "../../collections";
import { type Chains, pairsOnChains } from "./chains";
import { mayOverlap } from "./compare";
import type { Course, ManagedCourse } from "./courses";
import type { Order, Write } from "./order";
import { addedBy, droppedBy, type Stand, type Standing, standing } from "./standing";
import type { Term } from "./terms";

/** A write that begins or ends a stand. */
interface Step extends Stand {
  readonly write: Write;
}

/**
 * Makes writes wait so that both laws hold in every state on the way. The policies are of one type.
 *
 * Law 1 (what is denied before and after stays denied): a Deny that ends waits for the one that takes its place.
 * Where none does, it waits for every new Deny that some request may meet beside it, unless that one's place was
 * taken by another before. So a request that is denied before and after meets one of them at any moment. The end
 * of an Allow tightens and its beginning loosens, and they wait alike.
 *
 * Law 2 (what is allowed before and after stays allowed): no Deny stands where it neither stood nor will stand,
 * unless what it denies is denied there anyway; and at one level, new Allows come before old ones go.
 */
export function requireLaws(
  order: Order,
  managed: readonly ManagedCourse[],
  constant: readonly Course[],
  chains: Chains,
): void {
  const where = standing([...managed, ...constant], chains);
  for (const course of managed) requireNoStrays(order, course, where);

  const endings = managed.flatMap(endingSteps).filter(({ term, target }) => matters(where, term, target));
  const beginnings = managed
    .flatMap(beginningSteps)
    .filter(({ term, target }) => matters(where, term, target));
  const loosening = beginnings.filter(({ term }) => term.effect === "Allow");
  const tightening = endings.filter(({ term }) => term.effect === "Allow");

  for (const ending of endings.filter(({ term }) => term.effect === "Deny")) {
    const heir = where.covering(ending.term, ending.target, "after");
    if (heir === undefined) loosening.push(ending);
    else waitForNew(order, ending.write, addedBy(heir));
  }
  // Without anything that loosens, new Denies may come at any time.
  if (loosening.length === 0) return;
  for (const beginning of beginnings.filter(({ term }) => term.effect === "Deny")) {
    const precursor = where.covering(beginning.term, beginning.target, "before");
    if (precursor === undefined) tightening.push(beginning);
    else for (const write of droppedBy(precursor)) waitForNew(order, write, beginning.write);
  }
  const overlap = remembered(mayOverlap);
  pairsOnChains(chains, loosening, tightening, (loose, tight) => {
    if (!overlap(loose.term, tight.term)) return;
    const oneLevel = loose.target === tight.target;
    if (oneLevel && loose.term.effect === "Allow" && tight.term.effect === "Allow") {
      order.wait(tight.write, loose.write, "law");
    } else {
      waitForNew(order, loose.write, tight.write);
    }
  });
}

/** An Allow decides nothing at a level that allows everything anyway. */
function matters(where: Standing, { effect }: Term, target: string): boolean {
  return effect === "Deny" || !where.isOpen(target);
}

/**
 * Keeps statements from places that they were never meant for: a new statement from a target that its policy
 * leaves, and, where a policy holds old and new at once, an old one from a target that the policy comes to.
 */
function requireNoStrays(order: Order, course: ManagedCourse, where: Standing): void {
  const { widen, update, attach, detach } = course;
  if (update === undefined) return;
  const mayStray = (term: Term, target: string) =>
    term.effect === "Allow"
      ? where.isOpen(target)
      : (where.covering(term, target, "before") ?? where.covering(term, target, "after")) !== undefined;

  const added = course.new.filter((term) => !course.old.includes(term));
  for (const [target, write] of detach) {
    if (!added.every((term) => mayStray(term, target))) order.wait(widen ?? update, write, "law");
  }
  const dropped = course.old.filter((term) => !course.new.includes(term));
  for (const [target, write] of attach) {
    if (widen !== undefined && dropped.every((term) => mayStray(term, target))) {
      order.wait(write, widen, "tool");
      order.wait(update, write, "law", true);
    } else {
      order.wait(write, update, "law");
    }
  }
}

function waitForNew(order: Order, later: Write, earlier: Write | undefined): void {
  if (earlier === undefined) return;
  // An update brings the new statements to the targets that its policy leaves, too, where they stand until the
  // detach, which does wait. So it need not wait for a new attachment of its own policy, and it could not.
  const own = later.policy === earlier.policy && later.op === "update" && earlier.op === "attach";
  if (!own) order.wait(later, earlier, "law");
}

function endingSteps(course: ManagedCourse): readonly Step[] {
  return [...course.before].flatMap((target) =>
    course.old.flatMap((term) => {
      const stand = { course, term, target };
      return droppedBy(stand).map((write) => ({ ...stand, write }));
    }),
  );
}

function beginningSteps(course: ManagedCourse): readonly Step[] {
  return [...course.after].flatMap((target) =>
    course.new.flatMap((term) => {
      const stand = { course, term, target };
      const write = addedBy(stand);
      return write === undefined ? [] : [{ ...stand, write }];
    }),
  );
}

function remembered(relation: (a: Term, b: Term) => boolean): (a: Term, b: Term) => boolean {
  const known = new Map<Term, Map<Term, boolean>>();
  return (a, b) =>
    obtain(
      obtain(known, a, () => new Map()),
      b,
      () => relation(a, b),
    );
}
