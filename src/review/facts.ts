import type { Snapshot } from "../organization/snapshot";
import { buildTree } from "../organization/tree";
import { MANAGED_BY_TAG } from "../plan/live";
import type { PlanView } from "../plan/plan-file";
import type { PlanNode } from "../plan/types";
import { canonicalJson } from "../policy/canonical";
import type { FactChange, FactChangeKind } from "./types";

/** What is known of an organization, apart from the policies of this tool. */
export interface Facts {
  readonly nodes: readonly PlanNode[];
  readonly policies: readonly FactPolicy[];
}

interface FactPolicy {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  /** Ids. */
  readonly targets: readonly string[];
}

/** @throws SnapshotError when the snapshot's tree is broken */
export function factsOfSnapshot(snapshot: Snapshot): Facts {
  const others = snapshot.policies.filter(({ tags }) => tags[MANAGED_BY_TAG.key] !== MANAGED_BY_TAG.value);
  return {
    nodes: buildTree(snapshot).nodes,
    policies: others.map(({ id, name, content, targets }) => ({ id, name, content, targets })),
  };
}

export function factsOfPlan({ nodes, policies }: PlanView): Facts {
  return {
    nodes,
    policies: policies
      .filter(({ managed }) => !managed)
      .map(({ key, name, content, targets }) => ({
        id: key,
        name,
        content: typeof content === "string" ? content : JSON.stringify(content),
        targets: targets.map(({ id }) => id),
      })),
  };
}

/** What differs between two states of knowledge, in the order of the trees; null when nothing does. */
export function factChanges(before: Facts, after: Facts): readonly FactChange[] | null {
  const changes = [...nodeChanges(before.nodes, after.nodes), ...policyChanges(before, after)];
  return changes.length === 0 ? null : changes;
}

function nodeChanges(before: readonly PlanNode[], after: readonly PlanNode[]): readonly FactChange[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const current = new Set(after.map(({ id }) => id));
  const kindOf = ({ kind }: PlanNode) => (kind === "account" ? "account" : "unit");
  const removed = before
    .filter(({ id }) => !current.has(id))
    .map(
      (node): FactChange => ({
        kind: `${kindOf(node)}-removed`,
        id: node.id,
        before: node.path,
        after: null,
      }),
    );
  const others = after.flatMap((node): FactChange[] => {
    const was = old.get(node.id);
    const { id, path } = node;
    if (was === undefined) return [{ kind: `${kindOf(node)}-added`, id, before: null, after: path }];
    const changed = (kind: FactChangeKind, from: string, to: string): FactChange => ({
      kind,
      id,
      before: from,
      after: to,
    });
    return [
      ...(was.parent === node.parent ? [] : [changed(`${kindOf(node)}-moved`, was.path, path)]),
      ...(was.name === node.name ? [] : [changed(`${kindOf(node)}-renamed`, was.name, node.name)]),
      ...(was.state === node.state ? [] : [changed("account-state", was.state ?? "", node.state ?? "")]),
    ];
  });
  return [...removed, ...others];
}

function policyChanges(before: Facts, after: Facts): readonly FactChange[] {
  const old = new Map(before.policies.map((policy) => [policy.id, policy]));
  const current = new Set(after.policies.map(({ id }) => id));
  const row = (kind: FactChangeKind, id: string, was: string | null, is: string | null): FactChange => ({
    kind,
    id,
    before: was,
    after: is,
  });
  const removed = before.policies
    .filter(({ id }) => !current.has(id))
    .map(({ id, name }) => row("policy-removed", id, name, null));
  const others = after.policies.flatMap(({ id, name, content, targets }): FactChange[] => {
    const was = old.get(id);
    if (was === undefined) return [row("policy-added", id, null, name)];
    const isSame = was.name === name && sameJson(was.content, content);
    return [
      ...(isSame ? [] : [row("policy-changed", id, was.name, name)]),
      ...attachments(was, before, targets, after).map(([kind, from, to]) => row(kind, id, from, to)),
    ];
  });
  return [...removed, ...others];
}

/** Attachments at nodes that both sides know; those at new and lost nodes come and go with them. */
function attachments(was: FactPolicy, before: Facts, targets: readonly string[], after: Facts) {
  const paths = new Map(after.nodes.map(({ id, path }) => [id, path]));
  const known = new Set(before.nodes.map(({ id }) => id).filter((id) => paths.has(id)));
  const [old, current] = [new Set(was.targets), new Set(targets)];
  const rows: (readonly [FactChangeKind, string | null, string | null])[] = [];
  for (const id of targets)
    if (known.has(id) && !old.has(id)) rows.push(["policy-attached", null, paths.get(id)!]);
  for (const id of was.targets)
    if (known.has(id) && !current.has(id)) rows.push(["policy-detached", paths.get(id)!, null]);
  return rows;
}

function sameJson(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return false;
  }
}
