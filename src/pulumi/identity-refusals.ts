import type { IdentityPlan } from "../identity/plan/types";
import { renderFindings } from "../render/findings";
import { PLAIN } from "../render/style";
import { type Reviewed, refusalsOfDigest } from "./refusals";

/** Problems that the stack judges itself, or that deploying what was reviewed does not make worse. */
const NO_REFUSAL = ["lock-stale", "assignment-expired"];

export interface IdentityDeployment extends Reviewed {
  readonly plan: IdentityPlan;
}

/** Why a deployment must not begin, from the files alone; empty when nothing stands against it. */
export function refusalsOfIdentityPlan(deployment: IdentityDeployment): readonly string[] {
  return [
    ...deployment.plan.problems
      .filter(({ severity, code }) => severity === "error" && !NO_REFUSAL.includes(code))
      .map((problem) => renderFindings([problem], PLAIN).trimEnd()),
    ...refusalsOfDigest(deployment),
  ];
}

/** What the live Identity Center lacks, all of it at once. */
export function refusalsOfDirectory(missing: {
  readonly groups: readonly string[];
  readonly users: readonly string[];
}): readonly string[] {
  const named = (kind: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [
          `the identity store has no ${kind} named ${names.map((name) => JSON.stringify(name)).join(", ")}: ` +
            "correct organization.yaml, or have them provisioned from the identity provider",
        ];
  return [...named("group", missing.groups), ...named("user", missing.users)];
}
