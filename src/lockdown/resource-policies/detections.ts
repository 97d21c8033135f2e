import type { Severity } from "../../detections/detection";
import { RULE_PREFIX } from "../../detections/names";
import type { PolicyDocument } from "../../policy/document";
import { arnsOf } from "../arns";
import type { LockdownPlan } from "../types";
import { administration, policy } from "./document";

const EVENTBRIDGE = "events.amazonaws.com";
const CLOUDWATCH = "cloudwatch.amazonaws.com";

/**
 * The policy of a detection's bus: principals of this organization may send to it, and do nothing else with it. Rules
 * send by a role of their account, so that an AWS service, which belongs to no organization, never has to.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html, read 2026-11.
 */
export function busPolicy(plan: LockdownPlan, bus: string): PolicyDocument {
  return policy([
    {
      Sid: "Organization",
      Effect: "Allow",
      Principal: "*",
      Action: "events:PutEvents",
      Resource: arnsOf(plan).bus(bus),
      Condition: { StringEquals: { "aws:PrincipalOrgID": plan.organization.id } },
    },
  ]);
}

/**
 * The policy of a topic: rules publish, and alarms of this account and the management account do.
 *
 * EventBridge takes no conditions here: it sends no source account or rule along, and with a condition nothing would be
 * published and nobody told. So a rule of somebody else's could publish noise to a topic whose ARN it knows; it cannot
 * keep a message back.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (SNS;
 * "Condition blocks"), https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html (alarms).
 */
export function topicPolicy(plan: LockdownPlan, severity: Severity): PolicyDocument {
  const topic = arnsOf(plan).topic(severity);
  const publish = { Effect: "Allow", Action: "sns:Publish", Resource: topic } as const;
  return policy([
    { Sid: "Rules", ...publish, Principal: { Service: EVENTBRIDGE } },
    { Sid: "Alarms", ...publish, Principal: { Service: CLOUDWATCH }, Condition: ofAlarms(plan) },
  ]);
}

/**
 * The policy of the topics' key: whoever publishes to an encrypted topic needs both actions. The same holds for
 * conditions as in the policy of a topic.
 *
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services, read
 * 2026-11.
 *
 * @param account of security, whose key it is
 */
export function notificationKeyPolicy(plan: LockdownPlan, account: string): PolicyDocument {
  const publish = {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
  } as const;
  return policy([
    administration(arnsOf(plan).accountRoot(account)),
    { Sid: "Rules", ...publish, Principal: { Service: EVENTBRIDGE } },
    { Sid: "Alarms", ...publish, Principal: { Service: CLOUDWATCH }, Condition: ofAlarms(plan) },
  ]);
}

/**
 * The policy of the queue of what could not be delivered: rules on the buses put there what their topic did not take.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html (granting permissions), read
 * 2026-11.
 */
export function undeliveredQueuePolicy(plan: LockdownPlan): PolicyDocument {
  const arns = arnsOf(plan);
  const names = `${RULE_PREFIX}*`;
  return policy([
    {
      Sid: "Rules",
      Effect: "Allow",
      Principal: { Service: EVENTBRIDGE },
      Action: "sqs:SendMessage",
      Resource: arns.undeliveredQueue(),
      Condition: { ArnLike: { "aws:SourceArn": arns.busRule(names, names) } },
    },
  ]);
}

function ofAlarms({ organization, accounts }: LockdownPlan) {
  const senders = [...new Set([organization.managementAccount, accounts.security?.id ?? []].flat())].sort();
  return { StringEquals: { "aws:SourceAccount": senders } };
}
