import type { Change, ChangeOp, PhasePolicy, Plan } from "../../src/plan/types";

/** A policy of a plan made by hand; what is not given is made of the key. */
export function phasePolicy(
  key: string,
  targets: readonly string[],
  rest: Partial<PhasePolicy> = {},
): PhasePolicy {
  return {
    key,
    name: `name of ${key}`,
    description: `description of ${key}`,
    type: "SERVICE_CONTROL_POLICY",
    text: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: `${key}:*`, Resource: "*" }],
    }),
    targets,
    protect: true,
    ...rest,
  };
}

/** "attach:region:r-root" after others, in phase 1 unless said otherwise. */
export function change(id: string, after: readonly string[] = [], phase = 1): Change {
  const [op, policy, target] = id.split(":");
  return { id, op: op as ChangeOp, policy: policy!, ...(target !== undefined && { target }), after, phase };
}

/** A plan with these phases; only what carries it out is filled in. */
export function planOf(phases: readonly (readonly PhasePolicy[])[], changes: readonly Change[] = []): Plan {
  return {
    formatVersion: 1,
    organization: { id: "o-exampleorgid", managementAccount: "111111111111" },
    nodes: [],
    policies: [],
    exceptions: [],
    changes,
    phases: phases.map((policies, index) => ({
      phase: index + 1,
      digest: `sha256:phase-${index + 1}`,
      policies,
    })),
    digest: `sha256:phase-${phases.length}`,
    problems: [],
  };
}
