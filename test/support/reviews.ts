import { catalogue } from "../../guardrails";
import type { Assertion, Intent } from "../../src/organization/intent";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { buildTree } from "../../src/organization/tree";
import { makePlan } from "../../src/plan/make-plan";
import type { Plan } from "../../src/plan/types";
import type { Statement } from "../../src/policy/document";
import { proveLockout } from "../../src/review/lockout/prove";
import { PLACE } from "./organizations";

export const NOW = Date.parse("2026-12-01T00:00:00Z");

/** The plan of an intent, which must be one that can be planned. */
export function planFor(intent: Intent, snapshot: Snapshot): Plan {
  const { plan, problems } = makePlan({ intent, snapshot, lock: null, catalogue, now: NOW });
  if (plan === null) throw new Error(JSON.stringify(problems));
  return plan;
}

/** The proofs for the plan of an intent. */
export function proofs(intent: Intent, snapshot: Snapshot) {
  const plan = planFor(intent, snapshot);
  return proveLockout({ plan, intent, tree: buildTree(snapshot), locked: {}, now: NOW });
}

/** The snapshot with one more policy of somebody else. */
export function withPolicy(
  snapshot: Snapshot,
  targets: readonly string[],
  statement: Statement,
  type: SnapshotPolicy["type"] = "SERVICE_CONTROL_POLICY",
): Snapshot {
  const policy: SnapshotPolicy = {
    id: `p-other${snapshot.policies.length}`,
    name: "somebody else's",
    description: "",
    type,
    awsManaged: false,
    tags: {},
    content: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    targets,
  };
  return { ...snapshot, policies: [...snapshot.policies, policy] };
}

/** An assertion about everything that role/app does to S3 in the account shop; what is given counts. */
export function assertion(rest: Partial<Assertion>): Assertion {
  return {
    on: ["shop"],
    principal: "role/app",
    actions: ["s3:GetObject"],
    resources: [],
    context: {},
    expect: "allowed",
    place: PLACE,
    ...rest,
  };
}
