import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { identityOf } from "../src/files/identity-files";
import { lockdownOf } from "../src/files/lockdown-files";
import {
  DEFAULT_NAMES,
  type NamedFile,
  type PlanFiles,
  planFromFiles,
  readPlanInputs,
} from "../src/files/plan-files";
import { FileError } from "../src/files/read";
import type { Finding } from "../src/findings/finding";
import type { IdentityPlan, IdentityStack } from "../src/identity/plan/types";
import { wantsLockdown } from "../src/lockdown/plan/make-lockdown-plan";
import { LOCKDOWN_STACK, type LockdownPlan } from "../src/lockdown/types";
import type { Intent } from "../src/organization/intent";
import { type Tree, treeOf } from "../src/organization/tree";
import type { Plan } from "../src/plan/types";
import { renderFindings } from "../src/render/findings";
import { PLAIN } from "../src/render/style";

export interface LoadedPlan {
  readonly plan: Plan;
  /** Digest of the desired state that organization.lock.json holds for this stack. */
  readonly reviewedDigest: string | undefined;
  readonly homeRegion: string;
}

export interface LoadedIdentityPlan {
  readonly plan: IdentityPlan;
  readonly reviewedDigest: string | undefined;
  readonly intent: Intent;
  readonly tree: Tree;
}

export interface LoadedLockdownPlan {
  readonly plan: LockdownPlan;
  readonly reviewedDigest: string | undefined;
}

/**
 * Makes the plan from organization.yaml, organization.snapshot.json and organization.lock.json in a folder.
 *
 * @throws RunError when one of the files cannot be read or no plan can be made of them
 */
export function loadPlan(root: string): LoadedPlan {
  return readable(() => {
    const { plan, problems, inputs } = planFromFiles(filesIn(root), Date.now());
    if (plan === null) throw noPlan(problems);
    const { intent, lock } = inputs!;
    return {
      plan: { ...plan, problems },
      reviewedDigest: lock?.digests.guardrails,
      homeRegion: intent.organization.homeRegion,
    };
  });
}

/** As loadPlan, for a stack of Identity Center. */
export function loadIdentityPlan(root: string, stack: IdentityStack): LoadedIdentityPlan {
  return readable(() => {
    const { inputs, problems } = readPlanInputs(filesIn(root));
    if (inputs === null) throw noPlan(problems);
    const read = treeOf(inputs.snapshot);
    if (read.tree === null) throw noPlan([read.problem]);
    const { tree } = read;
    const { plans, problems: found } = identityOf(inputs, tree, Date.now());
    const plan = plans.find((one) => one.stack === stack);
    if (plan === undefined) {
      const isWanted = inputs.intent.identity !== undefined && plans.length === 0;
      throw isWanted ? noPlan([...problems, ...found]) : NOTHING_WANTED;
    }
    return {
      plan: { ...plan, problems: [...problems, ...plan.problems] },
      reviewedDigest: inputs.lock?.digests[stack],
      intent: inputs.intent,
      tree,
    };
  });
}

/** As loadPlan, for the stack root-lockdown. */
export function loadLockdownPlan(root: string): LoadedLockdownPlan {
  return readable(() => {
    const { inputs, problems } = readPlanInputs(filesIn(root));
    if (inputs === null) throw noPlan(problems);
    const read = treeOf(inputs.snapshot);
    if (read.tree === null) throw noPlan([read.problem]);
    const { plan, problems: found } = lockdownOf(inputs, read.tree);
    if (plan === null) throw wantsLockdown(inputs.intent) ? noPlan([...problems, ...found]) : NOTHING_WANTED;
    return {
      plan: { ...plan, problems: [...problems, ...plan.problems] },
      reviewedDigest: inputs.lock?.digests[LOCKDOWN_STACK],
    };
  });
}

function filesIn(root: string): PlanFiles {
  const file = (name: string): NamedFile => ({ path: join(root, name), name });
  const { organization, snapshot, lock } = DEFAULT_NAMES;
  return { organization: file(organization), snapshot: file(snapshot), lock: file(lock) };
}

const NOTHING_WANTED = new RunError("organization.yaml wants nothing of this stack");

function noPlan(problems: readonly Finding[]): RunError {
  return new RunError(`no plan can be made:\n${renderFindings(problems, PLAIN)}`);
}

function readable<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    throw error instanceof FileError ? new RunError(error.message) : error;
  }
}
