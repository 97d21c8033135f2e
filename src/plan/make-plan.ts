import { type AnyAuthorizationGuardrail, type AnyGuardrail, isAuthorization } from "../catalogue/guardrail";
import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import type { Lock } from "../organization/lock";
import type { Snapshot } from "../organization/snapshot";
import { checkTargets, type LockedTargets, resolveTarget } from "../organization/targets";
import { type Tree, treeOf } from "../organization/tree";
import { LIMITS } from "../policy/limits";
import type { Move, Packing } from "../policy/pack/types";
import type { PolicyType } from "../policy/types";
import { planChanges } from "./changes";
import { loosened } from "./changes/loosened";
import type { ChangesResult, ManagedState } from "./changes/types";
import { planExceptions } from "./cost";
import { DOOR_GUARDRAIL, desire } from "./desired";
import { type ExpandedException, expandExceptions } from "./exceptions";
import { expiryFindings } from "./expiry";
import { organizationFacts } from "./facts";
import { type Live, readLive } from "./live";
import { nextLock } from "./next-lock";
import { packItems } from "./pack-items";
import * as problem from "./problems";
import { plannedPolicies } from "./rows";
import { collisionFindings, collisions, settingExceptionFindings, undeployableFindings } from "./settings";
import { desiredState, keepEqualText, phasePolicies, stateDigest } from "./state";
import type { Change, Phase, Plan, PlanTarget } from "./types";
import { groupUses } from "./uses";

export interface PlanInput {
  readonly intent: Intent;
  readonly snapshot: Snapshot;
  /** Null before the first `lock`. */
  readonly lock: Lock | null;
  readonly catalogue: readonly AnyGuardrail[];
  /** Milliseconds since 1970. It changes problems, never the desired state. */
  readonly now: number;
  /** Pack afresh instead of keeping what the lock holds. */
  readonly repack?: boolean;
  /** Why loosening is meant, for the lock that comes out. */
  readonly consent?: string | undefined;
}

export interface Planned {
  /** Null when the desired state cannot be known or cannot fit: `problems` says why. */
  readonly plan: Plan | null;
  readonly problems: readonly Finding[];
  /** The tree that the plan was made of; null without a plan. */
  readonly tree: Tree | null;
  /** The lock that fits this plan; `org-guardrails lock` writes it. */
  readonly lock: Lock | null;
  /** Statements that the packing takes to another policy than the lock says. */
  readonly moves: readonly Move[];
  /** Targets at which a Deny that is in force now would no longer be. */
  readonly loosened: readonly PlanTarget[];
}

const failed = (problems: readonly Finding[]): Planned => ({
  plan: null,
  problems,
  tree: null,
  lock: null,
  moves: [],
  loosened: [],
});

const hasErrors = (problems: readonly Finding[]) => problems.some(({ severity }) => severity === "error");

/**
 * Intent + Snapshot + Lock + catalogue -> Plan. Pure: equal inputs give equal bytes, in whatever order files
 * list things.
 */
export function makePlan(input: PlanInput): Planned {
  const { intent, snapshot, lock, now } = input;
  const mismatch = problem.organizationFindings(intent, snapshot);
  if (hasErrors(mismatch)) return failed(mismatch);

  const read = treeOf(snapshot);
  if (read.tree === null) return failed([read.problem]);
  const { tree } = read;
  const target = (node: string): PlanTarget => ({ id: node, path: tree.node(node)?.path ?? node });
  const locked = lock?.targets ?? {};
  const targetProblems = checkTargets(intent, tree, locked, input.catalogue);
  if (hasErrors(targetProblems)) return failed(targetProblems);

  const wish = readWish(input, tree, locked);
  const intentProblems = [
    ...targetProblems,
    ...problem.parameterFindings(wish.desire.bad),
    ...problem.doubleFindings(wish.doubles, target),
    ...undeployableFindings(wish.groups),
    ...settingExceptionFindings(wish.settingExceptions, wish.byId),
    ...problem.idleExceptionFindings(wish.exceptions, wish.desire.idle),
  ];
  if (hasErrors(intentProblems)) return failed(intentProblems);

  const items = wish.desire.items(wish.exceptions);
  const collided = collisionFindings(collisions(items), wish.groups, target);
  if (collided.length > 0) return failed([...intentProblems, ...collided]);

  const live = readLive(snapshot, lock);
  const packings = packItems(items, {
    lock,
    live,
    target,
    repack: input.repack ?? false,
  });
  const unfit = [...packings].flatMap(([type, packing]) =>
    problem.unfitFindings(type, packing.unfit, target),
  );
  if (unfit.length > 0) return failed([...intentProblems, ...unfit]);

  const desired = desiredState(packings);
  const digest = stateDigest(phasePolicies(desired, new Set()));
  const parents = new Map(tree.nodes.map(({ id, parent }) => [id, parent]));
  const after = keepEqualText(live.managed, desired);
  const changes = planChanges({
    parents,
    before: live.managed,
    after,
    unmanaged: live.unmanaged,
    limits: (type) => LIMITS[type as PolicyType],
  });
  const loose = loosened(live.managed, after, live.unmanaged, parents).map(target);
  const newLock = nextLock({ intent, lock, packings, digest, consent: input.consent, tree });
  const consented = newLock.consents.some(
    (consent) => consent.stack === "guardrails" && consent.digest === digest,
  );

  const problems = [
    ...intentProblems,
    ...live.problems,
    ...problem.disabledTypeFindings(
      [...packings.keys()].filter((type) => !snapshot.policyTypes.includes(type)),
    ),
    ...problem.takenNameFindings(takenNames(desired, live)),
    ...problem.tooManyPoliciesFindings(policyCounts(packings, live)),
    ...problem.refusalFindings(changes.refusal, target),
    ...problem.loosenedFindings(loose, intent.limits.loosenedTargets, digest, consented),
    ...problem.lockFindings(lock?.digests.guardrails, digest, lock !== null),
    ...expiryFindings(intent.exceptions, now),
  ];
  const plan: Plan = {
    formatVersion: 1,
    organization: {
      id: snapshot.organization.id,
      managementAccount: snapshot.organization.managementAccount,
    },
    nodes: tree.nodes,
    policies: plannedPolicies(packings, after, live, target),
    exceptions: planExceptions(wish.desire, wish.exceptions),
    ...phased(changes),
    digest,
    problems,
  };
  return {
    plan,
    problems,
    tree,
    lock: newLock,
    moves: [...packings.values()].flatMap(({ moves }) => moves),
    loosened: loose,
  };
}

/** What people asked for, with names resolved. */
function readWish({ intent, catalogue }: PlanInput, tree: Tree, locked: LockedTargets) {
  const nodesOf = (text: string) => {
    const found = resolveTarget(tree, text, locked);
    return "nodes" in found ? found.nodes : [];
  };
  const accountsOf = (text: string) => nodesOf(text).flatMap((node) => tree.accountsBelow(node));
  const byId = new Map(catalogue.map((guardrail) => [guardrail.id, guardrail]));
  const { groups, doubles } = groupUses(intent, byId, nodesOf);
  const exceptions = expandExceptions(
    intent,
    accountsOf,
    (guardrail) => byId.get(guardrail)?.type === "RESOURCE_CONTROL_POLICY",
  );
  const isFromSetting = ({ source }: ExpandedException) => {
    const guardrail = byId.get(source.guardrail);
    return guardrail !== undefined && !isAuthorization(guardrail);
  };
  return {
    byId,
    groups,
    doubles,
    exceptions: exceptions.filter((exception) => !isFromSetting(exception)),
    settingExceptions: exceptions.filter(isFromSetting),
    desire: desire({ groups, facts: organizationFacts(intent), tree, door: doorOf(catalogue) }),
  };
}

/** The guardrail that guards exempt names: every catalogue has it. */
function doorOf(catalogue: readonly AnyGuardrail[]): AnyAuthorizationGuardrail {
  return catalogue.filter(isAuthorization).find(({ id }) => id === DOOR_GUARDRAIL)!;
}

/** How many policies of each type the organization would hold: ours and those of other people, not AWS's. */
function policyCounts(
  packings: ReadonlyMap<PolicyType, Packing>,
  live: Live,
): ReadonlyMap<PolicyType, number> {
  const theirs = (type: PolicyType) =>
    live.others.filter((other) => other.type === type && !other.awsManaged).length;
  return new Map([...packings].map(([type, { policies }]) => [type, policies.length + theirs(type)]));
}

function takenNames(desired: ManagedState, live: Live) {
  const names = new Map(live.others.map(({ name, id }) => [name, id]));
  return [...desired.policies.values()].flatMap(({ name, key }) => {
    const id = names.get(name);
    return id === undefined ? [] : [{ name, key, id }];
  });
}

function phased({ phases }: ChangesResult): {
  readonly changes: readonly Change[];
  readonly phases: readonly Phase[];
} {
  return {
    changes: phases.flatMap(({ changes }) => changes),
    phases: phases.map(({ phase, state, unprotected }) => {
      const policies = phasePolicies(state, unprotected);
      return { phase, digest: stateDigest(policies), policies };
    }),
  };
}
