import { nearest } from "../findings/nearest";
import type { PlanNode } from "../plan/types";
import type { Tree } from "./tree";

/** Why a written target means nothing, or more than one thing; for a Finding. */
export interface TargetFailure {
  readonly code: "unknown-target" | "ambiguous-target" | "empty-selector" | "bad-selector";
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
}

/**
 * Node ids, at least one; or the failure. `renamed`: the name is gone, and the lock knows which node had it.
 */
export type Resolution =
  | { readonly nodes: readonly string[]; readonly renamed?: true }
  | { readonly failure: TargetFailure };

/** Names as organization.yaml writes them -> node ids, as the lock keeps them. */
export type LockedTargets = Readonly<Record<string, string>>;

const SELECTOR = "tag:";

/** Ids that one message lists. */
const MOST_SHOWN = 5;

/**
 * Ids of units and accounts as Organizations writes them. What looks like one is never a name, so that nobody
 * can call an account by the id of another. (A root's id looks like many a name; there is only one root.)
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Child.html (pattern of Id), read
 * 2026-11.
 */
const ID = /^(?:ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|[0-9]{12})$/;

/**
 * The nodes that a written target means: "Root", a path of units, an account's name or path, an id, or
 * "tag:KEY=VALUE" for every account with that tag (a key cannot hold an equals sign here). Upper and lower
 * case differ, as they do in AWS.
 *
 * A name that stands in the snapshot means what it names there; only a name that is gone is looked up in
 * `locked`, so that renaming or moving a unit does not take its guardrails away.
 */
export function resolveTarget(tree: Tree, text: string, locked: LockedTargets = {}): Resolution {
  if (text.startsWith(SELECTOR)) return resolveSelector(tree, text);
  if (tree.node(text) !== undefined) return { nodes: [text] };
  if (ID.test(text)) {
    return unknown(`no root, unit or account of the snapshot has the id ${text}`, "an id in the snapshot");
  }
  const found = handlesOf(tree).nodes.get(text) ?? [];
  if (found.length === 1) return { nodes: [found[0]!.id] };
  if (found.length > 1) return ambiguous(text, found);
  const lockedId = Object.hasOwn(locked, text) ? locked[text]! : undefined;
  if (lockedId !== undefined && tree.node(lockedId) !== undefined)
    return { nodes: [lockedId], renamed: true };
  return unknown(
    `nothing in the snapshot is named ${JSON.stringify(text)}`,
    "Root, a path of units, an account name, an id, or tag:KEY=VALUE",
  );
}

/**
 * The name that was most likely meant by an unknown one: a unit by its last name alone, one with "Root/" before
 * it, or the least edits away. It compares with every name there is: tens of milliseconds for 50,000 accounts.
 */
export function suggestTarget(tree: Tree, text: string): string | undefined {
  const { nodes, names } = handlesOf(tree);
  if (ID.test(text)) return undefined;
  const belowRoot = text.replace(/^\/*(?:Root\/)?/, "").replace(/\/+$/, "");
  if (nodes.has(belowRoot)) return belowRoot;
  return names.get(text) ?? nearest(text, nodes.keys());
}

function unknown(message: string, expected: string): Resolution {
  const fix = "correct the name, or take a new snapshot if it was made since the last one";
  return { failure: { code: "unknown-target", message, expected, fix } };
}

function ambiguous(text: string, found: readonly PlanNode[]): Resolution {
  const shown = found.slice(0, MOST_SHOWN);
  const more = found.length > shown.length ? ", …" : "";
  return {
    failure: {
      code: "ambiguous-target",
      message: `${JSON.stringify(text)} means ${found.length} things: ${shown.map(({ kind, id }) => `${kind} ${id}`).join(", ")}${more}`,
      expected: "a name that one unit or account has",
      fix: `write the id of the one that is meant: ${shown.map(({ id }) => id).join(" or ")}${more}`,
    },
  };
}

function resolveSelector(tree: Tree, text: string): Resolution {
  const [key = "", ...rest] = text.slice(SELECTOR.length).split("=");
  if (key === "" || rest.length === 0) {
    return {
      failure: {
        code: "bad-selector",
        message: `${JSON.stringify(text)} is no selector`,
        expected: "tag:KEY=VALUE",
        fix: "write the tag's key, an equals sign and its value",
      },
    };
  }
  const value = rest.join("=");
  const accounts = tree.nodes.filter(({ kind, id }) => kind === "account" && tagOf(tree, id, key) === value);
  if (accounts.length > 0) return { nodes: accounts.map(({ id }) => id) };
  return {
    failure: {
      code: "empty-selector",
      message: `no account in the snapshot has the tag ${JSON.stringify(key)} with the value ${JSON.stringify(value)}`,
      expected: "a tag of at least one account",
      fix: "correct the selector; a new snapshot records the tags of accounts that selectors use",
    },
  };
}

function tagOf(tree: Tree, account: string, key: string): string | undefined {
  const tags = tree.tags(account);
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}

interface Handles {
  /** Everything that a node may be called, but for its id: its path, and for an account its name too. */
  readonly nodes: ReadonlyMap<string, readonly PlanNode[]>;
  /** Paths of units by their last name, for those who leave out what stands above. */
  readonly names: ReadonlyMap<string, string>;
}

const handles = new WeakMap<Tree, Handles>();

function handlesOf(tree: Tree): Handles {
  const known = handles.get(tree) ?? indexHandles(tree);
  handles.set(tree, known);
  return known;
}

function indexHandles(tree: Tree): Handles {
  const nodes = new Map<string, PlanNode[]>();
  const names = new Map<string, string>();
  const add = (handle: string, node: PlanNode) => {
    const known = nodes.get(handle);
    if (known === undefined) nodes.set(handle, [node]);
    else if (known.at(-1) !== node) known.push(node);
  };
  for (const node of tree.nodes) {
    add(node.path, node);
    if (node.kind === "account") add(node.name, node);
    else if (!names.has(node.name)) names.set(node.name, node.path);
  }
  return { nodes, names };
}
