import type { Lock } from "../organization/lock";
import type { Snapshot } from "../organization/snapshot";
import { buildTree } from "../organization/tree";
import { readLive } from "../plan/live";
import type { PlanView } from "../plan/plan-file";
import { parsedContent } from "../plan/rows";
import type { PlannedException } from "../plan/types";

/**
 * A live organization as a plan: its policies where they are attached. Which guardrails they are of, and which
 * exceptions they hold, is not written in them.
 *
 * @param exceptions to tell no difference by
 * @throws SnapshotError when the snapshot's tree is broken
 */
export function planOfSnapshot(
  snapshot: Snapshot,
  lock: Lock | null,
  exceptions: readonly PlannedException[],
): PlanView {
  const { ids, problems } = readLive(snapshot, lock);
  const keys = new Map([...ids].map(([key, id]) => [id, key]));
  const tree = buildTree(snapshot);
  const { id, managementAccount } = snapshot.organization;
  return {
    organization: { id, managementAccount },
    nodes: tree.nodes,
    policies: snapshot.policies.map((policy) => ({
      key: keys.get(policy.id) ?? policy.id,
      name: policy.name,
      description: policy.description,
      type: policy.type,
      managed: keys.has(policy.id),
      id: policy.id,
      characters: policy.content.length,
      guardrails: [],
      statements: [],
      content: parsedContent(policy.content),
      targets: policy.targets.map((target) => ({ id: target, path: tree.node(target)?.path ?? target })),
    })),
    exceptions,
    problems,
  };
}
