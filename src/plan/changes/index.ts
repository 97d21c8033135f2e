import { obtain } from "../../collections";
import { chainsOf } from "./chains";
import { constantCourses, type ManagedCourse, managedCourses, widenedPolicy, writesOf } from "./courses";
import { requireLaws } from "./laws";
import { Order, type Write } from "./order";
import { toPhases } from "./phases";
import { refuseBoards, refuseRing, refuseTypeChange } from "./refusal";
import { requireSlots } from "./slots";
import { termReader } from "./terms";
import { requireTools } from "./tools";
import type { ChangesInput, ChangesResult, Refusal } from "./types";

/**
 * The writes that lead from the live state of our policies to the desired one, in phases of one `pulumi up` each.
 *
 * At every moment, whatever the order within what `after` permits and wherever it stops: nothing that is denied
 * before and after is allowed, and nothing that is allowed before and after is denied; no target holds more
 * policies than AWS allows, or no SCP at all. See docs/decisions/0003-changing-without-a-gap.md.
 *
 * Texts are compared as they are: the caller keeps the live text where the desired one says the same in JSON.
 */
export function planChanges(input: ChangesInput): ChangesResult {
  const retyped = [...input.after.policies.values()].filter(({ key, type }) => {
    const live = input.before.policies.get(key);
    return live !== undefined && live.type !== type;
  });
  if (retyped.length > 0) return refused(refuseTypeChange(retyped.map(({ key }) => key).sort()));

  const reader = termReader();
  const chains = chainsOf(input.parents);
  const constant = constantCourses(input, reader);
  // Each turn widens one policy more, so there are at most as many turns as policies.
  for (const widen = new Set<string>(); ; ) {
    const managed = managedCourses(input, reader, widen);
    const order = new Order(managed.flatMap(writesOf));
    requireTools(order, managed);
    for (const [type, courses] of byType(managed)) {
      requireLaws(
        order,
        courses,
        constant.filter((course) => course.type === type),
        chains,
      );
    }
    const bad = requireSlots(order, managed, input);
    if (bad.length > 0) return refused(refuseBoards(bad, input));

    const result = order.phases();
    if ("phases" in result)
      return { phases: toPhases(order, result.phases, managed, input.after), refusal: null };
    const key = widenable(result.ring, managed, input);
    if (key === undefined) return refused(refuseRing(order, result.ring));
    widen.add(key);
  }
}

function refused(refusal: Refusal): ChangesResult {
  return { phases: [], refusal };
}

/** A policy of the ring whose update can be divided: first old and new together, then the new alone. */
function widenable(
  ring: readonly Write[],
  managed: readonly ManagedCourse[],
  { limits }: ChangesInput,
): string | undefined {
  const updates = new Set(ring.filter(({ op }) => op === "update"));
  return managed.find(({ type, from, to, update, widen }) => {
    if (update === undefined || widen !== undefined || !updates.has(update)) return false;
    const text = widenedPolicy(from!, to!)?.text;
    return text !== undefined && text.length <= limits(type).characters;
  })?.key;
}

function byType(managed: readonly ManagedCourse[]): ReadonlyMap<string, readonly ManagedCourse[]> {
  const types = new Map<string, ManagedCourse[]>();
  for (const course of managed) obtain(types, course.type, () => []).push(course);
  return types;
}
