import type { LockedPolicy } from "../../organization/lock";
import { compare } from "./pieces";

/** What a new policy is to hold, by item id, and where it is to go. */
export interface Newcomer {
  readonly items: readonly string[];
  readonly targets: readonly string[];
}

/** Ways in which an old key can stand for new contents, the best first. */
const WAYS: readonly ((old: LockedPolicy, now: Newcomer) => boolean)[] = [
  (old, now) => sameSize(old, now) && includes(old.items, now.items),
  (old, now) => includes(now.items, old.items) && includes(now.targets, old.targets),
  (old, now) => includes(old.items, now.items) && includes(old.targets, now.targets),
];

/**
 * Gives policies that are packed afresh the keys of policies that are free, where that can be deployed
 * without a gap: the same items at any targets; more items at no fewer targets; or fewer items at no more
 * targets. A policy that both gains and loses could wait for another that waits for it.
 *
 * @param newcomers in the order in which they choose
 * @param free policies of the lock whose keys nobody uses now
 */
export function reuseKeys<T extends Newcomer>(
  newcomers: readonly T[],
  free: readonly LockedPolicy[],
): ReadonlyMap<T, LockedPolicy> {
  const given = new Map<T, LockedPolicy>();
  const left = new Set(free);
  for (const serves of WAYS) {
    for (const newcomer of newcomers) {
      if (given.has(newcomer)) continue;
      const best = [...left]
        .filter((old) => serves(old, newcomer) && old.items.length > 0)
        .sort((a, b) => shared(b, newcomer) - shared(a, newcomer) || compare(a.key, b.key))[0];
      if (best === undefined) continue;
      given.set(newcomer, best);
      left.delete(best);
    }
  }
  return given;
}

const sameSize = (old: LockedPolicy, now: Newcomer) => old.items.length === now.items.length;

const includes = (all: readonly string[], some: readonly string[]) => {
  const set = new Set(all);
  return some.every((value) => set.has(value));
};

const shared = (old: LockedPolicy, now: Newcomer) => {
  const targets = new Set(old.targets);
  return now.targets.filter((target) => targets.has(target)).length;
};
