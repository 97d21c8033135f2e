import { RULE_PREFIX } from "../../../detections/names";
import type { ForwardingRule } from "../../../detections/rollout";
import type { DutyAccount, LockdownPlan } from "../../../lockdown/types";
import type { Calls, Need } from "../needs/need";

/** What a deployer does in an account with a duty: what it makes there, and what undoes that. */
export interface DutyNeed {
  readonly account: string;
  /** "role/…" */
  readonly role: string;
  readonly need: Need;
}

const ANY = `${RULE_PREFIX}*`;

/**
 * Changes that make and undo what the stack has in accounts with duties; what they need to look at is in no guardrail's
 * way.
 *
 * Sources, read 2026-11: the lists of
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * for the services.
 */
const RULES = [
  "events:DeleteRule",
  "events:DescribeRule",
  "events:PutRule",
  "events:PutTargets",
  "events:RemoveTargets",
];
const BUSES = [
  "events:CreateEventBus",
  "events:DeleteEventBus",
  "events:DescribeEventBus",
  "events:PutPermission",
  "events:RemovePermission",
  "events:UpdateEventBus",
];
const TOPICS = [
  "sns:CreateTopic",
  "sns:DeleteTopic",
  "sns:GetTopicAttributes",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
];
const SUBSCRIPTIONS = ["sns:GetSubscriptionAttributes", "sns:Unsubscribe"];
const QUEUES = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:GetQueueAttributes", "sqs:SetQueueAttributes"];
const ALARMS = ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"];
const NEW_KEYS = ["kms:CreateKey"];
const KEYS = [
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
];
const BUCKETS = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:GetBucketPolicy",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
];
const ANALYZERS = [
  "access-analyzer:CreateAnalyzer",
  "access-analyzer:DeleteAnalyzer",
  "access-analyzer:GetAnalyzer",
  "access-analyzer:UpdateAnalyzer",
];

/** The needs of the roles by which the stack deploys to the accounts of security, of logs and of IAM. */
export function dutyNeeds(plan: LockdownPlan): readonly DutyNeed[] {
  const { security, logArchive, iam } = plan.accounts;
  return [
    ...needOf(security, "make and undo the detections in the account of security", [
      ...detecting(plan),
      ...rulesOf(plan, "security"),
    ]),
    ...needOf(logArchive, "make and undo the trail's bucket and key", logging(plan)),
    ...needOf(iam, "make and undo what the account that administers IAM holds", [
      ...analyzing(plan),
      ...rulesOf(plan, "iam"),
    ]),
  ];
}

function needOf(account: DutyAccount | null, purpose: string, calls: readonly Calls[]): readonly DutyNeed[] {
  if (account === null || account.deployRole === null || calls.length === 0) return [];
  const need: Need = { id: "root-lockdown", purpose, calls, entered: ["sts:AssumeRole"] };
  return [{ account: account.id, role: account.deployRole, need }];
}

function detecting({ detections }: LockdownPlan): readonly Calls[] {
  if (detections === null) return [];
  const names = detections.rollout.notifying.map(({ bus }) => bus);
  const home = (actions: readonly string[], service: string, ...names: readonly string[]): Calls => ({
    actions,
    resources: ({ partition, account, region }) =>
      names.map((name) => `arn:${partition}:${service}:${region}:${account}:${name}`),
    regions: "home",
  });
  return [
    home(BUSES, "events", ...names.map((bus) => `event-bus/${bus}`)),
    home(RULES, "events", ...detections.rollout.notifying.map(({ bus, name }) => `rule/${bus}/${name}`)),
    home(TOPICS, "sns", ANY),
    home(SUBSCRIPTIONS, "sns", `${ANY}:*`),
    home(QUEUES, "sqs", ANY),
    home(ALARMS, "cloudwatch", `alarm:${ANY}`),
    ...keys(`alias/${ANY}`),
  ];
}

function logging({ trail }: LockdownPlan): readonly Calls[] {
  if (trail?.mode !== "create") return [];
  const { bucket, keyAlias } = trail;
  return [
    { actions: BUCKETS, resources: ({ partition }) => [`arn:${partition}:s3:::${bucket}`], regions: "home" },
    ...keys(keyAlias),
  ];
}

function keys(alias: string): readonly Calls[] {
  return [
    { actions: NEW_KEYS, regions: "home" },
    {
      actions: KEYS,
      resources: ({ partition, account, region }) =>
        ["key/*", alias].map((name) => `arn:${partition}:kms:${region}:${account}:${name}`),
      regions: "home",
    },
  ];
}

function analyzing({ analyzers }: LockdownPlan): readonly Calls[] {
  if (analyzers.length === 0) return [];
  const names = [...new Set(analyzers.map(({ name }) => name))].sort();
  return [
    {
      actions: ANALYZERS,
      resources: ({ partition, account, region }) =>
        names.map((name) => `arn:${partition}:access-analyzer:${region}:${account}:analyzer/${name}`),
      regions: [...new Set(analyzers.map(({ region }) => region))].sort(),
    },
  ];
}

/** Rules that stand in this account alone; those of every account come with the StackSets. */
function rulesOf({ detections }: LockdownPlan, duty: ForwardingRule["accounts"]): readonly Calls[] {
  const rules = detections?.rollout.forwarding.filter(({ accounts }) => accounts === duty) ?? [];
  if (rules.length === 0) return [];
  return [
    {
      actions: RULES,
      resources: ({ partition, account, region }) =>
        rules.map(({ name }) => `arn:${partition}:events:${region}:${account}:rule/${name}`),
      regions: [...new Set(rules.flatMap(({ regions }) => regions))].sort(),
    },
  ];
}
