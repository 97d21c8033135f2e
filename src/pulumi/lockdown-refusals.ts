import type { LockdownPlan } from "../lockdown/types";
import { renderFindings } from "../render/findings";
import { PLAIN } from "../render/style";
import { type Reviewed, refusalsOfDigest } from "./refusals";

/** Problems that the stack judges itself, by what was accepted. */
const NO_REFUSAL = ["lock-stale"];

export interface LockdownDeployment extends Reviewed {
  readonly plan: LockdownPlan;
}

/** Why a deployment must not begin, from the files alone; empty when nothing stands against it. */
export function refusalsOfLockdownPlan(deployment: LockdownDeployment): readonly string[] {
  return [
    ...deployment.plan.problems
      .filter(({ severity, code }) => severity === "error" && !NO_REFUSAL.includes(code))
      .map((problem) => renderFindings([problem], PLAIN).trimEnd()),
    ...refusalsOfDigest(deployment),
  ];
}
