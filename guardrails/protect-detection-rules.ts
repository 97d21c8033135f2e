import { z } from "zod";
import { LOG_GROUP_CHANGES } from "../src/aws-data/log-group-changes";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";
import { andBelow, logGroupArns, logGroupNames } from "../src/catalogue/log-names";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";

/**
 * What deletes, disables, rewrites, mutes or falsifies a rule, a topic or an alarm, or makes a new one under a
 * protected name. SetAlarmState is listed because it can say OK, PutAlarmMuteRule because it silences other alarms.
 *
 * Left free: EnableRule, EnableAlarmActions, Subscribe and Publish.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html,
 * list_amazonsns.html and list_amazoncloudwatch.html beside it.
 */
const CHANGES = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DisableAlarmActions",
  "cloudwatch:PutAlarmMuteRule",
  "cloudwatch:PutCompositeAlarm",
  "cloudwatch:PutLogAlarm",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:SetAlarmState",
  "events:DeleteRule",
  "events:DisableRule",
  "events:PutRule",
  "events:PutTargets",
  "events:RemoveTargets",
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:PutDataProtectionPolicy",
  "sns:RemovePermission",
  "sns:SetSubscriptionAttributes",
  "sns:SetTopicAttributes",
  "sns:Unsubscribe",
];

export const protectDetectionRules = guardrail({
  id: "protect-detection-rules",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Alarms stay armed",
  rationale:
    "A rule that watches an account lives in that account. Rules, topics, alarms and metric filters with these names " +
    "are changed by the deployers and the member roles only; teams keep theirs under other names.",
  references: [
    "AWS-GR_CLOUDWATCH_EVENTS_CHANGE_PROHIBITED",
    "AWS-GR_SNS_CHANGE_PROHIBITED",
    "AWS-GR_SNS_SUBSCRIPTION_CHANGE_PROHIBITED",
  ],
  parameters: z.strictObject({
    names: z
      .array(z.string().regex(/^[A-Za-z0-9._*?-]{1,255}$/, "a name, no ARN; * and ? are wildcards"))
      .min(1, "at least one name")
      .default(["aws-controltower-*", "org-guardrails-*"])
      .describe("the names of EventBridge rules, SNS topics and CloudWatch alarms"),
    "log-groups": logGroupNames
      .default(["aws-controltower/CloudTrailLogs"])
      .describe("the log groups whose metric filters and subscriptions detect something"),
  }),
  statements: ({ names, "log-groups": logGroups }, organization) => [
    { Sid: "Rules", ...keptForKeepers(organization, CHANGES, arnsOf(names, organization.partition)) },
    ...(logGroups.length === 0
      ? []
      : [
          {
            Sid: "Filters",
            ...keptForKeepers(organization, LOG_GROUP_CHANGES, logGroupArns(logGroups, organization)),
          },
        ]),
  ],
  requests: ({ names, "log-groups": logGroups }, organization) => {
    const { partition } = organization;
    const anybody = example(organization, "role/anybody");
    const administrator = identityCenterRole(organization);
    const on = (action: string, resource: string, principal = anybody) => ({ action, principal, resource });
    const there = (service: string, name: string) =>
      `arn:${partition}:${service}:eu-west-1:123456789012:${name}`;
    const [rule, busRule, topic, alarm] = [
      ["events", "rule/"],
      ["events", "rule/security-bus/"],
      ["sns", ""],
      ["cloudwatch", "alarm:"],
    ].map(([service, kind]) => matching(there(service!, `${kind}${names[0]!}`))) as [
      string,
      string,
      string,
      string,
    ];
    const groups = logGroupArns(logGroups, organization).map(matching);
    const others = ["rule/deploy-nightly", "rule/bus/deploy-nightly"];
    return {
      denied: [
        on("events:DisableRule", rule),
        on("events:PutRule", busRule, administrator),
        on("events:RemoveTargets", rule, example(organization, "root")),
        on("sns:DeleteTopic", topic),
        on("sns:Unsubscribe", `${topic}:0a1b2c3d`),
        on("cloudwatch:SetAlarmState", alarm, administrator),
        on("cloudwatch:PutAlarmMuteRule", alarm),
        ...groups.map((group) => on("logs:DeleteMetricFilter", group)),
      ],
      allowed: [
        on("events:EnableRule", rule),
        on("events:DescribeRule", rule),
        on("sns:Publish", topic),
        on("cloudwatch:EnableAlarmActions", alarm),
        ...(names.some((name) => matches(withWildcards(name), "deploy-nightly"))
          ? []
          : [
              ...others.map((other) => on("events:DisableRule", there("events", other))),
              on("sns:DeleteTopic", there("sns", "deploy-nightly")),
              on("cloudwatch:DeleteAlarms", there("cloudwatch", "alarm:deploy-nightly")),
            ]),
        ...byKeepers(organization, { action: "events:DisableRule", resource: rule }),
      ],
    };
  },
});

/** Rules on the default bus and on others, topics and their subscriptions, alarms. */
function arnsOf(names: readonly string[], partition: string): readonly string[] {
  const anywhere = (service: string, name: string) => `arn:${partition}:${service}:*:*:${name}`;
  return names.flatMap((name) => [
    anywhere("events", `rule/${name}`),
    anywhere("events", `rule/*/${name}`),
    ...andBelow(anywhere("sns", name)),
    anywhere("cloudwatch", `alarm:${name}`),
  ]);
}
