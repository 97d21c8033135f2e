import { detections } from "../../detections";
import { makeLockdownPlan, type PlannedLockdown } from "../lockdown/plan/make-lockdown-plan";
import { type Tree, treeOf } from "../organization/tree";
import type { PlanInputs } from "./plan-files";

const NOTHING: PlannedLockdown = { plan: null, problems: [] };

/**
 * The plan of the root lockdown, of files that were read already.
 *
 * @param tree where the plan of the guardrails has built it
 */
export function lockdownOf(inputs: PlanInputs | null, tree: Tree | null): PlannedLockdown {
  if (inputs === null) return NOTHING;
  const built = tree ?? treeOf(inputs.snapshot).tree;
  return built === null ? NOTHING : makeLockdownPlan({ ...inputs, tree: built, detections });
}
