import { EventBus } from "@pulumi/aws/cloudwatch/eventBus";
import { EventBusPolicy } from "@pulumi/aws/cloudwatch/eventBusPolicy";
import { EventRule } from "@pulumi/aws/cloudwatch/eventRule";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget";
import { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter";
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { Resource } from "@pulumi/pulumi";
import type { NotifyingRule, TrailAlarm } from "../../detections/rollout";
import { busPolicy } from "../../lockdown/resource-policies/detections";
import type { DutyAccount } from "../../lockdown/types";
import { at, type Building } from "./building";

/**
 * The bus of each detection, and the rule on it that tells the topic of its severity.
 *
 * @param after the topics and the queue, with their policies: a rule that cannot tell yet would lose what it matches
 * @returns what has to be there before a rule can send to a bus
 */
export function tell(building: Building, security: DutyAccount, after: readonly Resource[]): Buses {
  const rules = building.plan.detections?.rollout.notifying ?? [];
  return new Map(rules.map((rule) => [building.arns.bus(rule.bus), bus(building, security, rule, after)]));
}

/** By the ARN of a bus: it, its policy, and what tells what comes to it. */
export type Buses = ReadonlyMap<string, readonly Resource[]>;

function bus(
  building: Building,
  security: DutyAccount,
  { name, bus: busName, pattern, state, severity, message, detection }: NotifyingRule,
  after: readonly Resource[],
): Resource[] {
  const { arns, plan } = building;
  const options = at(building, security);
  const resource = `tell:${detection}`;
  const made = new EventBus(
    resource,
    { name: busName, description: `Events that ${detection} of org-guardrails looks for` },
    options,
  );
  const open = new EventBusPolicy(
    resource,
    { eventBusName: made.name, policy: JSON.stringify(busPolicy(plan, busName)) },
    options,
  );
  const rule = new EventRule(
    resource,
    {
      name,
      description: `Tells what ${detection} of org-guardrails looks for`,
      eventBusName: made.name,
      eventPattern: JSON.stringify(pattern),
      state,
    },
    options,
  );
  const target = new EventTarget(
    resource,
    {
      rule: rule.name,
      eventBusName: made.name,
      targetId: "topic",
      // A topic takes a rule by its own policy: with a role, delivery to an encrypted topic may fail.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html, read 2026-11.
      arn: arns.topic(severity),
      deadLetterConfig: { arn: arns.undeliveredQueue() },
      inputTransformer: { inputPaths: { ...message.paths }, inputTemplate: message.template },
    },
    { ...options, dependsOn: [...after] },
  );
  return [made, open, target];
}

/**
 * Alarms on what the trail's log group counts, in the management account and told to the security account's topics.
 *
 * @param after the topics and, where the trail is made here, its log group
 */
export function count(building: Building, after: readonly Resource[]): void {
  const { plan } = building;
  const logGroupName = plan.trail?.logGroup ?? null;
  if (logGroupName === null) return;
  for (const alarm of plan.detections?.rollout.alarms ?? []) countOne(building, alarm, logGroupName, after);
}

function countOne(
  building: Building,
  { detection, name, filter, metric, threshold, seconds, severity, description }: TrailAlarm,
  logGroupName: string,
  after: readonly Resource[],
): void {
  const options = { ...at(building, building.management), dependsOn: [...after] };
  const resource = `count:${detection}`;
  const counted = { name: metric.name, namespace: metric.namespace, value: "1" };
  new LogMetricFilter(
    resource,
    { name, logGroupName, pattern: filter, metricTransformation: counted },
    options,
  );
  new MetricAlarm(
    resource,
    {
      name,
      alarmDescription: description,
      namespace: metric.namespace,
      metricName: metric.name,
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold,
      period: seconds,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [building.arns.topic(severity)],
    },
    options,
  );
}
