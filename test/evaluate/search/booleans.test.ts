import type { Levels } from "../../../src/evaluate/request";
import { findRequest } from "../../../src/evaluate/search/find-request";
import type { ConditionBlock } from "../../../src/policy/document";

const EVERYTHING: Levels = [
  [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
];

/** A request that a Deny with this condition stops. */
function stopped(Condition: ConditionBlock) {
  const deny = { Effect: "Deny" as const, Action: "*", Resource: "*", Condition };
  const [[allow]] = EVERYTHING as [[never]];
  const denying: Levels = [[allow, { Version: "2012-10-17", Statement: [deny] }]];
  return findRequest({ allowedBy: [EVERYTHING], deniedBy: [denying], within: { type: "SCP" } });
}

it("a key that says yes or no has no third value", () => {
  const there = { Null: { "aws:SecureTransport": "false" } };
  expect(stopped({ ...there, StringNotEquals: { "aws:SecureTransport": ["true", "false"] } }).kind).toBe(
    "none",
  );
  expect(stopped({ ...there, StringNotLike: { "aws:SecureTransport": ["t*", "f????"] } }).kind).toBe("none");
});

it.each([
  { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  { StringNotEquals: { "aws:ViaAWSService": "false" }, Null: { "aws:ViaAWSService": "false" } },
  { StringLike: { "aws:SecureTransport": "t*" } },
])("its witness has one of the two: %j", (condition) => {
  const found = stopped(condition);
  expect(found.kind).toBe("witness");
  const [key] = Object.keys(Object.values(condition)[0]!) as [string];
  expect(found.kind === "witness" && found.request.context?.[key]).toBe("true");
});
