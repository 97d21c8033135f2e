import { RULE_PREFIX } from "../../detections/names";
import type { Statement } from "../../policy/document";

/** The beginning of an ARN in whatever Region of the account. */
export type At = (service: string) => string;

/** Of what this tool makes. */
export const NAMES = `${RULE_PREFIX}*`;

/** What is called for without a resource, or on names that AWS chooses. */
export const anything = (Sid: string, Action: readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource: "*",
});

export const on = (
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: Statement["Condition"],
): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

export const rules = (at: At) =>
  on(
    "Rules",
    [
      "events:DeleteRule",
      "events:DescribeRule",
      "events:ListTagsForResource",
      "events:ListTargetsByRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
    ],
    [`${at("events")}:rule/${NAMES}`],
  );

export const passing = (role: string, service: string, Sid: string) =>
  on(Sid, ["iam:PassRole"], [role], { StringEquals: { "iam:PassedToService": service } });

export const alarms = (at: At) =>
  on(
    "Alarms",
    [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:ListTagsForResource",
      "cloudwatch:PutMetricAlarm",
    ],
    [`${at("cloudwatch")}:alarm:${NAMES}`],
  );

/**
 * A key's id is not known before it is made. What changes a key is held to those that have an alias of ours.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html, read 2026-11.
 */
export const keys = (at: At): readonly Statement[] => [
  anything("NewKeys", ["kms:CreateKey", "kms:ListAliases"]),
  on(
    "Keys",
    [
      "kms:CreateAlias",
      "kms:DescribeKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListResourceTags",
    ],
    [`${at("kms")}:key/*`, `${at("kms")}:alias/${NAMES}`],
  ),
  on("OwnKeys", ["kms:PutKeyPolicy", "kms:UpdateKeyDescription"], [`${at("kms")}:key/*`], {
    "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${NAMES}` },
  }),
];
