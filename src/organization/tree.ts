import type { Finding } from "../findings/finding";
import type { PlanNode } from "../plan/types";
import type { Snapshot } from "./snapshot";

/** The units and accounts of an organization, indexed once. Every look-up is by node id. */
export interface Tree {
  readonly root: PlanNode;
  /** Every node, a parent before what is below it; below one parent accounts before units, by name, then by id. */
  readonly nodes: readonly PlanNode[];
  node(id: string): PlanNode | undefined;
  /** The units and accounts directly below. Empty for an unknown id. */
  children(id: string): readonly PlanNode[];
  /** From the root down to the node itself: the levels whose policies apply. Empty for an unknown id. */
  chain(id: string): readonly PlanNode[];
  /** Ids of the accounts in the subtree; the account itself for an account. Empty for an unknown id. */
  accountsBelow(id: string): readonly string[];
  /** The recorded tags of an account, by key. */
  tags(account: string): Readonly<Record<string, string>>;
}

/** Facts that are not a tree: an id used twice, a parent that is not there, units that contain each other. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

const NO_TAGS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Builds the tree in time linear in its size, but for sorting siblings.
 *
 * @throws SnapshotError when the snapshot's units and accounts are not one tree
 */
export function buildTree(snapshot: Snapshot): Tree {
  refuseDoubles(snapshot);
  const nodes = listNodes(snapshot);
  const positions = new Map(nodes.map(({ id }, position) => [id, position]));
  refuseUnreached(snapshot, positions);
  const sizes = subtreeSizes(nodes, positions);
  const tags = new Map(snapshot.accounts.map((account) => [account.id, account.tags ?? NO_TAGS]));
  const find = (id: string | null) => (id === null ? undefined : nodes[positions.get(id) ?? -1]);

  return {
    root: nodes[0]!,
    nodes,
    node: find,
    children(id) {
      const children: PlanNode[] = [];
      const start = positions.get(id);
      if (start === undefined) return children;
      const end = start + sizes[start]!;
      for (let at = start + 1; at < end; at += sizes[at]!) children.push(nodes[at]!);
      return children;
    },
    chain(id) {
      const chain: PlanNode[] = [];
      for (let node = find(id); node !== undefined; node = find(node.parent)) chain.push(node);
      return chain.reverse();
    },
    accountsBelow(id) {
      const start = positions.get(id);
      if (start === undefined) return [];
      const subtree = nodes.slice(start, start + sizes[start]!);
      return subtree.filter(({ kind }) => kind === "account").map((account) => account.id);
    },
    tags: (account) => tags.get(account) ?? NO_TAGS,
  };
}

/** The tree, or what is wrong with the snapshot, for those who report problems instead of throwing them. */
export function treeOf(
  snapshot: Snapshot,
): { readonly tree: Tree } | { readonly tree: null; readonly problem: Finding } {
  try {
    return { tree: buildTree(snapshot) };
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    const fix = "take a new snapshot: org-guardrails snapshot --out FILE";
    return {
      tree: null,
      problem: { code: "snapshot-not-a-tree", severity: "error", message: error.message, fix },
    };
  }
}

interface Child {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
}

/** Everything that the root reaches, each subtree as one run. */
function listNodes({ root, units, accounts }: Snapshot): readonly PlanNode[] {
  const unitsBelow = groupByParent(units);
  const accountsBelow = groupByParent(accounts);
  const nodes: PlanNode[] = [];
  // A stack of our own, not recursion: nothing says how deep a damaged file goes.
  const pending: PlanNode[] = [{ id: root.id, parent: null, path: "Root", name: root.name, kind: "root" }];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    const parent = node.id;
    const prefix = node.kind === "root" ? "" : `${node.path}/`;
    for (const { id, name, state } of accountsBelow.get(parent) ?? []) {
      nodes.push({ id, parent, path: prefix + name, name, kind: "account", state });
    }
    const units = (unitsBelow.get(parent) ?? []).map(
      ({ id, name }): PlanNode => ({ id, parent, path: prefix + name, name, kind: "unit" }),
    );
    for (const unit of units.reverse()) pending.push(unit);
  }
  return nodes;
}

function groupByParent<T extends Child>(children: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const child of children) {
    const group = groups.get(child.parent);
    if (group === undefined) groups.set(child.parent, [child]);
    else group.push(child);
  }
  for (const group of groups.values()) group.sort(byName);
  return groups;
}

function byName(a: Child, b: Child): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function refuseDoubles({ root, units, accounts }: Snapshot): void {
  const seen = new Set([root.id]);
  for (const list of [units, accounts]) {
    for (const { id } of list) {
      if (seen.has(id)) throw new SnapshotError(`the snapshot lists ${id} twice`);
      seen.add(id);
    }
  }
}

/** What the root does not reach hangs on a parent that is not there, on an account, or on a loop. */
function refuseUnreached({ units, accounts }: Snapshot, positions: ReadonlyMap<string, number>): void {
  if (positions.size === 1 + units.length + accounts.length) return;
  const lost = [...units, ...accounts].filter(({ id }) => !positions.has(id));
  const lostIds = new Set(lost.map(({ id }) => id));
  const orphan = lost.find(({ parent }) => !lostIds.has(parent));
  if (orphan === undefined) {
    throw new SnapshotError(
      `the units of the snapshot contain each other: ${lost[0]!.id} never leads to the root`,
    );
  }
  const holder = positions.has(orphan.parent) ? "an account" : "not in the snapshot";
  throw new SnapshotError(`${orphan.id} stands below ${orphan.parent}, which is ${holder}`);
}

/** Nodes of each subtree, itself included, by position. */
function subtreeSizes(nodes: readonly PlanNode[], positions: ReadonlyMap<string, number>): readonly number[] {
  const sizes = nodes.map(() => 1);
  for (let position = nodes.length - 1; position > 0; position--) {
    const parent = positions.get(nodes[position]!.parent!)!;
    sizes[parent] = sizes[parent]! + sizes[position]!;
  }
  return sizes;
}
