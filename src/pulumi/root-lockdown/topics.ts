import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm";
import { Alias } from "@pulumi/aws/kms/alias";
import { Key } from "@pulumi/aws/kms/key";
import { Topic } from "@pulumi/aws/sns/topic";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription";
import { Queue } from "@pulumi/aws/sqs/queue";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy";
import type { Resource } from "@pulumi/pulumi";
import { SEVERITIES, type Severity } from "../../detections/detection";
import { NOTIFICATION_KEY_ALIAS, topicName, UNDELIVERED_NAME, UNDELIVERED_WORDS } from "../../lockdown/names";
import {
  notificationKeyPolicy,
  topicPolicy,
  undeliveredQueuePolicy,
} from "../../lockdown/resource-policies/detections";
import { mailOf } from "../../lockdown/subscribers";
import type { DutyAccount } from "../../lockdown/types";
import { at, type Building } from "./building";

/** The longest that SQS keeps a message: 14 days, in seconds. */
const LONGEST_RETENTION = 1_209_600;

/**
 * A topic of each severity, their one key, who is told, and the queue of what no topic took. An alarm on the queue goes
 * to the topic of what is critical.
 *
 * @returns what a rule has to have before it can tell anything
 */
export function makeTopics(building: Building, security: DutyAccount): Resource[] {
  const options = at(building, security);
  const key = notificationKey(building, security);
  const topics = SEVERITIES.map((severity) => {
    const topic = new Topic(
      `topic:${severity}`,
      { name: topicName(severity), kmsMasterKeyId: key.arn },
      options,
    );
    const policy = JSON.stringify(topicPolicy(building.plan, severity));
    return {
      severity,
      topic,
      policy: new TopicPolicy(`topic:${severity}`, { arn: topic.arn, policy }, options),
    };
  });
  for (const { severity, topic } of topics) subscribe(building, security, severity, topic);
  const told = topics.flatMap(({ topic, policy }) => [topic, policy]);
  return [...told, ...undelivered(building, security, told)];
}

function notificationKey(building: Building, security: DutyAccount): Key {
  const options = at(building, security);
  const key = new Key(
    "notifications",
    {
      description: "Topics of org-guardrails",
      enableKeyRotation: true,
      policy: JSON.stringify(notificationKeyPolicy(building.plan, security.id)),
    },
    // Without it, no topic takes anything.
    { ...options, protect: true },
  );
  new Alias("notifications", { name: NOTIFICATION_KEY_ALIAS, targetKeyId: key.keyId }, options);
  return key;
}

/** Mail only: a chat configuration names the topics that it listens to, and subscribes by itself. */
function subscribe(building: Building, security: DutyAccount, severity: Severity, topic: Topic): void {
  for (const endpoint of mailOf(building.plan.detections?.subscribers ?? [], severity)) {
    new TopicSubscription(
      `mail:${severity}:${endpoint}`,
      { topic: topic.arn, protocol: "email", endpoint },
      at(building, security),
    );
  }
}

function undelivered(building: Building, security: DutyAccount, told: readonly Resource[]): Resource[] {
  const options = at(building, security);
  const queue = new Queue(
    "undelivered",
    { name: UNDELIVERED_NAME, sqsManagedSseEnabled: true, messageRetentionSeconds: LONGEST_RETENTION },
    options,
  );
  const policy = new QueuePolicy(
    "undelivered",
    { queueUrl: queue.id, policy: JSON.stringify(undeliveredQueuePolicy(building.plan)) },
    options,
  );
  new MetricAlarm(
    "undelivered",
    {
      name: UNDELIVERED_NAME,
      alarmDescription: UNDELIVERED_WORDS,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: UNDELIVERED_NAME },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [building.arns.topic("critical")],
    },
    { ...options, dependsOn: [...told, queue] },
  );
  return [queue, policy];
}
