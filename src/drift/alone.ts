import { type ChainLevel, type ChainPolicy, type ChainType, FULL_ACCESS } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { obtain } from "../collections";
import type { PlanView } from "../plan/plan-file";
import type { PlanNode, PlannedPolicy } from "../plan/types";
import type { PolicyDocument } from "../policy/document";
import { type Alteration, chainTypeOf, isAbout } from "./draft";

/**
 * The chains of a plan with one drift in them. Levels that it does not touch are the plan's own objects, so that each
 * costs what it changes and not what there is.
 */
export function chainsWith(base: PlanChains, alteration: Alteration): PlanChains {
  const { at, parents, disabled } = alteration;
  const off = disabled === null ? undefined : chainTypeOf(disabled);
  const read = new Map<PlannedPolicy, ChainPolicy>();
  const levels: Record<ChainType, Map<string, ChainLevel>> = { SCP: new Map(), RCP: new Map() };
  const above: Record<ChainType, Map<string, readonly ChainLevel[]>> = { SCP: new Map(), RCP: new Map() };

  const parentOf = (node: PlanNode) => parents.get(node.id) ?? node.parent;
  const path = (id: string): readonly PlanNode[] => {
    if (parents.size === 0) return base.path(id);
    const found: PlanNode[] = [];
    let node = base.node(id);
    // Two moves of a broken organization might make a loop; a tree is never deeper than it has nodes.
    const seen = new Set<string>();
    while (node !== undefined && !seen.has(node.id)) {
      seen.add(node.id);
      found.push(node);
      node = base.node(parentOf(node) ?? "");
    }
    return found.reverse();
  };
  const own = (id: string, type: ChainType): ChainLevel => {
    const level = base.chain(id, type).levels.at(-1)!;
    if (off === type) return { target: id, policies: [FULL_ACCESS[type]] };
    const here = at.get(id);
    if (here === undefined || !isHere(alteration, type)) return level;
    const kept = level.policies.filter(({ name }) => name === null || !here.removed.has(name));
    const added = here.added.map((policy) => obtain(read, policy, () => chainPolicy(policy)));
    return { target: id, policies: [...kept, ...added] };
  };
  const level = (id: string, type: ChainType) => obtain(levels[type], id, () => own(id, type));
  const levelsTo = (id: string, type: ChainType): readonly ChainLevel[] => {
    const nodes = path(id);
    const parent = nodes.at(-2);
    if (parent === undefined) return nodes.map((node) => level(node.id, type));
    const higher = obtain(above[type], parent.id, () =>
      nodes.slice(0, -1).map((node) => level(node.id, type)),
    );
    return [...higher, level(id, type)];
  };
  return {
    plan: base.plan,
    node: base.node,
    path,
    chain: (account, type) => ({ type, levels: levelsTo(account, type) }),
    isInUse: (type) => off !== type && base.isInUse(type),
    organizationPath: (account) =>
      [
        base.plan.organization.id,
        ...path(account)
          .slice(0, -1)
          .map(({ id }) => id),
        "",
      ].join("/"),
  };
}

function isHere(alteration: Alteration, type: ChainType): boolean {
  return alteration.type === null || chainTypeOf(alteration.type) === type;
}

function chainPolicy({ key, content, statements }: PlannedPolicy): ChainPolicy {
  return { name: key, document: content as PolicyDocument, origins: statements };
}

/** A plan with one drift in its management policies of one type. */
export function planWith(plan: PlanView, alteration: Alteration, type: string): PlanView {
  if (!isAbout(alteration, type)) return plan;
  const { at, parents, disabled } = alteration;
  const policies = plan.policies
    .filter((policy) => policy.type === type)
    .map((policy) => ({
      ...policy,
      targets:
        disabled === type ? [] : policy.targets.filter(({ id }) => !at.get(id)?.removed.has(policy.key)),
    }));
  const comes = [...at].flatMap(([id, { added }]) =>
    added.map((policy) => ({ ...policy, targets: [{ id, path: id }] })),
  );
  return {
    ...plan,
    nodes: plan.nodes.map((node) =>
      parents.has(node.id) ? { ...node, parent: parents.get(node.id)! } : node,
    ),
    policies: [...policies, ...comes],
  };
}
