import { permissionSets } from "../../permission-sets";
import { makeIdentityPlans, type PlannedIdentity } from "../identity/plan/make-identity-plan";
import type { Tree } from "../organization/tree";
import { treeOf } from "../organization/tree";
import type { PlanInputs } from "./plan-files";

const NOTHING: PlannedIdentity = { plans: [], problems: [] };

/**
 * The plans of Identity Center, of files that were read already.
 *
 * @param tree where the plan of the guardrails has built it
 */
export function identityOf(inputs: PlanInputs | null, tree: Tree | null, now: number): PlannedIdentity {
  if (inputs === null || inputs.intent.identity === undefined) return NOTHING;
  const built = tree ?? treeOf(inputs.snapshot).tree;
  return built === null ? NOTHING : makeIdentityPlans({ ...inputs, tree: built, permissionSets, now });
}
