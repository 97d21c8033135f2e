import { obtain } from "../../collections";

/** From a node up to the root, the node first. A node that the tree does not know stands alone. */
export type Chains = (node: string) => readonly string[];

export function chainsOf(parents: ReadonlyMap<string, string | null>): Chains {
  const chains = new Map<string, readonly string[]>();
  return (node) =>
    obtain(chains, node, () => {
      const chain: string[] = [];
      for (let at: string | null = node; at !== null; at = parents.get(at) ?? null) chain.push(at);
      return chain;
    });
}

/** Calls back for each pair whose targets lie on one chain: those are the pairs that meet in an account. */
export function pairsOnChains<A extends { readonly target: string }, B extends { readonly target: string }>(
  chains: Chains,
  as: readonly A[],
  bs: readonly B[],
  pair: (a: A, b: B) => void,
): void {
  const aAt = byTarget(as);
  const bAt = byTarget(bs);
  for (const [target, here] of aAt) {
    for (const node of chains(target)) {
      for (const b of bAt.get(node) ?? []) for (const a of here) pair(a, b);
    }
  }
  for (const [target, here] of bAt) {
    for (const node of chains(target).slice(1)) {
      for (const a of aAt.get(node) ?? []) for (const b of here) pair(a, b);
    }
  }
}

function byTarget<T extends { readonly target: string }>(
  things: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const grouped = new Map<string, T[]>();
  for (const thing of things) obtain(grouped, thing.target, () => []).push(thing);
  return grouped;
}
