import { comparePlans } from "../compare/compare-plans";
import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import type { LockedTargets } from "../organization/targets";
import type { Tree } from "../organization/tree";
import type { PlanView } from "../plan/plan-file";
import { exceptionChanges } from "./exceptions";
import { type Facts, factChanges } from "./facts";
import { groupsOf } from "./groups";
import type { Sides } from "./identity/grants";
import { identityReview } from "./identity/review";
import { allProofs, type LockdownWanted } from "./lockout/all-proofs";
import { blocks } from "./lockout/types";
import { managementGroups } from "./management";
import type { Review } from "./types";

export interface ReviewInput {
  readonly base: PlanView;
  readonly head: PlanView;
  /** What base knew of the organization, and what head knows. */
  readonly baseFacts: Facts;
  readonly headFacts: Facts;
  /** Who has what through Identity Center on both sides; null where there is nothing to compare. */
  readonly identity: Sides | null;
  /** Head's. */
  readonly intent: Intent;
  /** Head's; nothing when left out. */
  readonly lockdown?: LockdownWanted | undefined;
  readonly tree: Tree;
  readonly locked: LockedTargets;
  readonly problems: readonly Finding[];
  /** Sentences on what was taken to be so of base. */
  readonly assumed: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What a change does to every account. Pure: equal inputs give equal bytes.
 *
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function review(input: ReviewInput): Review {
  const { base, head, identity, intent, tree, locked, problems, now } = input;
  const { partition, homeRegion } = intent.organization;
  const differences = comparePlans(base, head, { now });
  const order = head.nodes.filter(({ kind }) => kind === "account").map(({ id }) => id);
  const lockdown = input.lockdown ?? { plan: null, catalogue: [] };
  const lockout = allProofs({ plan: head, before: base, intent, tree, locked, now }, lockdown);
  return {
    formatVersion: 1,
    blocked: lockout.some(blocks) || problems.some(({ severity }) => severity === "error"),
    groups: groupsOf(differences, order),
    management: managementGroups(base, head),
    identity:
      identity === null
        ? null
        : identityReview({ ...identity, plan: head, partition, region: homeRegion, now }),
    exceptions: exceptionChanges(base.exceptions, head.exceptions, now),
    lockout,
    snapshotChanged: factChanges(input.baseFacts, input.headFacts),
    assumed: [...input.assumed, ...differences.assumed],
    problems,
  };
}
