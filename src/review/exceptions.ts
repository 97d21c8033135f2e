import { endsSoon } from "../plan/expiry";
import type { PlannedException } from "../plan/types";
import { canonicalJson } from "../policy/canonical";
import type { ExceptionChanges, ReviewedException } from "./types";

/**
 * Which exceptions a change adds and removes, and which end soon. One that is changed, if only in its end, is
 * removed and added: both are there to be read.
 */
export function exceptionChanges(
  before: readonly PlannedException[],
  after: readonly PlannedException[],
  now: number,
): ExceptionChanges {
  const [old, current] = [before.map(agreed), after.map(agreed)];
  return {
    added: without(current, old),
    expiring: current.filter(({ expires }) => endsSoon(expires, now)),
    removed: without(old, current),
  };
}

function agreed({ characters, ...exception }: PlannedException): ReviewedException {
  return exception;
}

function without(list: readonly ReviewedException[], others: readonly ReviewedException[]) {
  const known = new Set(others.map((exception) => canonicalJson(exception)));
  return list.filter((exception) => !known.has(canonicalJson(exception)));
}
