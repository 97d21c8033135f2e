import { obtain } from "../collections";
import type { PlanView } from "../plan/plan-file";
import type { PlannedPolicy } from "../plan/types";
import { isAuthorizationType, type ManagementPolicyType, POLICY_TYPES } from "../policy/types";
import { effectiveOf } from "./effective";
import { type Inherited, inherit, nothingInherited } from "./inherit";
import type { EffectivePolicy } from "./types";

/** Every type whose policies merge by inheritance, in AWS's order. */
export const MANAGEMENT_TYPES: readonly ManagementPolicyType[] = POLICY_TYPES.filter(
  (type): type is ManagementPolicyType => !isAuthorizationType(type),
);

/** The effective policies of a plan's accounts. Targets are node ids, policies are keys of the plan. */
export interface PlanEffective {
  /** The types of which a policy is attached somewhere. */
  readonly types: readonly ManagementPolicyType[];
  /** Types of attached policies that this version does not know, sorted: what they do is not known. */
  readonly unknownTypes: readonly string[];
  /** The very same object for all accounts that inherit alike. */
  effective(account: string, type: ManagementPolicyType): EffectivePolicy;
  /** The policies of any type that apply to an account, root first, each with the node that it is attached to. */
  attached(
    account: string,
    type: string,
  ): readonly { readonly target: string; readonly policy: PlannedPolicy }[];
}

/**
 * Works out effective policies as they are asked for, each unit once. A plan lists the policies of a target by key,
 * not by when they were attached: where that matters, the settings in question are uncertain.
 */
export function planEffective(plan: PlanView): PlanEffective {
  const parents = new Map(plan.nodes.map(({ id, parent }) => [id, parent]));
  const attached = new Map<string, PlannedPolicy[]>();
  for (const policy of plan.policies) {
    for (const { id } of policy.targets) obtain(attached, `${policy.type} ${id}`, () => []).push(policy);
  }
  const at = (node: string, type: string) => attached.get(`${type} ${node}`) ?? [];
  const inUse = new Set(
    plan.policies.filter(({ targets }) => targets.length > 0).map(({ type }) => type as string),
  );

  const inherited = new Map<string, Inherited>();
  const inheritedAt = (node: string, type: ManagementPolicyType): Inherited =>
    obtain(inherited, `${type} ${node}`, () => {
      const parent = parents.get(node) ?? null;
      const above =
        parent === null ? obtain(inherited, type, () => nothingInherited(type)) : inheritedAt(parent, type);
      const policies = at(node, type).map(({ key, content }) => ({ name: key, document: content }));
      return inherit(above, { target: node, policies });
    });
  const effective = new Map<Inherited, EffectivePolicy>();

  return {
    types: MANAGEMENT_TYPES.filter((type) => inUse.has(type)),
    unknownTypes: [...inUse].filter((type) => !(POLICY_TYPES as readonly string[]).includes(type)).sort(),
    effective(account, type) {
      const found = inheritedAt(account, type);
      return obtain(effective, found, () => effectiveOf(found));
    },
    attached(account, type) {
      const chain: string[] = [];
      for (let node: string | null = account; node !== null; node = parents.get(node) ?? null)
        chain.push(node);
      return chain.reverse().flatMap((target) => at(target, type).map((policy) => ({ target, policy })));
    },
  };
}
