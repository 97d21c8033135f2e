import type { Detection } from "../../detections/detection";
import type { Finding } from "../../findings/finding";
import type { BaselineIntent, Intent } from "../../organization/intent";
import type { Lock } from "../../organization/lock";
import type { Snapshot } from "../../organization/snapshot";
import type { Tree } from "../../organization/tree";
import { organizationFacts } from "../../plan/facts";
import { lockFindings } from "../../plan/problems";
import { digestOf } from "../../policy/canonical";
import { type AccountBaseline, LOCKDOWN_STACK, type LockdownPlan, type PlannedTrail } from "../types";
import { accessOf } from "./access";
import { planDetections, unwatchedFindings } from "./detections";
import { dutiesOf, type Needs } from "./duties";
import { lockdownItems } from "./items";
import { movedUnitFindings } from "./moved-units";
import { TRAIL_KEY_ALIAS, TRAIL_LOG_DAYS, TRAIL_NAME, trailBucketName } from "./names";
import { notReadFindings } from "./not-read";
import { rootGuardrailFindings, undeployedFindings } from "./root-guardrails";
import { planStackSets, stackSetFindings } from "./stack-sets";
import { reachedBy, unitsOf } from "./units";

export interface LockdownInput {
  readonly intent: Intent;
  readonly snapshot: Snapshot;
  /** Null before the first `lock`. */
  readonly lock: Lock | null;
  readonly tree: Tree;
  readonly detections: readonly Detection[];
}

/** The plan, or why there is none. */
export interface PlannedLockdown {
  /** Null where organization.yaml wants nothing of the stack, or the desired state cannot be known. */
  readonly plan: LockdownPlan | null;
  readonly problems: readonly Finding[];
}

/** Whether organization.yaml wants something deployed: an existing trail, or root users left alone, is nothing. */
export function wantsLockdown({
  rootLockdown,
  detections,
}: Pick<Intent, "rootLockdown" | "detections">): boolean {
  if (detections !== undefined) return true;
  if (rootLockdown === undefined) return false;
  const { centralRootAccess, accessAnalyzers, trail, baseline } = rootLockdown;
  return (
    centralRootAccess !== null ||
    accessAnalyzers !== null ||
    trail?.mode === "create" ||
    (baseline !== null && hasSettings(baseline))
  );
}

const hasSettings = ({ passwordPolicy, ebsEncryption }: BaselineIntent) =>
  passwordPolicy !== null || ebsEncryption;

/**
 * Intent + Snapshot + catalogue -> the desired state of the stack root-lockdown. Pure: equal inputs give equal bytes,
 * in whatever order files list things. What the snapshot says of the lockdown changes `items` and problems only.
 */
export function makeLockdownPlan(input: LockdownInput): PlannedLockdown {
  const { intent, snapshot, lock, tree } = input;
  const { organization, rootLockdown, detections } = intent;
  const locked = lock?.targets ?? {};
  const empty = emptyBaselineFindings(intent);
  if (!wantsLockdown(intent)) return { plan: null, problems: empty };
  const duties = dutiesOf(intent, tree, locked, needsOf(intent));
  const units = unitsOf(rootLockdown?.baseline ?? null, tree, locked);
  const early = [
    ...empty,
    ...rootGuardrailFindings(intent, tree, locked),
    ...duties.problems,
    ...units.problems,
  ];
  if (duties.problems.length > 0 || units.problems.length > 0) return { plan: null, problems: early };

  const { accounts } = duties;
  const trail = trailOf(intent, accounts);
  const facts = organizationFacts(intent);
  const noticed =
    detections === undefined
      ? null
      : planDetections({ wanted: detections, detections: input.detections, facts, trail, accounts });
  const baseline = baselineOf(intent);
  const stackSets = planStackSets({
    baseline,
    rollout: noticed?.planned.rollout ?? null,
    securityAccount: accounts.security?.id ?? null,
    units: units.ids,
    organization,
    written: rootLockdown?.baseline ?? null,
  });
  const { outside, ...reached } = reachedBy(stackSets.length === 0 ? [] : units.ids, tree, organization);
  const desired = {
    formatVersion: 1 as const,
    stack: LOCKDOWN_STACK as typeof LOCKDOWN_STACK,
    organization: {
      id: organization.id,
      managementAccount: organization.managementAccount,
      root: tree.root.id,
      partition: organization.partition,
      homeRegion: organization.homeRegion,
    },
    accounts,
    ...accessOf(intent, accounts, stackSets.length > 0),
    trail,
    baseline,
    stackSets,
    detections: noticed?.planned ?? null,
  };
  const digest = digestOf(desired);
  const problems = [
    ...early,
    ...(noticed?.problems ?? []),
    ...(stackSets.length === 0 ? [] : unwatchedFindings(outside, intent)),
    ...stackSetFindings(stackSets, reached, intent),
    ...movedUnitFindings(stackSets, tree, snapshot, intent),
    ...undeployedFindings(intent, snapshot, lock),
    ...notReadFindings(snapshot),
    // That there is no lock at all is said once, by the plan of the guardrails.
    ...(lock === null ? [] : lockFindings(lock.digests[LOCKDOWN_STACK], digest, true, LOCKDOWN_STACK)),
  ];
  const whole = { ...desired, ...reached, digest };
  return { plan: { ...whole, items: lockdownItems(whole, snapshot.lockdown), problems }, problems };
}

/** What needs each account with a duty, as a sentence names it. */
function needsOf({ rootLockdown, detections }: Intent): Needs {
  const iam = [
    ...(rootLockdown?.centralRootAccess != null ? ["root-lockdown.central-root-access"] : []),
    ...(rootLockdown?.accessAnalyzers != null ? ["root-lockdown.access-analyzers"] : []),
  ];
  return {
    security: detections === undefined ? "" : "detections",
    logArchive: rootLockdown?.trail?.mode === "create" ? "root-lockdown.trail" : "",
    iam: iam[0] ?? "",
  };
}

function emptyBaselineFindings({ rootLockdown, detections }: Intent): readonly Finding[] {
  const baseline = rootLockdown?.baseline ?? null;
  if (baseline === null || hasSettings(baseline) || detections !== undefined) return [];
  return [
    {
      code: "baseline-empty",
      severity: "warning",
      place: baseline.place,
      path: "root-lockdown.baseline",
      message: "the baseline names units, and nothing that their accounts should have",
      expected: "password-policy, ebs-encryption, or the section detections",
      fix: "say what every account should have, or remove the baseline",
    },
  ];
}

function trailOf(
  { organization, rootLockdown }: Intent,
  accounts: LockdownPlan["accounts"],
): PlannedTrail | null {
  const trail = rootLockdown?.trail ?? null;
  if (trail?.mode !== "create") return trail && { mode: "existing", logGroup: trail.logGroup };
  return {
    mode: "create",
    name: TRAIL_NAME,
    bucket: trailBucketName(organization.id, accounts.logArchive!.id),
    keyAlias: TRAIL_KEY_ALIAS,
    logGroup: TRAIL_NAME,
    logGroupDays: TRAIL_LOG_DAYS,
  };
}

function baselineOf({ organization, rootLockdown }: Intent): AccountBaseline {
  const baseline = rootLockdown?.baseline ?? null;
  return {
    passwordPolicy: baseline?.passwordPolicy ?? null,
    ebsEncryptionRegions: baseline?.ebsEncryption ? [...organization.regions].sort() : [],
  };
}
