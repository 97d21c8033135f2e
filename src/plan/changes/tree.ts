import { obtain } from "../../collections";

/** The tree as far as laws need it. A node that it does not know stands alone. */
export interface ChainTree {
  /** From a node up to the root, the node first. */
  chain(node: string): readonly string[];
  children(node: string): readonly string[];
}

export function chainTree(parents: ReadonlyMap<string, string | null>): ChainTree {
  const chains = new Map<string, readonly string[]>();
  let below: Map<string, string[]> | undefined;
  return {
    chain: (node) =>
      obtain(chains, node, () => {
        const chain: string[] = [];
        for (let at: string | null = node; at !== null; at = parents.get(at) ?? null) chain.push(at);
        return chain;
      }),
    children(node) {
      below ??= childrenOf(parents);
      return below.get(node) ?? [];
    },
  };
}

function childrenOf(parents: ReadonlyMap<string, string | null>): Map<string, string[]> {
  const below = new Map<string, string[]>();
  for (const [node, parent] of parents) if (parent !== null) obtain(below, parent, () => []).push(node);
  return below;
}

/** Calls back for each pair whose targets lie on one chain: those are the pairs that meet in an account. */
export function pairsOnChains<A extends { readonly target: string }, B extends { readonly target: string }>(
  tree: ChainTree,
  as: readonly A[],
  bs: readonly B[],
  pair: (a: A, b: B) => void,
): void {
  const aAt = byTarget(as);
  const bAt = byTarget(bs);
  for (const [target, here] of aAt) {
    for (const node of tree.chain(target)) {
      for (const b of bAt.get(node) ?? []) for (const a of here) pair(a, b);
    }
  }
  for (const [target, here] of bAt) {
    for (const node of tree.chain(target).slice(1)) {
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
