import type { Finding } from "../../findings/finding";
import type { BaselineIntent, Intent } from "../../organization/intent";
import { type LockedTargets, resolveTarget, suggestTarget } from "../../organization/resolve-target";
import type { Tree } from "../../organization/tree";
import type { PlanNode } from "../../plan/types";
import type { SkippedAccount } from "../types";

export interface Units {
  /** Ids of the root or of units, sorted. */
  readonly ids: readonly string[];
  readonly problems: readonly Finding[];
}

/** The state in which StackSets reach an account. */
const REACHED = "ACTIVE";

/** The units that the StackSets stand in: those of the baseline, and the root where nobody chose. */
export function unitsOf(baseline: BaselineIntent | null, tree: Tree, locked: LockedTargets): Units {
  if (baseline === null) return { ids: [tree.root.id], problems: [] };
  const problems: Finding[] = [];
  const found = baseline.on.flatMap((text) => {
    const node = unitNamed(text, baseline, tree, locked);
    if ("code" in node) {
      problems.push(node);
      return [];
    }
    return [{ text, node }];
  });
  for (const { text, node } of found) {
    const twin = found.find((other) => other.text !== text && other.node.id === node.id);
    const above = found.find((other) => other.node.id !== node.id && isBelow(tree, node, other.node));
    const [first] = found.filter((other) => other.node.id === node.id);
    if (above !== undefined) problems.push(covered(text, above.text, baseline));
    else if (twin !== undefined && first!.text !== text) problems.push(twice(text, first!.text, baseline));
  }
  const repeated = baseline.on.filter((text, index) => baseline.on.indexOf(text) !== index);
  problems.push(...[...new Set(repeated)].map((text) => twice(text, text, baseline)));
  return { ids: [...new Set(found.map(({ node }) => node.id))].sort(), problems };
}

function isBelow(tree: Tree, node: PlanNode, above: PlanNode): boolean {
  return tree.chain(node.id).some(({ id }) => id === above.id);
}

function unitNamed(
  text: string,
  baseline: BaselineIntent,
  tree: Tree,
  locked: LockedTargets,
): PlanNode | Finding {
  const result = resolveTarget(tree, text, locked);
  if ("failure" in result) {
    return {
      severity: "error",
      ...at(text, baseline),
      nearest: suggestTarget(tree, text),
      ...result.failure,
    };
  }
  const node = tree.node(result.nodes[0]!)!;
  if (result.nodes.length === 1 && node.kind !== "account") return node;
  return {
    code: "not-a-unit",
    severity: "error",
    ...at(text, baseline),
    message: `${JSON.stringify(text)} is no unit: a StackSet stands in units, so that new accounts have the baseline too`,
    expected: "Root, a path of units, or a unit's id",
    fix: "name the unit of these accounts, and move other accounts out of it",
  };
}

const at = (text: string, { place }: BaselineIntent) => ({
  place,
  path: "root-lockdown.baseline.on",
  found: text,
});

function covered(text: string, above: string, baseline: BaselineIntent): Finding {
  return {
    code: "unit-within-unit",
    severity: "error",
    ...at(text, baseline),
    message: `${JSON.stringify(text)} stands within ${JSON.stringify(above)}, which has the baseline with everything below`,
    fix: "keep one of the two",
  };
}

function twice(text: string, first: string, baseline: BaselineIntent): Finding {
  return {
    code: "unit-twice",
    severity: "error",
    ...at(text, baseline),
    message:
      text === first
        ? `${JSON.stringify(text)} stands twice in baseline.on`
        : `${JSON.stringify(text)} and ${JSON.stringify(first)} are one unit`,
    fix: "keep one of the two",
  };
}

export interface Reached {
  /** Ids in the order of the tree. */
  readonly covered: readonly string[];
  readonly skipped: readonly SkippedAccount[];
  /** Active accounts outside of the units, the management account left out. */
  readonly outside: readonly PlanNode[];
}

/**
 * The accounts of the units, each once: those that StackSets reach, and those that they do not, or not yet.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html and
 * stacksets-concepts.html (no stacks in the management account, nor in suspended accounts), read 2026-11.
 */
export function reachedBy(
  units: readonly string[],
  tree: Tree,
  { managementAccount }: Intent["organization"],
): Reached {
  const inside = new Set(units.flatMap((unit) => tree.accountsBelow(unit)));
  const members = tree.nodes.filter(({ kind, id }) => kind === "account" && id !== managementAccount);
  const isActive = ({ state }: PlanNode) => state === REACHED;
  return {
    covered: members.filter((node) => inside.has(node.id) && isActive(node)).map(({ id }) => id),
    skipped: members
      .filter((node) => inside.has(node.id) && !isActive(node))
      .map(({ id, name, state }) => ({ account: id, name, state: state ?? "" })),
    outside: members.filter((node) => !inside.has(node.id) && isActive(node)),
  };
}
