import { z } from "zod";
import { BUCKET_CHANGES, KEY_CHANGES, OBJECT_CHANGES, OBJECT_WRITING } from "../src/aws-data/archive-changes";
import { LOG_GROUP_CHANGES } from "../src/aws-data/log-group-changes";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers, keptForKeepers } from "../src/catalogue/keepers";
import { bucketNames, logGroupArns, logGroupNames } from "../src/catalogue/log-names";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";

const keyArns = z.array(
  z
    .string()
    .regex(
      /^arn:(aws|aws-us-gov|aws-cn|\*):kms:[a-z0-9*?-]+:(\d{12}|\*):key\/[A-Za-z0-9*?-]+$/,
      "the ARN of a key; * and ? are wildcards",
    ),
);

export const protectLogArchive = guardrail({
  id: "protect-log-archive",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Logs are kept where they are",
  rationale:
    "Logs that an intruder can delete, let expire or make unreadable prove nothing. Buckets, objects, keys and log " +
    "groups of the archive are changed by the deployers and the member roles only; reading stays a matter of " +
    "permissions.",
  references: [
    "AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED",
    "AWS-GR_CT_AUDIT_BUCKET_ENCRYPTION_CHANGES_PROHIBITED",
    "AWS-GR_CT_AUDIT_BUCKET_LIFECYCLE_CONFIGURATION_CHANGES_PROHIBITED",
    "AWS-GR_CT_AUDIT_BUCKET_LOGGING_CONFIGURATION_CHANGES_PROHIBITED",
    "AWS-GR_CT_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED",
    "AWS-GR_LOG_GROUP_POLICY",
  ],
  parameters: z
    .strictObject({
      buckets: bucketNames
        .default(["aws-controltower-logs-*", "aws-controltower-s3-access-logs-*"])
        .describe("the buckets with logs"),
      "log-groups": logGroupNames
        .default(["aws-controltower/CloudTrailLogs"])
        .describe("the log groups of the archive, in every account"),
      keys: keyArns.default([]).describe("the ARNs of the KMS keys that encrypt them"),
      writers: roleNames
        .optional()
        .describe(
          "the only roles that may write into the buckets; when left out, whoever has permission; AWS services always may",
        ),
    })
    .refine(
      (given) => given.buckets.length + given["log-groups"].length + given.keys.length > 0,
      "at least one bucket, log group or key",
    ),
  statements: ({ buckets, "log-groups": logGroups, keys, writers }, organization) => {
    const { partition } = organization;
    const bucketArns = buckets.map((bucket) => `arn:${partition}:s3:::${bucket}`);
    const objectArns = bucketArns.map((bucket) => `${bucket}/*`);
    const deny = (Sid: string, actions: readonly string[], resources: readonly string[]) =>
      resources.length === 0 ? [] : [{ Sid, ...keptForKeepers(organization, actions, resources) }];
    const writing = (writers ?? []).map((role) => arnPattern(role, organization));
    return [
      ...deny("Buckets", BUCKET_CHANGES, bucketArns),
      ...deny("Objects", OBJECT_CHANGES, objectArns),
      ...(writing.length === 0 ? [] : deny("Writes", OBJECT_WRITING, objectArns)).map((statement) => ({
        ...statement,
        Condition: sparing([...keepers(organization), ...writing]),
      })),
      ...deny("LogGroups", LOG_GROUP_CHANGES, logGroupArns(logGroups, organization)),
      ...deny("Keys", KEY_CHANGES, keys),
    ];
  },
  requests: ({ buckets, "log-groups": logGroups, keys, writers = [] }, organization) => {
    const { partition } = organization;
    const anybody = example(organization, "role/anybody");
    const administrator = identityCenterRole(organization);
    const root = example(organization, "root");
    const on = (action: string, resource: string, principal = anybody) => ({ action, principal, resource });
    const [bucket] = buckets.map((name) => matching(`arn:${partition}:s3:::${name}`));
    const [group] = logGroupArns(logGroups, organization).map(matching);
    const [key] = keys.map(matching);
    const object = `${bucket}/AWSLogs/x.json.gz`;
    const own = { name: "the-teams-own", at: "eu-west-1:123456789012" };
    const isOwn = (names: readonly string[]) =>
      !names.some((name) => matches(withWildcards(name.split("key/").at(-1)!), own.name));
    return {
      denied: [
        ...given(bucket, [
          on("s3:DeleteBucket", bucket!, root),
          on("s3:PutLifecycleConfiguration", bucket!),
          on("s3:DeleteObjectVersion", object, administrator),
          ...given(writers[0], [on("s3:PutObject", object)]),
        ]),
        ...given(group, [
          on("logs:DeleteLogGroup", group!),
          on("logs:PutRetentionPolicy", group!, administrator),
          on("logs:PutSubscriptionFilter", group!, root),
        ]),
        ...given(key, [
          on("kms:ScheduleKeyDeletion", key!),
          on("kms:DisableKey", key!, root),
          on("kms:PutKeyPolicy", key!, administrator),
        ]),
      ],
      allowed: [
        ...(isOwn(buckets) ? [on("s3:DeleteBucket", `arn:${partition}:s3:::${own.name}`)] : []),
        ...(isOwn(logGroups)
          ? [on("logs:DeleteLogGroup", `arn:${partition}:logs:${own.at}:log-group:${own.name}:*`)]
          : []),
        ...(isOwn(keys) ? [on("kms:DisableKey", `arn:${partition}:kms:${own.at}:key/${own.name}`)] : []),
        ...given(bucket, [
          on("s3:GetObject", object),
          on("s3:ListBucket", bucket!),
          ...(writers.length === 0 ? [on("s3:PutObject", object)] : []),
          ...writers.map((writer) => on("s3:PutObject", object, matching(arnPattern(writer, organization)))),
          ...byKeepers(organization, { action: "s3:PutLifecycleConfiguration", resource: bucket! }),
        ]),
        ...given(group, [on("logs:FilterLogEvents", group!)]),
        ...given(key, [on("kms:Decrypt", key!)]),
      ],
    };
  },
});

/** The requests about something, where there is such a thing. */
function given<T>(thing: string | undefined, requests: readonly T[]): readonly T[] {
  return thing === undefined ? [] : requests;
}
