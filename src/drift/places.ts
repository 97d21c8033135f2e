import { obtain } from "../collections";
import { isAuthorizationType } from "../policy/types";
import type { Sides } from "./sides";

/** Where nodes are, on both sides. */
export interface Places {
  /** Accounts of the facts, in the order of their tree. */
  readonly accounts: readonly string[];
  /**
   * The accounts of the facts that stand below a node on either side, in the order of their tree.
   *
   * @param type leaves out the management account where policies of the type do not bind it
   */
  below(node: string, type?: string): readonly string[];
  /** Those below any of several nodes. */
  belowAll(nodes: readonly string[], type?: string): readonly string[];
  /** The path of a node, where it is now or else where it was planned. */
  path(node: string): string;
  /** Whether the facts have a node. */
  exists(node: string): boolean;
}

/** Works out the places of both sides, each node at most once. */
export function placesOf({ wanted, tree, found }: Sides): Places {
  const accounts = tree.nodes.filter(({ kind }) => kind === "account").map(({ id }) => id);
  const order = new Map(accounts.map((account, at) => [account, at]));
  const planned = plannedBelow(wanted.nodes, order);
  const paths = new Map(wanted.nodes.map(({ id, path }) => [id, path]));
  const { managementAccount } = found.organization;
  const known = new Map<string, readonly string[]>();

  const inOrder = (ids: Iterable<string>) => [...new Set(ids)].sort((a, b) => order.get(a)! - order.get(b)!);
  const below = (node: string): readonly string[] =>
    obtain(known, node, () => {
      const now = tree.accountsBelow(node);
      const then = planned.get(node) ?? [];
      return sameMembers(now, then) ? now : inOrder([...now, ...then]);
    });
  const bound = new Map<string, readonly string[]>();
  const bindsAll = (type: string | undefined) => type === undefined || !isAuthorizationType(type);
  const belowNode = (node: string, type?: string) =>
    bindsAll(type)
      ? below(node)
      : obtain(bound, node, () => below(node).filter((id) => id !== managementAccount));
  return {
    accounts,
    below: belowNode,
    belowAll: (nodes, type) =>
      nodes.length === 1
        ? belowNode(nodes[0]!, type)
        : inOrder(nodes.flatMap((node) => [...belowNode(node, type)])),
    path: (node) => tree.node(node)?.path ?? paths.get(node) ?? node,
    exists: (node) => tree.node(node) !== undefined,
  };
}

/** Node -> the accounts that are planned below it and exist. */
function plannedBelow(
  nodes: Sides["wanted"]["nodes"],
  order: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly string[]> {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const found = new Map<string, string[]>();
  for (const account of order.keys()) {
    let node: string | null | undefined = parents.has(account) ? account : null;
    for (; node !== null && node !== undefined; node = parents.get(node)) {
      obtain(found, node, () => []).push(account);
    }
  }
  return found;
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
