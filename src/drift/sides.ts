import { obtain } from "../collections";
import type { Snapshot, SnapshotPolicy } from "../organization/snapshot";
import { buildTree, type Tree } from "../organization/tree";
import { readLive } from "../plan/live";
import type { PlanView } from "../plan/plan-file";
import { parsedContent } from "../plan/rows";
import type { PlanNode, PlannedPolicy } from "../plan/types";
import { canonicalJson } from "../policy/canonical";
import { shapeProblems } from "../policy/shape";
import { isAuthorizationType } from "../policy/types";
import type { DesiredState } from "./desired";

/** A policy as the facts have it, and as the plan would say it. */
export interface FoundPolicy extends PlannedPolicy {
  readonly awsManaged: boolean;
  readonly live: SnapshotPolicy;
}

/** What is planned and what there is, so that they can be compared node by node and policy by policy. */
export interface Sides {
  /** The plan, with the nodes that it does not know where the facts have them; nothing is attached there but what AWS attaches to everything. */
  readonly wanted: PlanView;
  /** The facts as a plan, policies named as in `wanted`. */
  readonly found: Omit<PlanView, "policies"> & { readonly policies: readonly FoundPolicy[] };
  /** Of the facts. */
  readonly tree: Tree;
  /** Nodes that the plan does not know. */
  readonly added: ReadonlySet<string>;
  /** Ids of AWS's own policies, on either side. */
  readonly awsManaged: ReadonlySet<string>;
}

/**
 * Puts plan and facts side by side.
 *
 * A policy is one of the plan's by its tags, as for the plan itself, or else by its id: one that lost its tags is
 * still the one that Pulumi knows. AWS attaches its full-access policies to every new node.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html, read 2026-11.
 *
 * @throws SnapshotError when the tree of the facts is broken
 */
export function sidesOf({ plan, recorded, lock }: DesiredState, facts: Snapshot): Sides {
  const tree = buildTree(facts);
  const known = new Set(plan.nodes.map(({ id }) => id));
  const news = tree.nodes.filter(({ id }) => !known.has(id));
  const awsManaged = new Set(
    [...recorded.policies, ...facts.policies].filter((one) => one.awsManaged).map(({ id }) => id),
  );
  return {
    wanted: extended(plan, news, awsManaged),
    found: foundPlan(plan, facts, lock, tree),
    tree,
    added: new Set(news.map(({ id }) => id)),
    awsManaged,
  };
}

function extended(plan: PlanView, news: readonly PlanNode[], awsManaged: ReadonlySet<string>): PlanView {
  const targets = news.map(({ id, path }) => ({ id, path }));
  return {
    ...plan,
    nodes: [...plan.nodes, ...news],
    policies: plan.policies.map((policy) =>
      awsManaged.has(policy.key) && policy.targets.length > 0 && isAuthorizationType(policy.type)
        ? { ...policy, targets: [...policy.targets, ...targets] }
        : policy,
    ),
  };
}

function foundPlan(plan: PlanView, facts: Snapshot, lock: DesiredState["lock"], tree: Tree): Sides["found"] {
  const byTags = new Map([...readLive(facts, lock).ids].map(([key, id]) => [id, key]));
  const taken = new Set(byTags.values());
  const byId = new Map(
    plan.policies.flatMap(({ key, id, managed }) =>
      managed && id !== undefined && !taken.has(key) ? [[id, key] as const] : [],
    ),
  );
  const planned = new Map(plan.policies.map((policy) => [policy.key, policy]));
  const enabled = new Set<string>(facts.policyTypes);
  const nothing: readonly string[] = [];
  return {
    organization: plan.organization,
    nodes: tree.nodes,
    policies: facts.policies.map((live): FoundPolicy => {
      const { id, name, description, type, awsManaged, content: text } = live;
      const key = byTags.get(id) ?? byId.get(id);
      const content = parsedContent(text);
      const same = planned.get(key ?? id);
      // Where the text means what is planned, so do its statements.
      const isSame = same !== undefined && sameContent(same.content, content);
      // A type that is not enabled has no say, whatever is said to be attached.
      const targets = enabled.has(type) ? live.targets : nothing;
      return {
        key: key ?? id,
        name,
        description,
        type,
        managed: key !== undefined,
        id,
        characters: text.length,
        guardrails: isSame ? same.guardrails : [],
        statements: isSame ? same.statements : [],
        content,
        targets: targets.map((target) => ({ id: target, path: tree.node(target)?.path ?? target })),
        awsManaged,
        live,
      };
    }),
    exceptions: plan.exceptions,
    problems: [],
  };
}

/** Whether two contents are equal as JSON; of what is no JSON, whether the texts are. */
export function sameContent(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** A side without the policies that cannot be evaluated, and the nodes at which one stands, with its name. */
export interface Readable {
  readonly plan: PlanView;
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

/** Takes out policies that nobody can give a meaning: what they do is not known. */
export function readable(plan: PlanView): Readable {
  const broken = new Map<string, string[]>();
  const policies = plan.policies.filter(({ type, content, name, targets }) => {
    if (!isAuthorizationType(type)) return true;
    const [problem] = shapeProblems(content, type);
    if (problem === undefined) return true;
    for (const { id } of targets) obtain(broken, id, () => []).push(`${name}: ${problem.message}`);
    return false;
  });
  return { plan: policies.length === plan.policies.length ? plan : { ...plan, policies }, broken };
}
