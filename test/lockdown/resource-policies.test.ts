import { lint } from "../../src/lint/lint";
import {
  busPolicy,
  notificationKeyPolicy,
  topicPolicy,
  undeliveredQueuePolicy,
} from "../../src/lockdown/resource-policies/detections";
import {
  type CreatedTrail,
  trailBucketPolicy,
  trailKeyPolicy,
  trailLogsPermissions,
  trailLogsTrust,
} from "../../src/lockdown/resource-policies/trail";
import { statementsOf } from "../../src/policy/document";
import { type Asker, saysOf } from "../support/resource-policy";
import { LOGS, lockdownPlan, SECURITY } from "../support/root-lockdown/plan";

const plan = lockdownPlan();
const trail = plan.trail as CreatedTrail;
const MANAGEMENT = plan.organization.managementAccount;
const CLOUDTRAIL = { service: "cloudtrail.amazonaws.com" };
const EVENTS = { service: "events.amazonaws.com" };
const ALARMS = { service: "cloudwatch.amazonaws.com" };
const OURS = { "aws:SourceArn": `arn:aws:cloudtrail:eu-west-1:${MANAGEMENT}:trail/org-guardrails` };
const THEIRS = { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:999999999999:trail/org-guardrails" };
const member = { arn: "arn:aws:iam::555555555555:role/anybody" };
const administrator = { arn: `arn:aws:iam::${LOGS.id}:role/administrator` };
const stranger = { arn: "arn:aws:iam::999999999999:role/anybody" };
const EVERYBODY: readonly Asker[] = [
  member,
  administrator,
  stranger,
  "anonymous",
  { arn: `arn:aws:iam::${LOGS.id}:root` },
];

describe("the trail's bucket", () => {
  const policy = trailBucketPolicy(plan, trail);
  const bucket = `arn:aws:s3:::${trail.bucket}`;
  const object = `${bucket}/AWSLogs/o-smallorg01/555555555555/CloudTrail/eu-west-1/log.json.gz`;
  const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };

  test("takes logs of this organization's trail, before and after it is the organization's", () => {
    expect(saysOf(policy, CLOUDTRAIL, "s3:GetBucketAcl", bucket, OURS)).toBe("allowed");
    for (const prefix of ["o-smallorg01/555555555555", MANAGEMENT]) {
      const key = `${bucket}/AWSLogs/${prefix}/CloudTrail/eu-west-1/log.json.gz`;
      expect(saysOf(policy, CLOUDTRAIL, "s3:PutObject", key, { ...OURS, ...acl })).toBe("allowed");
    }
  });

  test.each([
    ["another organization's trail", { ...THEIRS, ...acl }, object],
    [
      "another trail of the management account",
      { "aws:SourceArn": `${OURS["aws:SourceArn"]}-2`, ...acl },
      object,
    ],
    ["no trail that it names", acl, object],
    ["an object that the bucket's owner would not own", OURS, object],
    ["another prefix", { ...OURS, ...acl }, `${bucket}/AWSLogs/o-another/log.json.gz`],
  ])("does not take from CloudTrail: %s", (_, context, key) => {
    expect(saysOf(policy, CLOUDTRAIL, "s3:PutObject", key, context)).not.toBe("allowed");
  });

  test("another service cannot write for the same trail", () => {
    const config = { service: "config.amazonaws.com" };
    expect(saysOf(policy, config, "s3:PutObject", object, { ...OURS, ...acl })).toBe("denied");
  });

  test("nobody else writes, and nobody deletes, administrators and root of the account included", () => {
    for (const asker of EVERYBODY) {
      for (const action of [
        "PutObject",
        "PutObjectAcl",
        "ReplicateObject",
        "DeleteObject",
        "DeleteObjectVersion",
      ]) {
        expect(saysOf(policy, asker, `s3:${action}`, object, acl)).toBe("denied");
      }
    }
    expect(saysOf(policy, CLOUDTRAIL, "s3:DeleteObject", object, OURS)).toBe("denied");
  });

  test("reading is for the account's own policies alone, and never without TLS", () => {
    for (const asker of EVERYBODY) {
      expect(saysOf(policy, asker, "s3:GetObject", object)).toBe("silent");
      for (const target of [bucket, object]) {
        expect(saysOf(policy, asker, "s3:GetObject", target, { "aws:SecureTransport": "false" })).toBe(
          "denied",
        );
      }
    }
  });
});

describe("the trail's key", () => {
  const policy = trailKeyPolicy(plan, trail, LOGS.id);
  const key = `arn:aws:kms:eu-west-1:${LOGS.id}:key/1`;
  const of = (arn: string) => ({ "kms:EncryptionContext:aws:cloudtrail:arn": arn });
  const ours = { ...OURS, ...of(OURS["aws:SourceArn"]) };

  test("encrypts for this trail and no other", () => {
    expect(saysOf(policy, CLOUDTRAIL, "kms:GenerateDataKey", key, ours)).toBe("allowed");
    const elsewhere = { ...OURS, ...of(OURS["aws:SourceArn"].replace("eu-west-1", "us-east-1")) };
    expect(saysOf(policy, CLOUDTRAIL, "kms:GenerateDataKey", key, elsewhere)).toBe("allowed");
    expect(saysOf(policy, CLOUDTRAIL, "kms:DescribeKey", key, OURS)).toBe("allowed");
    for (const context of [
      { ...THEIRS, ...of(THEIRS["aws:SourceArn"]) },
      { ...OURS, ...of(THEIRS["aws:SourceArn"]) },
      { ...OURS, ...of(`${OURS["aws:SourceArn"]}-2`) },
      OURS,
    ]) {
      expect(saysOf(policy, CLOUDTRAIL, "kms:GenerateDataKey", key, context)).toBe("silent");
    }
  });

  test("is used and managed by the account of logs alone", () => {
    expect(saysOf(policy, administrator, "kms:Decrypt", key)).toBe("allowed");
    for (const asker of [member, stranger, "anonymous", CLOUDTRAIL, ALARMS] as const) {
      expect(saysOf(policy, asker, "kms:Decrypt", key, ours)).toBe("silent");
    }
  });
});

test("CloudTrail takes on the role of the log group for this trail, and writes to its streams only", () => {
  const trust = trailLogsTrust(plan, trail);
  expect(saysOf(trust, CLOUDTRAIL, "sts:AssumeRole", "*", OURS)).toBe("allowed");
  expect(saysOf(trust, CLOUDTRAIL, "sts:AssumeRole", "*", THEIRS)).toBe("silent");
  const streams = `arn:aws:logs:eu-west-1:${MANAGEMENT}:log-group:${trail.logGroup}:log-stream:`;
  const permissions = {
    ...trailLogsPermissions(plan, trail),
    Statement: statementsOf(trailLogsPermissions(plan, trail)).map((each) => ({ ...each, Principal: "*" })),
  };
  for (const stream of [
    `${MANAGEMENT}_CloudTrail_eu-west-1`,
    "o-smallorg01_555555555555_CloudTrail_eu-west-1",
  ]) {
    expect(saysOf(permissions, CLOUDTRAIL, "logs:PutLogEvents", streams + stream)).toBe("allowed");
  }
  expect(saysOf(permissions, CLOUDTRAIL, "logs:PutLogEvents", `${streams}other`)).toBe("silent");
});

describe("a detection's bus", () => {
  const name = "org-guardrails-notice-root-sign-in";
  const policy = busPolicy(plan, name);
  const bus = `arn:aws:events:eu-west-1:${SECURITY.id}:event-bus/${name}`;
  const of = (organization: string) => ({ "aws:PrincipalOrgID": organization });

  test("takes events of this organization and no other's", () => {
    expect(saysOf(policy, member, "events:PutEvents", bus, of("o-smallorg01"))).toBe("allowed");
    expect(saysOf(policy, stranger, "events:PutEvents", bus, of("o-another"))).toBe("silent");
    for (const asker of [stranger, "anonymous", EVENTS] as const) {
      expect(saysOf(policy, asker, "events:PutEvents", bus)).toBe("silent");
    }
  });

  test("takes events and nothing else, and only itself", () => {
    for (const action of [
      "events:PutRule",
      "events:PutTargets",
      "events:DeleteRule",
      "events:PutPermission",
    ]) {
      expect(saysOf(policy, member, action, bus, of("o-smallorg01"))).toBe("silent");
    }
    expect(saysOf(policy, member, "events:PutEvents", `${bus}-2`, of("o-smallorg01"))).toBe("silent");
  });
});

describe("topics", () => {
  const policy = topicPolicy(plan, "high");
  const topic = `arn:aws:sns:eu-west-1:${SECURITY.id}:org-guardrails-high`;
  const key = notificationKeyPolicy(plan, SECURITY.id);
  const alarmOf = (account: string) => ({ "aws:SourceAccount": account });

  test("take what rules publish, without any condition, and alarms of two accounts", () => {
    expect(saysOf(policy, EVENTS, "sns:Publish", topic)).toBe("allowed");
    for (const account of [MANAGEMENT, SECURITY.id]) {
      expect(saysOf(policy, ALARMS, "sns:Publish", topic, alarmOf(account))).toBe("allowed");
    }
    expect(saysOf(policy, ALARMS, "sns:Publish", topic, alarmOf("999999999999"))).toBe("silent");
    for (const asker of [member, stranger, "anonymous"] as const) {
      for (const action of ["sns:Publish", "sns:Subscribe", "sns:DeleteTopic"]) {
        expect(saysOf(policy, asker, action, topic)).toBe("silent");
      }
    }
  });

  test("their key is for whoever publishes, and for its account", () => {
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
      expect(saysOf(key, EVENTS, action, "*")).toBe("allowed");
      expect(saysOf(key, ALARMS, action, "*", alarmOf(MANAGEMENT))).toBe("allowed");
      expect(saysOf(key, ALARMS, action, "*", alarmOf("999999999999"))).toBe("silent");
      for (const asker of [member, stranger, "anonymous"] as const) {
        expect(saysOf(key, asker, action, "*")).toBe("silent");
      }
    }
    expect(saysOf(key, EVENTS, "kms:ScheduleKeyDeletion", "*")).toBe("silent");
    expect(saysOf(key, { arn: `arn:aws:iam::${SECURITY.id}:role/r` }, "kms:PutKeyPolicy", "*")).toBe(
      "allowed",
    );
  });
});

test("the queue takes what rules on the buses could not tell, and nothing else", () => {
  const policy = undeliveredQueuePolicy(plan);
  const queue = `arn:aws:sqs:eu-west-1:${SECURITY.id}:org-guardrails-undelivered`;
  const by = (rule: string, account = SECURITY.id) => ({
    "aws:SourceArn": `arn:aws:events:eu-west-1:${account}:rule/${rule}`,
  });
  const name = "org-guardrails-notice-root-sign-in";
  expect(saysOf(policy, EVENTS, "sqs:SendMessage", queue, by(`${name}/${name}`))).toBe("allowed");
  for (const context of [by("other/other"), by(`${name}/${name}`, "999999999999"), {}]) {
    expect(saysOf(policy, EVENTS, "sqs:SendMessage", queue, context)).toBe("silent");
  }
  expect(saysOf(policy, member, "sqs:SendMessage", queue, by(`${name}/${name}`))).toBe("silent");
  expect(saysOf(policy, EVENTS, "sqs:PurgeQueue", queue, by(`${name}/${name}`))).toBe("silent");
});

test.each([
  ["the bucket's", trailBucketPolicy(plan, trail)],
  ["the trail's key's", trailKeyPolicy(plan, trail, LOGS.id)],
  ["the bus's", busPolicy(plan, "org-guardrails-notice-root-sign-in")],
  ["the topic's", topicPolicy(plan, "high")],
  ["the topics' key's", notificationKeyPolicy(plan, SECURITY.id)],
  ["the queue's", undeliveredQueuePolicy(plan)],
])("the linter has nothing to say of it: %s", (_, policy) => {
  expect(lint(JSON.stringify(policy), { file: "policy.json", type: "resource" })).toEqual([]);
});
