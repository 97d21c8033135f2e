import type { Json } from "./pattern";

/** A value at the end of a path through an event, and the array elements on the way to it. */
export interface Leaf {
  readonly value: string | number | boolean | null;
  /** By array, the index of the element; only arrays of objects (or arrays) that the path goes through. */
  readonly elements: ReadonlyMap<Json, number>;
}

/**
 * The leaves of an event by path, the names joined by dots. Elements of an array have the array's path. An empty
 * object or array has no leaves: for EventBridge it is not there.
 */
export function leavesOf(event: Json): ReadonlyMap<string, readonly Leaf[]> {
  const leaves = new Map<string, Leaf[]>();
  const visit = (value: Json, path: string, elements: ReadonlyMap<Json, number>): void => {
    if (value === null || typeof value !== "object") {
      const known = leaves.get(path);
      if (known === undefined) leaves.set(path, [{ value, elements }]);
      else known.push({ value, elements });
    } else if (Array.isArray(value)) {
      const list = value as readonly Json[];
      list.forEach((each, index) => {
        visit(each, path, new Map(elements).set(list, index));
      });
    } else {
      for (const [name, each] of Object.entries(value)) {
        visit(each as Json, path === "" ? name : `${path}.${name}`, elements);
      }
    }
  };
  visit(event, "", new Map());
  return leaves;
}

/** Whether two leaves lie in the same element of every array that both go through. */
export function areTogether(left: Leaf, right: Leaf): boolean {
  for (const [array, index] of left.elements) {
    if ((right.elements.get(array) ?? index) !== index) return false;
  }
  return true;
}
