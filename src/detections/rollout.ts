import type { OrganizationFacts } from "../catalogue/guardrail";
import type { Detection, MetricDetection, RuleDetection, Severity } from "./detection";
import { parsePattern } from "./match/parse";
import type { EventPattern } from "./match/pattern";
import { type Message, messageOf } from "./message";
import { METRIC_NAMESPACE, ruleName } from "./names";
import { regionsWhere, watchedRegions } from "./where";

/**
 * ENABLED leaves out read-only management events.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html, read
 * 2026-11: on default and on custom buses.
 */
export type RuleState = "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** A rule on the default bus of accounts, whose one target is its detection's bus in the security account. */
export interface ForwardingRule {
  readonly detection: string;
  readonly name: string;
  /** The name of the bus that it sends to. */
  readonly bus: string;
  readonly accounts: RuleDetection["accounts"];
  /** Where it stands, sorted. */
  readonly regions: readonly string[];
  readonly pattern: EventPattern;
  readonly state: RuleState;
}

/** A rule on its detection's bus in the security account, whose one target is the topic of its severity. */
export interface NotifyingRule {
  readonly detection: string;
  readonly name: string;
  /** The name of the bus that it stands on. */
  readonly bus: string;
  readonly pattern: EventPattern;
  /** The same as that of the rule which sends: a forwarded event is still a read-only one. */
  readonly state: RuleState;
  readonly severity: Severity;
  readonly message: Message;
}

/** A metric filter on the log group of the organization's trail, and an alarm on it, told to the topic. */
export interface TrailAlarm {
  readonly detection: string;
  readonly name: string;
  readonly filter: string;
  readonly metric: { readonly namespace: string; readonly name: string };
  /** It is raised from so many on within a period of so many seconds; no data is no alarm. */
  readonly threshold: number;
  readonly seconds: number;
  readonly severity: Severity;
  /** What the message of the alarm says: AlarmDescription, at most 1,024 characters. */
  readonly description: string;
}

/** Everything that notices, as plain data. */
export interface Rollout {
  /** The Region of the buses, topics, filters and alarms. */
  readonly homeRegion: string;
  /** Every Region with a rule, sorted; no others are watched by rules. */
  readonly regions: readonly string[];
  readonly forwarding: readonly ForwardingRule[];
  readonly notifying: readonly NotifyingRule[];
  readonly alarms: readonly TrailAlarm[];
}

/** What organization.yaml says of it. */
export interface RolloutChoices {
  /** Enabled Regions to watch beside those that have to be. */
  readonly regions: readonly string[];
  /** Ids of detections that are not rolled out. */
  readonly disabled: readonly string[];
}

export const EVERYTHING: RolloutChoices = { regions: [], disabled: [] };

/**
 * Where which rules and alarms stand. An event takes one hop, from the default bus where AWS emits it straight to the
 * security account in the home Region: a forwarded event is never forwarded again. Each detection has a bus of its own
 * there. An event that two detections want is sent twice, and on a bus of both, each copy would be told twice.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html.
 *
 * @throws IllegalPatternError when a pattern does not fit this organization: too many roles to spare, for one
 */
export function planRollout(
  detections: readonly Detection[],
  organization: OrganizationFacts,
  { regions, disabled }: RolloutChoices = EVERYTHING,
): Rollout {
  const wanted = detections.filter(({ id }) => !disabled.includes(id));
  const rules = wanted.flatMap((each) => (each.kind === "rule" ? ruleOf(each, organization) : []));
  return {
    homeRegion: organization.homeRegion,
    regions: watchedRegions(organization, regions),
    forwarding: rules.map(({ detection, pattern, state }) => ({
      detection: detection.id,
      name: ruleName(detection.id),
      bus: ruleName(detection.id),
      accounts: detection.accounts,
      regions: regionsWhere(detection.emitted, organization, regions),
      pattern,
      state,
    })),
    notifying: rules.map(({ detection, pattern, state }) => ({
      detection: detection.id,
      name: ruleName(detection.id),
      bus: ruleName(detection.id),
      pattern,
      state,
      severity: detection.severity,
      message: messageOf(detection),
    })),
    alarms: wanted.flatMap((each) => (each.kind === "metric" ? alarmOf(each, organization) : [])),
  };
}

interface Rule {
  readonly detection: RuleDetection;
  readonly pattern: EventPattern;
  readonly state: RuleState;
}

function ruleOf(detection: RuleDetection, organization: OrganizationFacts): readonly Rule[] {
  const pattern = detection.pattern(organization);
  if (pattern === null) return [];
  parsePattern(pattern);
  return [
    {
      detection,
      pattern,
      state: detection.readOnly ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
    },
  ];
}

function alarmOf(detection: MetricDetection, organization: OrganizationFacts): readonly TrailAlarm[] {
  const { id, title, response, severity, alarm } = detection;
  const filter = detection.filter(organization);
  if (filter === null) return [];
  return [
    {
      detection: id,
      name: ruleName(id),
      filter,
      metric: { namespace: METRIC_NAMESPACE, name: id },
      ...alarm,
      severity,
      description: `${title}. ${response}`,
    },
  ];
}
