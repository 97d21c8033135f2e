import { catalogue } from "../../guardrails";
import type { DesiredState } from "../../src/drift/desired";
import { drift } from "../../src/drift/drift";
import type { Drift, DriftRow } from "../../src/drift/types";
import type { Exception, Intent } from "../../src/organization/intent";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { makePlan } from "../../src/plan/make-plan";
import { deployed, smallIntent, smallSnapshot, type Wishes } from "./organizations";
import { NOW } from "./reviews";

/** A plan, and the facts in which it is deployed to the letter. */
export interface Deployed {
  readonly desired: DesiredState;
  readonly facts: Snapshot;
}

const WISHES: Wishes = {
  Root: ["deny-leave-organization", "deny-root-user"],
  Prod: ["deny-iam-user-creation", ["deny-services", { services: ["redshift"] }]],
  lab: ["deny-access-keys"],
};

/** Plans, deploys, and plans again from the snapshot that is taken then. */
export function deployedState(
  intent: Intent = smallIntent(WISHES),
  snapshot: Snapshot = smallSnapshot(),
  now = NOW,
): Deployed {
  const first = makePlan({ intent, snapshot, lock: null, catalogue, now });
  if (first.plan === null) throw new Error(JSON.stringify(first.problems));
  const facts = deployed(snapshot, first.plan);
  const { plan, lock, problems } = makePlan({ intent, snapshot: facts, lock: first.lock, catalogue, now });
  if (plan === null) throw new Error(JSON.stringify(problems));
  const desired: DesiredState = {
    plan,
    recorded: facts,
    lock,
    identity: null,
    lockdown: null,
    partition: "aws",
    homeRegion: "eu-west-1",
    now,
  };
  return { desired, facts };
}

export function withExceptions(exceptions: readonly Partial<Exception>[], now = NOW): Deployed {
  return deployedState(smallIntent(WISHES, exceptions), smallSnapshot(), now);
}

/** The facts with one policy, found by its name, made into another; null takes it away. */
export function withPolicyChanged(
  facts: Snapshot,
  name: string,
  change: (policy: SnapshotPolicy) => SnapshotPolicy | null,
): Snapshot {
  if (!facts.policies.some((policy) => policy.name === name)) throw new Error(`there is no policy ${name}`);
  return {
    ...facts,
    policies: facts.policies.flatMap((policy) => (policy.name === name ? (change(policy) ?? []) : policy)),
  };
}

/** What the facts differ in. */
export function driftOf({ desired }: Pick<Deployed, "desired">, facts: Snapshot): Drift {
  return drift(desired, facts);
}

/** Rows without what is long. */
export function brief(rows: readonly DriftRow[]) {
  return rows.map(({ kind, effect, name, accounts }) => ({ kind, effect, name, accounts }));
}
