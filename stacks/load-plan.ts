import type { Plan } from "../src/plan/types";

export interface LoadedPlan {
  readonly plan: Plan;
  /** Digest of the desired state that organization.lock.json holds for this stack. */
  readonly reviewedDigest: string | undefined;
}

/**
 * Makes the plan from organization.yaml, organization.snapshot.json and organization.lock.json in a folder.
 *
 * @throws Error when one of the files cannot be read or no plan can be made of them
 */
export function loadPlan(root: string): LoadedPlan {
  throw new Error(`not wired: no plan is made of ${root}`);
}
