import type { Rollout } from "../../detections/rollout";
import type { Finding, Place } from "../../findings/finding";
import type { BaselineIntent, Intent } from "../../organization/intent";
import { CONCURRENCY, FAILURE_TOLERANCE } from "../../organization/root-lockdown-intent";
import { printable } from "../../render/printable";
import { counted, grouped } from "../../render/style";
import { baselineTemplate, hasBaseline } from "../template/baseline";
import { detectionsTemplate } from "../template/detections";
import { MOST_TEMPLATE_BYTES, templateBytes } from "../template/template";
import type { AccountBaseline, PlannedStackSet, SkippedAccount } from "../types";
import { BASELINE_STACK_SET, DETECTIONS_STACK_SET } from "./names";

export interface StackSetsInput {
  readonly baseline: AccountBaseline;
  /** Null where nothing is noticed. */
  readonly rollout: Rollout | null;
  /** Null only where nothing is noticed. */
  readonly securityAccount: string | null;
  readonly units: readonly string[];
  readonly organization: Intent["organization"];
  /** Null where organization.yaml has no baseline: rules alone are rolled out then. */
  readonly written: BaselineIntent | null;
}

/** The two StackSets, or those of them that have something to hold, sorted by name. */
export function planStackSets(input: StackSetsInput): readonly PlannedStackSet[] {
  const { baseline, rollout, securityAccount, units, organization, written } = input;
  const { partition, homeRegion } = organization;
  const common = {
    region: homeRegion,
    units,
    failureTolerancePercentage: written?.failureTolerance ?? FAILURE_TOLERANCE,
    maxConcurrentPercentage: written?.concurrency ?? CONCURRENCY,
  };
  const rules = (rollout?.forwarding ?? []).filter(({ accounts }) => accounts === "every");
  // The management account, and those with a duty, send by their own roles: a rule of theirs alone needs one too.
  const forwards = (rollout?.forwarding ?? []).length > 0;
  return [
    ...(hasBaseline({ baseline, forwards })
      ? [
          {
            ...common,
            name: BASELINE_STACK_SET,
            description: "What org-guardrails holds in every account, in one Region",
            template: baselineTemplate({ baseline, forwards, partition, securityAccount, homeRegion }),
            regions: [homeRegion],
          },
        ]
      : []),
    ...(rules.length > 0
      ? [
          {
            ...common,
            name: DETECTIONS_STACK_SET,
            description: "Rules of org-guardrails that send what detections look for",
            template: detectionsTemplate({ rules, securityAccount: securityAccount!, homeRegion }),
            regions: [...new Set(rules.flatMap(({ regions }) => regions))].sort(),
          },
        ]
      : []),
  ];
}

/** What a person has to know of them: templates that AWS would refuse, accounts that they do not reach. */
export function stackSetFindings(
  stackSets: readonly PlannedStackSet[],
  { covered, skipped }: { readonly covered: readonly string[]; readonly skipped: readonly SkippedAccount[] },
  { organization, rootLockdown }: Pick<Intent, "organization" | "rootLockdown">,
): readonly Finding[] {
  if (stackSets.length === 0) return [];
  const place = rootLockdown?.baseline?.place;
  return [
    ...(organization.partition === "aws-cn" ? [notInChina(place)] : []),
    ...stackSets.flatMap(sizeFindings),
    ...(covered.length > 0 ? [] : [nobodyReached(place)]),
    ...(skipped.length === 0 ? [] : [skippedFinding(skipped)]),
  ];
}

function sizeFindings({ name, template }: PlannedStackSet): readonly Finding[] {
  const bytes = templateBytes(template);
  if (bytes <= MOST_TEMPLATE_BYTES) return [];
  return [
    {
      code: "template-too-large",
      severity: "error",
      path: `stack-sets.${name}`,
      message: `the template of ${name} takes ${grouped(bytes)} bytes, of the ${grouped(MOST_TEMPLATE_BYTES)} that CloudFormation takes at once`,
      fix: "name fewer roles under access, or disable detections that are not needed",
    },
  ];
}

/**
 * Source: https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html,
 * read 2026-11.
 */
function notInChina(place: Place | undefined): Finding {
  return {
    code: "stack-sets-not-available",
    severity: "error",
    place,
    path: "root-lockdown.baseline",
    message:
      "CloudFormation cannot be given trusted access in the partition aws-cn, and StackSets of units need it",
    fix: "remove the baseline and the detections",
  };
}

function nobodyReached(place: Place | undefined): Finding {
  return {
    code: "no-account-reached",
    severity: "warning",
    place,
    path: "root-lockdown.baseline.on",
    message:
      "no active member account stands in the units of the StackSets: nothing is deployed until one does",
    fix: "name units with accounts in them",
  };
}

/** Skipped accounts that one finding names. */
const MOST_NAMED = 5;

function skippedFinding(skipped: readonly SkippedAccount[]): Finding {
  const named = skipped
    .slice(0, MOST_NAMED)
    .map(({ account, name, state }) => `${printable(name)} (${account}, ${printable(state)})`);
  const more = skipped.length > named.length ? ` and ${grouped(skipped.length - named.length)} more` : "";
  return {
    code: "accounts-skipped",
    severity: "info",
    path: "root-lockdown",
    message: `StackSets skip ${counted(skipped.length, "account that is", "accounts that are")} not active: ${named.join(", ")}${more}`,
  };
}
