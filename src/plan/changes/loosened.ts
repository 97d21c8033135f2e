import { obtain } from "../../collections";
import { covers } from "./compare";
import { namedExemptions, withoutNamedExemptions } from "./exemptions";
import { type Term, termReader } from "./terms";
import { chainTree } from "./tree";
import type { ManagedState, UnmanagedPolicy } from "./types";

/** A later Deny that denies as much as an earlier one did, but for principals that it names in some accounts. */
interface Heir {
  readonly targets: ReadonlySet<string>;
  /** Accounts whose principals it newly spares; none when it spares nobody. */
  readonly spared: readonly string[];
}

/**
 * The nodes, sorted, at which a Deny of one of our policies is in force before and no Deny at that node or above
 * is known to deny as much after; a setting of a management policy counts as one, and another value as another. Where all that changes is that an SCP spares named principals of some accounts,
 * those accounts are the nodes. What cannot be compared by its form counts as loosened.
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
    const heirs = new Map<Term, readonly Heir[]>();
    const heirsOf = (term: Term) =>
      obtain(heirs, term, () =>
        later
          .filter((policy) => policy.type === type)
          .flatMap(({ terms, targets }) =>
            heirsAmong(terms, term, type).map((spared) => ({ targets, spared })),
          ),
      );
    for (const target of before.targets.get(key) ?? []) {
      const chain = tree.chain(target);
      for (const term of denies(type, text)) {
        const here = heirsOf(term).filter(({ targets }) => chain.some((node) => targets.has(node)));
        for (const node of loosenedAt(target, here)) {
          if (node === target || tree.chain(node).includes(target)) found.add(node);
        }
      }
    }
  }
  return [...found].sort();
}

/** For each term that takes over from another: the accounts whose named principals it newly spares. */
function heirsAmong(terms: readonly Term[], term: Term, type: string): readonly (readonly string[])[] {
  return terms.flatMap((heir) => {
    if (covers(heir, term)) return [[]];
    // An RCP binds the resource's account, so whom it spares reaches every account below its target.
    if (type !== "SERVICE_CONTROL_POLICY" || !covers(withoutNamedExemptions(heir), term)) return [];
    const known = new Set(namedExemptions(term).map(({ principal }) => principal));
    const spared = namedExemptions(heir).filter(({ principal }) => !known.has(principal));
    return [[...new Set(spared.map(({ account }) => account))]];
  });
}

function loosenedAt(target: string, heirs: readonly Heir[]): readonly string[] {
  if (heirs.some(({ spared }) => spared.length === 0)) return [];
  return heirs[0]?.spared ?? [target];
}
