import type { ControlId } from "../aws-data/controls";
import type { OrganizationFacts } from "../catalogue/guardrail";
import type { EventOfSomeRegion } from "./event";
import type { EventPattern } from "./match/pattern";
import type { Emitted, Emitter } from "./where";

export const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** How soon somebody has to look: now, today, this week, when there is time. */
export type Severity = (typeof SEVERITIES)[number];

/** What may have happened, where AWS says so, and how. */
export interface Sample {
  /** In a few words: "root signs in to the console". */
  readonly shows: string;
  readonly event: EventOfSomeRegion;
  readonly emitted: Emitted;
  readonly by: Emitter;
  /** Whether CloudTrail calls it a read-only management event: a rule has to ask for these. */
  readonly readOnly: boolean;
}

export interface Samples {
  /** At least one. */
  readonly noticed: readonly Sample[];
  /** What is near and must be left alone: at least one. */
  readonly ignored: readonly Sample[];
}

interface Described {
  /** "notice-" and what: file, doc page, test, rule and config key have the same name. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why somebody should look, in two sentences at most. */
  readonly why: string;
  /** What to do first, in one message: it is sent along. */
  readonly response: string;
  /** Controls of public standards that it supports; never a claim of compliance. */
  readonly references: readonly ControlId[];
  readonly samples: (organization: OrganizationFacts) => Samples;
}

/** A detection by rules that hand each matching event to the security account. */
export interface RuleDetection extends Described {
  readonly kind: "rule";
  /** "finding" where a service reports what it found; otherwise somebody did something. */
  readonly about?: "finding";
  /** Which accounts have something to match, and the rule: all, the management account, or a delegated one. */
  readonly accounts: "every" | "management" | "security" | "iam";
  /** In which Regions it stands. */
  readonly emitted: Exclude<Emitted, "elsewhere">;
  /** Whether the rule has to be given read-only management events. */
  readonly readOnly: boolean;
  /** Null where the organization has nothing of the kind, and nothing is deployed. */
  readonly pattern: (organization: OrganizationFacts) => EventPattern | null;
}

/** A detection by a metric filter on the log group of the organization's trail, and an alarm on the metric. */
export interface MetricDetection extends Described {
  readonly kind: "metric";
  /** Null where the organization has nothing of the kind. */
  readonly filter: (organization: OrganizationFacts) => string | null;
  readonly alarm: {
    /** So many matching events within so many seconds: a multiple of 60. */
    readonly threshold: number;
    readonly seconds: number;
  };
}

export type Detection = RuleDetection | MetricDetection;

/** Use it in every file of detections/ that is a rule. */
export function detection(definition: Omit<RuleDetection, "kind">): Detection {
  return { kind: "rule", ...definition };
}

/** The same for what a rule cannot do. */
export function metricDetection(definition: Omit<MetricDetection, "kind">): Detection {
  return { kind: "metric", ...definition };
}
