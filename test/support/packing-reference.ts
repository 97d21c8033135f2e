import { obtain } from "../../src/collections";
import type { LockedPolicy } from "../../src/organization/lock";
import { mergeStatements } from "../../src/policy/merge";
import { policyText } from "../../src/policy/minify";
import { hasStatements, type Item, type PackInput } from "../../src/policy/pack/types";

interface Pair {
  readonly node: string;
  readonly item: Item;
}

/** A policy by a label: a key of the lock, or "node#1" for the first new policy of a node. */
type Assignment = ReadonlyMap<Pair, string>;

/**
 * Whether there is any packing that moves nothing, by trying every policy for every new pair. What a pair of
 * the lock is carried by is given; new policies need not be shared to find out whether something fits.
 */
export function packingWithoutMovesExists(input: PackInput): boolean {
  const staying: Pair[] = [];
  const labels = new Map<Pair, string>();
  const open: Pair[] = [];
  for (const [node, items] of input.wanted) {
    for (const item of items) {
      const pair = { node, item };
      const holder = input.locked.find(
        ({ targets, items: ids }) => targets.includes(node) && ids.includes(item.id),
      );
      if (holder === undefined) open.push(pair);
      else {
        staying.push(pair);
        labels.set(pair, holder.key);
      }
    }
  }
  const slots = (node: string) => input.limits.attached - input.taken(node) - input.keptFree;
  // Unused new policies of a node are all alike: one of them is enough to try.
  const choices = ({ node }: Pair) => {
    const used = new Set([...labels.values()].filter((label) => label.startsWith(`${node}#`))).size;
    const fresh = Array.from(
      { length: Math.min(used + 1, Math.max(0, slots(node))) },
      (_, at) => `${node}#${at}`,
    );
    return [...input.locked.map(({ key }) => key), ...fresh];
  };

  const attempt = (index: number): boolean => {
    if (index === open.length) return isPacking(labels, input, slots);
    const pair = open[index]!;
    for (const label of choices(pair)) {
      labels.set(pair, label);
      if (attempt(index + 1)) return true;
      labels.delete(pair);
    }
    return false;
  };
  return attempt(0);
}

/** The definition of a packing, word for word. */
function isPacking(assignment: Assignment, input: PackInput, slots: (node: string) => number): boolean {
  const byLabel = new Map<string, Pair[]>();
  for (const [pair, label] of assignment) obtain(byLabel, label, () => []).push(pair);
  const attached = new Map<string, number>();
  const texts: Item[][] = [];
  for (const [label, pairs] of byLabel) {
    const nodes = new Set(pairs.map(({ node }) => node));
    const items = new Map(pairs.map(({ item }) => [item.id, item]));
    // A full grid: every target has every item, with the one variant that the policy can say.
    if (pairs.length !== nodes.size * items.size) return false;
    if (pairs.some(({ item }) => items.get(item.id)!.variant !== item.variant)) return false;
    const locked = input.locked.find(({ key }) => key === label);
    if (locked !== undefined && !growsOrShrinks(locked, new Set(items.keys()))) return false;
    texts.push([...items.values()]);
    for (const node of nodes) attached.set(node, (attached.get(node) ?? 0) + 1);
  }
  return (
    [...attached].every(([node, count]) => count <= slots(node)) &&
    texts.every((items) => shortestText(items) <= input.limits.characters)
  );
}

function growsOrShrinks({ items }: LockedPolicy, now: ReadonlySet<string>): boolean {
  return items.every((id) => now.has(id)) || [...now].every((id) => items.includes(id));
}

function shortestText(items: readonly Item[]): number {
  const owned = items
    .filter(hasStatements)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ guardrail, statements }) => statements.map((statement) => ({ guardrail, statement })));
  return Math.min(
    policyText(owned.map(({ statement }) => statement)).length,
    policyText(mergeStatements(owned).statements).length,
  );
}
