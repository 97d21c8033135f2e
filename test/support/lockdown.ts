import { detections } from "../../detections";
import type { Detection } from "../../src/detections/detection";
import {
  type LockdownInput,
  makeLockdownPlan,
  type PlannedLockdown,
} from "../../src/lockdown/plan/make-lockdown-plan";
import { templateDigest } from "../../src/lockdown/template-digest";
import type { LockdownPlan } from "../../src/lockdown/types";
import type {
  BaselineIntent,
  DetectionsIntent,
  Intent,
  RootLockdownIntent,
} from "../../src/organization/intent";
import type { Lock } from "../../src/organization/lock";
import type { LockdownSnapshot } from "../../src/organization/lockdown-snapshot";
import { PASSWORD_POLICY } from "../../src/organization/root-lockdown-intent";
import type { Snapshot } from "../../src/organization/snapshot";
import { buildTree } from "../../src/organization/tree";
import { PLACE, smallIntent, smallSnapshot } from "./organizations";

const SECURITY = "555555555555";

/** The small organization with accounts for audit and logs, one that is closed, and one that is not there yet. */
export function lockdownSnapshot(lockdown?: LockdownSnapshot): Snapshot {
  const small = smallSnapshot();
  const unit = { id: "ou-test-secu0001", name: "Security", parent: "r-test" };
  const account = (id: string, name: string, parent: string, state = "ACTIVE") => ({
    id,
    name,
    parent,
    state,
  });
  return {
    ...small,
    units: [...small.units, unit],
    accounts: [
      ...small.accounts,
      account(SECURITY, "audit", unit.id),
      account("666666666666", "logs", unit.id),
      account("777777777777", "closed", "ou-test-dev00001", "SUSPENDED"),
      account("888888888888", "coming", "ou-test-dev00001", "PENDING_ACTIVATION"),
    ],
    ...(lockdown === undefined ? {} : { lockdown }),
  };
}

export function baselineIntent(rest: Partial<BaselineIntent> = {}): BaselineIntent {
  return {
    on: ["Root"],
    passwordPolicy: PASSWORD_POLICY,
    ebsEncryption: true,
    failureTolerance: 5,
    concurrency: 20,
    place: PLACE,
    ...rest,
  };
}

/** Everything that the section can ask for. */
export function lockdownIntent(rest: Partial<RootLockdownIntent> = {}): RootLockdownIntent {
  return {
    centralRootAccess: { place: PLACE },
    accessAnalyzers: { unusedAfterDays: 90, place: PLACE },
    trail: { mode: "create", place: PLACE },
    baseline: baselineIntent(),
    keepRootCredentials: [],
    ...rest,
  };
}

export const NO_LOCKDOWN: RootLockdownIntent = {
  centralRootAccess: null,
  accessAnalyzers: null,
  trail: null,
  baseline: null,
  keepRootCredentials: [],
};

export function detectionsIntent(rest: Partial<DetectionsIntent> = {}): DetectionsIntent {
  return {
    notify: [{ protocol: "email", endpoint: "security@example.com", from: "high" }],
    regions: [],
    disabled: [],
    place: PLACE,
    ...rest,
  };
}

const ROOT_GUARDRAILS = { Root: ["deny-root-user", "deny-root-access-keys", "restrict-assume-root"] };

/** An intent with the lockdown, and with what it needs. */
export function lockedDown(rest: Partial<Intent> = {}): Intent {
  const named = (account: string) => ({ account, deployRole: "role/deployer", place: PLACE });
  return {
    ...smallIntent(ROOT_GUARDRAILS),
    accounts: { security: named("audit"), logArchive: named("logs"), iam: named("audit") },
    rootLockdown: lockdownIntent(),
    detections: detectionsIntent(),
    ...rest,
  };
}

export interface LockdownOptions {
  readonly snapshot?: Snapshot;
  readonly lock?: Lock | null;
  readonly detections?: readonly Detection[];
}

export function lockdownPlans(intent: Intent, options: LockdownOptions = {}): PlannedLockdown {
  const { snapshot = lockdownSnapshot(), lock = null } = options;
  const input: LockdownInput = {
    intent,
    snapshot,
    lock,
    tree: buildTree(snapshot),
    detections: options.detections ?? detections,
  };
  return makeLockdownPlan(input);
}

/** The plan of an intent, which must be one that can be planned. */
export function lockdownPlan(intent: Intent = lockedDown(), options: LockdownOptions = {}): LockdownPlan {
  const { plan, problems } = lockdownPlans(intent, options);
  if (plan === null) throw new Error(JSON.stringify(problems));
  return plan;
}

/** The facts of an organization in which the stack of a plan was deployed, and everything went well. */
export function deployedLockdown(plan: LockdownPlan): LockdownSnapshot {
  return {
    rootFeatures: plan.rootAccess?.features ?? [],
    trustedAccess: plan.trustedAccess,
    delegations: [...new Set(plan.delegations.map(({ account }) => account))].map((account) => ({
      account,
      services: plan.delegations
        .filter((one) => one.account === account)
        .map(({ servicePrincipal }) => servicePrincipal),
    })),
    stackSets: plan.stackSets.map((set) => ({
      name: set.name,
      status: "ACTIVE",
      template: templateDigest(set.template),
      permissionModel: "SERVICE_MANAGED",
      autoDeployment: { enabled: true, retainStacks: true },
      units: set.units,
      instances: set.regions.map((region) => ({
        region,
        status: "CURRENT",
        detailedStatus: "SUCCEEDED",
        reason: "",
        accounts: plan.covered,
      })),
    })),
    notRead: [],
  };
}
