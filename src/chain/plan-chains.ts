import { obtain } from "../collections";
import { PolicyError } from "../evaluate/errors";
import type { PlanView } from "../plan/plan-file";
import type { PlanNode, PlannedPolicy } from "../plan/types";
import { type PolicyDocument, statementsOf } from "../policy/document";
import { shapeProblems } from "../policy/shape";
import {
  type Chain,
  type ChainLevel,
  type ChainPolicy,
  type ChainType,
  FULL_ACCESS,
  POLICY_TYPE,
} from "./chain";

/** The chains of policies of a plan's accounts. */
export interface PlanChains {
  readonly plan: PlanView;
  node(id: string): PlanNode | undefined;
  /** From the root to the node. */
  path(node: string): readonly PlanNode[];
  /** Levels are shared: accounts below one unit have the very same object for it. */
  chain(account: string, type: ChainType): Chain;
  /** False when no policy of the type allows anything: AWS does not evaluate a type that is not enabled. */
  isInUse(type: ChainType): boolean;
  /** As aws:PrincipalOrgPaths has it: "o-…/r-…/ou-…/". */
  organizationPath(account: string): string;
}

/**
 * Reads the chains out of a plan.
 *
 * Where a type is not in use, AWS's full-access policy stands at each level: AWS attaches it everywhere when a type
 * is enabled.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html, read 2026-11.
 *
 * @param enabled the types that are enabled, where that is known; otherwise one is whose policies allow anything
 * @throws PolicyError (when a chain is asked for) for a policy that cannot be evaluated
 */
export function planChains(plan: PlanView, enabled?: ReadonlySet<string>): PlanChains {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const attached = attachedPolicies(plan);
  const levels: Record<ChainType, Map<string, ChainLevel>> = { SCP: new Map(), RCP: new Map() };
  const read = new Map<PlannedPolicy, ChainPolicy>();

  const path = (id: string) => {
    const found: PlanNode[] = [];
    for (let node = nodes.get(id); node !== undefined; node = nodes.get(node.parent ?? "")) found.push(node);
    return found.reverse();
  };
  const policiesAt = (id: string, type: ChainType) =>
    (attached.get(id) ?? [])
      .filter((policy) => policy.type === POLICY_TYPE[type])
      .map((policy) => obtain(read, policy, () => chainPolicy(policy, type)));
  const isInUse = (type: ChainType) =>
    enabled === undefined ? allowsAnything(plan, type) : enabled.has(POLICY_TYPE[type]);
  const inUse = { SCP: isInUse("SCP"), RCP: isInUse("RCP") };
  const level = (id: string, type: ChainType) =>
    obtain(levels[type], id, () => ({
      target: id,
      policies: inUse[type] ? policiesAt(id, type) : [FULL_ACCESS[type], ...policiesAt(id, type)],
    }));

  // What stands above is worked out once for the accounts of one unit, of which there may be thousands.
  const above: Record<ChainType, Map<string, readonly ChainLevel[]>> = { SCP: new Map(), RCP: new Map() };
  const levelsTo = (id: string, type: ChainType): readonly ChainLevel[] => {
    const node = nodes.get(id);
    if (node === undefined) return [];
    const { parent } = node;
    if (parent === null) return [level(id, type)];
    return [...obtain(above[type], parent, () => levelsTo(parent, type)), level(id, type)];
  };

  return {
    plan,
    node: (id) => nodes.get(id),
    path,
    chain: (account, type) => ({ type, levels: levelsTo(account, type) }),
    isInUse: (type) => inUse[type],
    organizationPath: (account) => {
      const above = path(account).slice(0, -1);
      return [plan.organization.id, ...above.map(({ id }) => id), ""].join("/");
    },
  };
}

function attachedPolicies(plan: PlanView): ReadonlyMap<string, readonly PlannedPolicy[]> {
  const attached = new Map<string, PlannedPolicy[]>();
  for (const policy of plan.policies) {
    for (const { id } of policy.targets) obtain(attached, id, () => []).push(policy);
  }
  return attached;
}

function chainPolicy({ key, name, content, statements }: PlannedPolicy, type: ChainType): ChainPolicy {
  const [problem] = shapeProblems(content, POLICY_TYPE[type]);
  if (problem !== undefined) {
    const place = [`policy ${JSON.stringify(name)}`, problem.path].filter(Boolean).join(", ");
    throw new PolicyError(place, problem.message);
  }
  return { name: key, document: content as PolicyDocument, origins: statements };
}

function allowsAnything(plan: PlanView, type: ChainType): boolean {
  return plan.policies.some(
    (policy) =>
      policy.type === POLICY_TYPE[type] &&
      policy.targets.length > 0 &&
      holdsAllow([chainPolicy(policy, type).document]),
  );
}

export function holdsAllow(documents: readonly PolicyDocument[]): boolean {
  return documents.some((document) => statementsOf(document).some(({ Effect }) => Effect === "Allow"));
}
