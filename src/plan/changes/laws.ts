import { obtain } from "../../collections";
import { covers, mayOverlap } from "./compare";
import type { Course, ManagedCourse } from "./courses";
import { distinctMeetings, meetings } from "./meetings";
import type { Order, Write } from "./order";
import { addedBy, droppedBy, type Standing, standing } from "./standing";
import { beginningSteps, endingSteps, type Step, stepsAt } from "./steps";
import { requireNoStrays } from "./strays";
import type { Term } from "./terms";
import type { ChainTree } from "./tree";

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
  tree: ChainTree,
): void {
  const where = standing([...managed, ...constant], tree);
  const early = requireNoStrays(order, managed, where);
  const ends = byEffect(managed.flatMap(endingSteps));
  const begins = byEffect(managed.flatMap((course) => beginningSteps(course, early)));
  requireAllowsFirst(order, ends.Allow, begins.Allow, where);

  const loosening = begins.Allow.flatMap((step) =>
    stepsAt(step, (target) => !where.isAllowed(step.term, target, "before")),
  );
  const tightening = ends.Allow.flatMap((step) =>
    stepsAt(step, (target) => !where.isAllowed(step.term, target, "after")),
  );
  // Nothing waits unless something loosens and something tightens.
  if (ends.Deny.length + loosening.length === 0 || begins.Deny.length + tightening.length === 0) return;

  for (const step of ends.Deny) {
    const { term, course } = step;
    const unreplaced = stepsAt(step, (target) => {
      const heirs = where.covering(term, target, "after");
      for (const heir of heirs ?? []) {
        const tight = addedBy(heir, early);
        if (tight === undefined) continue;
        const beginning = {
          course: heir.course as ManagedCourse,
          term: heir.term,
          tightAt: heir.target,
          tight,
        };
        waitForNew(order, { course, term, loose: step.writes.get(target)! }, beginning, early);
      }
      return heirs === undefined;
    });
    loosening.push(...unreplaced);
  }
  if (loosening.length === 0) return;
  for (const step of begins.Deny) {
    const { term, course } = step;
    const unpreceded = stepsAt(step, (target) => {
      const precursors = where.covering(term, target, "before");
      for (const precursor of precursors ?? []) {
        for (const loose of droppedBy(precursor)) {
          const ending = { course: precursor.course as ManagedCourse, term: precursor.term, loose };
          waitForNew(
            order,
            ending,
            { course, term, tightAt: target, tight: step.writes.get(target)! },
            early,
          );
        }
      }
      return precursors === undefined;
    });
    tightening.push(...unpreceded);
  }
  requireTightFirst(order, loosening, tightening, early, tree);
}

function requireTightFirst(
  order: Order,
  loosening: readonly Step[],
  tightening: readonly Step[],
  early: ReadonlySet<Write>,
  tree: ChainTree,
): void {
  const overlap = remembered(mayOverlap);
  const distinct = distinctMeetings(tree);
  for (const loose of loosening) {
    for (const tight of tightening) {
      if (!overlap(loose.term, tight.term)) continue;
      // One level cannot be why a request is denied before, and why it is denied after.
      const both = loose.term.effect === "Allow" && tight.term.effect === "Allow";
      const pairs = both
        ? [...meetings(tree, loose.writes, tight.writes)].filter(
            ({ looseAt, tightAt }) => looseAt !== tightAt,
          )
        : distinct(loose, tight);
      for (const meeting of pairs)
        waitForNew(order, { ...loose, ...meeting }, { ...tight, ...meeting }, early);
    }
  }
}

/** Law 2 at one level: the new Allow is there when the old one goes. */
function requireAllowsFirst(
  order: Order,
  ending: readonly Step[],
  beginning: readonly Step[],
  where: Standing,
): void {
  for (const going of ending) {
    for (const [target, write] of going.writes) {
      if (where.isAllowed(going.term, target, "always")) continue;
      for (const coming of beginning) {
        const earlier = coming.writes.get(target);
        if (earlier !== undefined && mayOverlap(coming.term, going.term)) order.wait(write, earlier, "law");
      }
    }
  }
}

interface Loosening {
  readonly course: ManagedCourse;
  readonly term: Term;
  readonly loose: Write;
}

interface Tightening {
  readonly course: ManagedCourse;
  readonly term: Term;
  readonly tight: Write;
  readonly tightAt: string;
}

/**
 * What loosens waits for what tightens, unless a third statement denies in between what both concern; then for
 * the write that this one needs.
 */
function waitForNew(
  order: Order,
  loosening: Loosening,
  tightening: Tightening,
  early: ReadonlySet<Write>,
): void {
  const { loose } = loosening;
  const { tight, tightAt } = tightening;
  // The policy that tightens denies it till then, and lets go of that no sooner than it tightens.
  const { update, widen, attach, old } = tightening.course;
  if ((tight === update || tight === widen) && denyBoth(old, loosening.term, tightening.term)) {
    const attached = attach.get(tightAt);
    if (attached !== undefined) order.wait(loose, attached, "law");
    return;
  }
  // The policy that loosens denies it from then on: for good, or until it is detached, which is another step.
  const bringsNew = loose.op === "update" || (loose.op === "attach" && !early.has(loose));
  if (bringsNew && denyBoth(loosening.course.new, loosening.term, tightening.term)) return;
  order.wait(loose, tight, "law");
}

function denyBoth(terms: readonly Term[], one: Term, other: Term): boolean {
  return terms.some((third) => third.effect === "Deny" && covers(third, one, other));
}

function byEffect(steps: readonly Step[]): Readonly<Record<Term["effect"], readonly Step[]>> {
  return {
    Allow: steps.filter(({ term }) => term.effect === "Allow"),
    Deny: steps.filter(({ term }) => term.effect === "Deny"),
  };
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
