import { obtain } from "../../collections";
import { constantCourses, type ManagedCourse, managedCourses, writesOf } from "./courses";
import type { Detour } from "./detours";
import { requireLaws } from "./laws";
import { Order } from "./order";
import { type BadBoard, requireSlots } from "./slots";
import { termReader } from "./terms";
import { requireTools } from "./tools";
import { chainTree } from "./tree";
import type { ChangesInput } from "./types";

/** The writes of a change with all that they wait for. Every order that keeps to it is safe. */
export interface Attempt {
  readonly managed: readonly ManagedCourse[];
  readonly order: Order;
  readonly bad: readonly BadBoard[];
}

/** Orders the writes of a change when policies take the given detours, by key. May be called again and again. */
export function attempts(input: ChangesInput): (detours: ReadonlyMap<string, Detour>) => Attempt {
  const reader = termReader();
  const tree = chainTree(input.parents);
  const constant = constantCourses(input, reader);
  return (detours) => {
    const managed = managedCourses(input, reader, detours);
    const order = new Order(managed.flatMap(writesOf));
    requireTools(order, managed);
    for (const [type, courses] of byType(managed)) {
      const others = constant.filter((course) => course.type === type);
      requireLaws(order, courses, others, tree);
    }
    return { managed, order, bad: requireSlots(order, managed, constant, input.limits) };
  };
}

function byType(managed: readonly ManagedCourse[]): ReadonlyMap<string, readonly ManagedCourse[]> {
  const types = new Map<string, ManagedCourse[]>();
  for (const course of managed) obtain(types, course.type, () => []).push(course);
  return types;
}
