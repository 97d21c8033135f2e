import type { OrganizationFacts } from "../../catalogue/guardrail";
import type { Detection } from "../../detections/detection";
import { IllegalPatternError } from "../../detections/match/pattern";
import { planRollout, type Rollout } from "../../detections/rollout";
import type { Finding } from "../../findings/finding";
import type { DetectionsIntent, Intent } from "../../organization/intent";
import type { LockdownPlan, PlannedDetections, PlannedTrail } from "../types";

export interface DetectionsInput {
  readonly wanted: DetectionsIntent;
  readonly detections: readonly Detection[];
  readonly facts: OrganizationFacts;
  readonly trail: PlannedTrail | null;
  readonly accounts: LockdownPlan["accounts"];
}

export interface PlannedRollout {
  readonly planned: PlannedDetections;
  readonly problems: readonly Finding[];
}

/** What notices, and what is wrong with it. What cannot stand anywhere is left out, and said. */
export function planDetections(input: DetectionsInput): PlannedRollout {
  const { wanted, facts } = input;
  const choices = {
    regions: wanted.regions,
    disabled: wanted.disabled.map(({ detection }) => detection),
  };
  const legal: Detection[] = [];
  const problems: Finding[] = [...trailFindings(input.trail, wanted)];
  for (const detection of input.detections) {
    try {
      planRollout([detection], facts, choices);
      legal.push(detection);
    } catch (error) {
      if (!(error instanceof IllegalPatternError)) throw error;
      problems.push(illegal(detection.id, error));
    }
  }
  const placed = withAccounts(planRollout(legal, facts, choices), input.accounts);
  const counted = withLogGroup(placed.rollout, input.trail, wanted);
  return {
    planned: { rollout: counted.rollout, subscribers: wanted.notify },
    problems: [...problems, ...placed.problems, ...counted.problems],
  };
}

/**
 * Calls reach a rule only where a trail records them.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html, read 2026-11.
 */
function trailFindings(trail: PlannedTrail | null, { place }: DetectionsIntent): readonly Finding[] {
  if (trail !== null) return [];
  return [
    {
      code: "detections-without-trail",
      severity: "error",
      place,
      path: "detections",
      message:
        "detections see calls only where a trail records them, and root-lockdown.trail says nothing of one",
      expected: "create, existing, or { existing: { log-group: NAME } }",
      fix: "add `trail: create` under root-lockdown, or `trail: existing` where the organization has one of all Regions",
    },
  ];
}

function illegal(detection: string, { message }: IllegalPatternError): Finding {
  return {
    code: "detection-pattern-refused",
    severity: "error",
    path: `detections.${detection}`,
    message: `EventBridge would not take the pattern of ${detection}: ${message}`,
    fix: "name fewer roles under access, with wildcards where several share a name; or disable the detection with a reason",
  };
}

interface Left {
  readonly rollout: Rollout;
  readonly problems: readonly Finding[];
}

/** Findings of Access Analyzer come to the account that administers it: without one, its rule has no place. */
function withAccounts(rollout: Rollout, { iam }: LockdownPlan["accounts"]): Left {
  const lost = rollout.forwarding.filter(({ accounts }) => accounts === "iam" && iam === null);
  const ids = new Set(lost.map(({ detection }) => detection));
  return {
    rollout: {
      ...rollout,
      forwarding: rollout.forwarding.filter(({ detection }) => !ids.has(detection)),
      notifying: rollout.notifying.filter(({ detection }) => !ids.has(detection)),
    },
    problems: lost.map(({ detection }) => ({
      code: "detection-without-account",
      severity: "warning",
      path: `detections.${detection}`,
      message: `${detection} stands in the account that administers IAM, and accounts.iam names none: it is left out`,
      fix: "add iam under accounts, or disable the detection with a reason",
    })),
  };
}

/** What is counted is counted in the trail's log group. */
function withLogGroup(rollout: Rollout, trail: PlannedTrail | null, { place }: DetectionsIntent): Left {
  if (trail?.logGroup != null || rollout.alarms.length === 0) return { rollout, problems: [] };
  const ids = rollout.alarms.map(({ detection }) => detection).join(", ");
  const left = { ...rollout, alarms: [] };
  // Without a trail at all, that is the error.
  if (trail === null) return { rollout: left, problems: [] };
  return {
    rollout: left,
    problems: [
      {
        code: "detections-without-log-group",
        severity: "warning",
        place,
        path: "root-lockdown.trail",
        message: `${ids} count in the log group of the trail, and root-lockdown.trail names none: they are left out`,
        expected: "trail: { existing: { log-group: NAME } }",
        fix: "name the log group that the trail writes to, or disable these detections with a reason",
      },
    ],
  };
}

/** A warning where rules do not stand in every account. */
export function unwatchedFindings(
  outside: readonly { readonly path: string }[],
  { detections, rootLockdown }: Pick<Intent, "detections" | "rootLockdown">,
): readonly Finding[] {
  if (detections === undefined || outside.length === 0) return [];
  const shown = outside.slice(0, 3).map(({ path }) => path);
  const more = outside.length > shown.length ? ` and ${outside.length - shown.length} more` : "";
  return [
    {
      code: "accounts-not-watched",
      severity: "warning",
      place: rootLockdown?.baseline?.place,
      path: "root-lockdown.baseline.on",
      message: `rules stand in the units of the baseline only: nothing is noticed in ${shown.join(", ")}${more}`,
      expected: "on: [Root]",
      fix: "name Root, or units that hold every account",
    },
  ];
}
