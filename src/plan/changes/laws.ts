import { obtain } from "../../collections";
import { covers, mayOverlap } from "./compare";
import type { Course, ManagedCourse } from "./courses";
import type { Order, Write } from "./order";
import { addedBy, droppedBy, type Stand, type Standing, standing } from "./standing";
import { requireNoStrays } from "./strays";
import type { Term } from "./terms";
import { type ChainTree, pairsOnChains } from "./tree";

/** A write that begins or ends a stand. */
interface Step extends Stand {
  readonly course: ManagedCourse;
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
  tree: ChainTree,
): void {
  const where = standing([...managed, ...constant], tree);
  const early = requireNoStrays(order, managed, where);
  const keepDenied = (ending: Step, beginning: Step) => waitForNew(order, ending, beginning, early);

  const endings = managed.flatMap(endingSteps).filter((step) => matters(where, step));
  const beginnings = managed
    .flatMap((course) => beginningSteps(course, early))
    .filter((step) => matters(where, step));
  const loosening = beginnings.filter(({ term }) => term.effect === "Allow");
  const tightening = endings.filter(({ term }) => term.effect === "Allow");

  for (const ending of endings.filter(({ term }) => term.effect === "Deny")) {
    const heirs = where.covering(ending.term, ending.target, "after");
    if (heirs === undefined) loosening.push(ending);
    for (const heir of heirs ?? []) {
      const write = addedBy(heir, early);
      if (write !== undefined) keepDenied(ending, stepOf(heir, write));
    }
  }
  // Without anything that loosens, new Denies may come at any time.
  if (loosening.length === 0) return;
  for (const beginning of beginnings.filter(({ term }) => term.effect === "Deny")) {
    const precursors = where.covering(beginning.term, beginning.target, "before");
    if (precursors === undefined) tightening.push(beginning);
    for (const precursor of precursors ?? []) {
      for (const write of droppedBy(precursor)) keepDenied(stepOf(precursor, write), beginning);
    }
  }
  const overlap = remembered(mayOverlap);
  pairsOnChains(tree, loosening, tightening, (loose, tight) => {
    if (!overlap(loose.term, tight.term)) return;
    const oneLevel = loose.target === tight.target;
    if (oneLevel && loose.term.effect === "Allow" && tight.term.effect === "Allow") {
      order.wait(tight.write, loose.write, "law");
    } else {
      keepDenied(loose, tight);
    }
  });
}

function matters(where: Standing, { term, target }: Stand): boolean {
  return term.effect === "Deny" || !where.isAllowedAnyway(term, target);
}

/**
 * What loosens waits for what tightens, unless a third statement denies in between what both concern; then for
 * the writes that this one needs.
 */
function waitForNew(order: Order, loose: Step, tight: Step, early: ReadonlySet<Write>): void {
  // The policy that is to tighten says the like of what ends, until the write that also makes it tighten.
  const { course: tightener, target: place } = tight;
  const isContent = tight.write === tightener.update || tight.write === tightener.widen;
  if (isContent && deniesLike(tightener.old, loose.term)) {
    const attached = tightener.attach.get(place);
    if (attached !== undefined) order.wait(loose.write, attached, "law");
    return;
  }
  // The policy that loosens says the like of what begins, from the write that also makes it loosen.
  const { course: loosener } = loose;
  const bringsNew = loose.write.op === "update" || (loose.write.op === "attach" && !early.has(loose.write));
  if (bringsNew && deniesLike(loosener.new, tight.term)) {
    const detached = loosener.detach.get(loose.target);
    if (detached !== undefined) order.wait(detached, tight.write, "law");
    return;
  }
  order.wait(loose.write, tight.write, "law");
}

function deniesLike(terms: readonly Term[], term: Term): boolean {
  return term.effect === "Deny" && terms.some((wide) => covers(wide, term));
}

/** Only stands of ours begin or end. */
function stepOf(stand: Stand, write: Write): Step {
  return { ...stand, course: stand.course as ManagedCourse, write };
}

function endingSteps(course: ManagedCourse): readonly Step[] {
  return [...course.before].flatMap((target) =>
    course.old.flatMap((term) => {
      const stand = { course, term, target };
      return droppedBy(stand).map((write) => ({ ...stand, write }));
    }),
  );
}

function beginningSteps(course: ManagedCourse, early: ReadonlySet<Write>): readonly Step[] {
  return [...course.after].flatMap((target) =>
    course.new.flatMap((term) => {
      const stand = { course, term, target };
      const write = addedBy(stand, early);
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
