import type { Change, Plan, PlanNode, PlannedPolicy } from "../../plan/types";

/** One policy at one target, and what happens to it there. */
export interface TargetRow {
  readonly policy: PlannedPolicy;
  /** What happens to the attachment; null when it stays. */
  readonly attachment: "attach" | "detach" | null;
  /** What happens to the policy itself, wherever it is attached. */
  readonly content: "create" | "update" | "delete" | null;
  readonly phase: number | null;
}

export interface TargetView {
  readonly node: PlanNode;
  /** Policies of this tool, sorted by key. */
  readonly rows: readonly TargetRow[];
  /** Policies of others that are attached here. */
  readonly others: readonly PlannedPolicy[];
}

/** The plan seen from its targets: those that hold, get or lose a policy of ours, in the tree's order. */
export function targetViews(plan: Plan): readonly TargetView[] {
  const policies = new Map(plan.policies.map((policy) => [policy.key, policy]));
  const contentOf = new Map<string, Change>();
  const rows = new Map<string, TargetRow[]>();
  const add = (node: string, row: TargetRow) => rows.set(node, [...(rows.get(node) ?? []), row]);

  const attached = new Map<string, Change>();
  for (const change of plan.changes) {
    if (change.target === undefined) contentOf.set(change.policy, change);
    else attached.set(`${change.policy} ${change.target}`, change);
  }
  const content = (key: string) => {
    const op = contentOf.get(key)?.op;
    return op === "create" || op === "update" || op === "delete" ? op : null;
  };
  for (const policy of plan.policies) {
    if (!policy.managed) continue;
    for (const { id } of policy.targets) {
      const change = attached.get(`${policy.key} ${id}`);
      add(id, {
        policy,
        attachment: change?.op === "attach" ? "attach" : null,
        content: content(policy.key),
        phase: change?.phase ?? contentOf.get(policy.key)?.phase ?? null,
      });
    }
  }
  for (const change of attached.values()) {
    if (change.op !== "detach") continue;
    const policy = policies.get(change.policy) ?? gone(change.policy);
    add(change.target!, {
      policy,
      attachment: "detach",
      content: content(change.policy),
      phase: change.phase,
    });
  }

  const others = othersByNode(plan, new Set(rows.keys()));
  return plan.nodes.flatMap((node) => {
    const here = rows.get(node.id);
    if (here === undefined) return [];
    here.sort((a, b) => (a.policy.key < b.policy.key ? -1 : 1));
    return [{ node, rows: here, others: others.get(node.id) ?? [] }];
  });
}

function othersByNode(plan: Plan, nodes: ReadonlySet<string>): ReadonlyMap<string, readonly PlannedPolicy[]> {
  const others = new Map<string, PlannedPolicy[]>();
  for (const policy of plan.policies) {
    if (policy.managed) continue;
    for (const { id } of policy.targets) {
      if (nodes.has(id)) others.set(id, [...(others.get(id) ?? []), policy]);
    }
  }
  return others;
}

/** A policy that the plan deletes is no longer listed in it; only its key is known. */
function gone(key: string): PlannedPolicy {
  return {
    key,
    name: key,
    description: "",
    type: "",
    managed: true,
    characters: 0,
    guardrails: [],
    statements: [],
    content: null,
    targets: [],
  };
}
