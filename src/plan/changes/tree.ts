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
