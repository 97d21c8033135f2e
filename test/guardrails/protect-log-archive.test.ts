import { protectLogArchive } from "../../guardrails/protect-log-archive";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const OBJECT = "arn:aws:s3:::acme-logs-1/AWSLogs/x.json.gz";
const KEY = "arn:aws:kms:eu-west-1:333333333333:key/0a1b2c3d";
const principal = (name: string) => `arn:aws:iam::222222222222:${name}`;

function problems(parameters: unknown) {
  const result = compileGuardrail(protectLogArchive, parameters, EXAMPLE_ORGANIZATION);
  return "problems" in result ? result.problems.map(({ path }) => path) : [];
}

it("leaves writing to whoever may, until writers are named", () => {
  const write = (parameters: object, name: string, action = "s3:PutObject") =>
    under(protectLogArchive, { buckets: ["acme-logs-*"], ...parameters })({
      action,
      principal: principal(name),
      resource: OBJECT,
    });
  const named = { writers: ["role/log-forwarder"] };
  expect(write({}, "role/app")).toBe("allowed");
  expect(write(named, "role/app")).toBe("denied");
  expect(write(named, "role/log-forwarder")).toBe("allowed");
  expect(write(named, "role/team/log-forwarder")).toBe("denied");
  expect(write(named, "role/stacksets-exec-0a1b")).toBe("allowed");
  // Who may write may not delete.
  expect(write(named, "role/log-forwarder", "s3:DeleteObject")).toBe("denied");
  expect(write(named, "role/log-forwarder", "s3:PutObjectRetention")).toBe("denied");
});

it("says nothing about the kinds of things that are not named", () => {
  const decided = under(protectLogArchive, { buckets: [], "log-groups": [], keys: [KEY] });
  const by = principal("role/anybody");
  expect(decided({ action: "kms:DisableKey", principal: by, resource: KEY })).toBe("denied");
  expect(decided({ action: "kms:DisableKey", principal: by, resource: `${KEY}e` })).toBe("allowed");
  expect(decided({ action: "s3:DeleteObject", principal: by, resource: OBJECT })).toBe("allowed");
  const group = "arn:aws:logs:eu-west-1:222222222222:log-group:aws-controltower/CloudTrailLogs";
  expect(decided({ action: "logs:DeleteLogGroup", principal: by, resource: group })).toBe("allowed");
});

it("guards a log group and the streams in it, and no group whose name goes on", () => {
  const decided = under(protectLogArchive, { "log-groups": ["/acme/trail"] });
  const drop = (action: string, group: string) =>
    decided({
      action,
      principal: principal("role/anybody"),
      resource: `arn:aws:logs:eu-west-1:222222222222:log-group:${group}`,
    });
  expect(drop("logs:DeleteLogGroup", "/acme/trail")).toBe("denied");
  expect(drop("logs:DeleteLogGroup", "/acme/trail:*")).toBe("denied");
  expect(drop("logs:DeleteLogStream", "/acme/trail:log-stream:a")).toBe("denied");
  expect(drop("logs:DeleteLogGroup", "/acme/trail-of-others:*")).toBe("allowed");
});

it("takes no list that protects nothing", () => {
  expect(problems({ buckets: [], "log-groups": [] })).toEqual([""]);
  expect(problems({ buckets: ["arn:aws:s3:::acme-logs"] })).toEqual(["buckets[0]"]);
  expect(problems({ buckets: ["Acme-Logs"] })).toEqual(["buckets[0]"]);
  expect(problems({ "log-groups": ["arn:aws:logs:*:*:log-group:x"] })).toEqual(["log-groups[0]"]);
  expect(problems({ keys: ["alias/logs", "0a1b2c3d"] })).toEqual(["keys[0]", "keys[1]"]);
  expect(problems({ writers: ["log-forwarder"] })).toEqual(["writers[0]"]);
});
