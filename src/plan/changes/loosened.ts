import { obtain } from "../../collections";
import { covers } from "./compare";
import { type Term, termReader } from "./terms";
import { chainTree } from "./tree";
import type { ManagedState, UnmanagedPolicy } from "./types";

/**
 * The targets, sorted, at which a Deny of one of our policies is in force before and no Deny at that target or
 * above is known to deny as much after. What cannot be compared by its form counts as loosened.
 */
export function loosened(
  before: ManagedState,
  after: ManagedState,
  unmanaged: readonly UnmanagedPolicy[],
  parents: ReadonlyMap<string, string | null>,
): string[] {
  const reader = termReader();
  const tree = chainTree(parents);
  const denies = (type: string, text: string) =>
    reader.read(type, text).filter(({ effect }) => effect === "Deny");
  const later = [
    ...[...after.policies.values()].map(({ key, type, text }) => ({
      type,
      terms: denies(type, text),
      targets: after.targets.get(key) ?? new Set<string>(),
    })),
    ...unmanaged.map(({ type, text, targets }) => ({ type, terms: denies(type, text), targets })),
  ];
  const found = new Set<string>();
  for (const { key, type, text } of before.policies.values()) {
    const heirs = new Map<Term, readonly ReadonlySet<string>[]>();
    const heirsOf = (term: Term) =>
      obtain(heirs, term, () =>
        later
          .filter((policy) => policy.type === type && policy.terms.some((heir) => covers(heir, term)))
          .map(({ targets }) => targets),
      );
    for (const target of before.targets.get(key) ?? []) {
      const stays = (term: Term) =>
        heirsOf(term).some((targets) => tree.chain(target).some((node) => targets.has(node)));
      if (!denies(type, text).every(stays)) found.add(target);
    }
  }
  return [...found].sort();
}
