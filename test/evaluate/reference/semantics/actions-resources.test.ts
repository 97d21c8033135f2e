import { applies, rule } from "./support";

const BUCKET = "arn:aws:s3:::bucket";
const ROOT = "arn:aws:iam::111111111111:root";
const QUEUE = "arn:aws:sqs:eu-west-1:111111111111:q";

rule("action-ignores-case", () => {
  expect(applies({ Action: "S3:getobject" }, { action: "s3:GetObject" })).toBe(true);
  expect(applies({ Action: "s3:GetObject" }, { action: "S3:GETOBJECT" })).toBe(true);
  expect(applies({ NotAction: "S3:getobject" }, { action: "s3:GetObject" })).toBe(false);
});

rule("action-wildcards-anywhere", () => {
  const matching = [
    "*",
    "*:*",
    "s3:*",
    "s3:*Object",
    "s3:Get*ect",
    "s?:GetObjec?",
    "*GetObject",
    "s3*",
    "**:**",
  ];
  const others = ["s3:Get", "s3:*Object?", "s3:?etObjects", "ec2:*", "?", "*Tagging", "s3:GetObject*?"];
  for (const Action of matching) expect([Action, applies({ Action })]).toEqual([Action, true]);
  for (const Action of others) expect([Action, applies({ Action })]).toEqual([Action, false]);
});

rule("action-knows-no-variables", () => {
  expect(applies({ Action: "s3:${aws:username}" }, { context: { "aws:username": "GetObject" } })).toBe(false);
  expect(applies({ Action: "s3:${*}" })).toBe(false);
});

rule("action-list-any", () => {
  expect(applies({ Action: ["ec2:*", "s3:GetObject"] })).toBe(true);
  expect(applies({ Action: ["ec2:*", "s3:PutObject"] })).toBe(false);
});

rule("not-action-is-the-complement", () => {
  expect(applies({ NotAction: ["ec2:*", "s3:GetObject"] })).toBe(false);
  expect(applies({ NotAction: ["ec2:*", "s3:PutObject"] })).toBe(true);
});

rule("empty-action-and-resource-lists", () => {
  expect(applies({ Action: [] })).toBe(false);
  expect(applies({ Resource: [] })).toBe(false);
  expect(applies({ NotAction: [] })).toBe(true);
  expect(applies({ NotResource: [] })).toBe(true);
});

rule("resource-is-case-sensitive", () => {
  expect(applies({ Resource: BUCKET }, { resource: BUCKET })).toBe(true);
  expect(applies({ Resource: BUCKET }, { resource: "arn:aws:s3:::Bucket" })).toBe(false);
  expect(applies({ Resource: "ARN:aws:s3:::bucket" }, { resource: BUCKET })).toBe(false);
});

rule("resource-star-runs-past-colons", () => {
  expect(applies({ Resource: "arn:aws:s3*" }, { resource: `${BUCKET}/key` })).toBe(true);
  expect(applies({ Resource: "arn:aws:iam::*:root" }, { resource: ROOT })).toBe(true);
  expect(applies({ Resource: "arn:aws:iam::*:root" }, { resource: "arn:aws:iam::1:role/a:root" })).toBe(true);
  expect(applies({ Resource: "arn:aws:sqs:*:*:q" }, { resource: QUEUE })).toBe(true);
  expect(applies({ Resource: "arn:aws:sqs:*:q" }, { resource: QUEUE })).toBe(true);
  expect(applies({ Resource: "arn:aws:sqs:*:*:q" }, { resource: `${QUEUE}2` })).toBe(false);
});

rule("resource-wildcards-know-no-parts", () => {
  expect(applies({ Resource: "arn:aws:sqs:*1:q" }, { resource: QUEUE })).toBe(true);
  expect(applies({ Resource: "arn:aws:iam:?111111111111:root" }, { resource: ROOT })).toBe(true);
});

rule("resource-with-fewer-than-six-parts", () => {
  expect(applies({ Resource: "arn:aws:sqs" }, { resource: QUEUE })).toBe(false);
  expect(applies({ NotResource: "arn:aws:sqs" }, { resource: QUEUE })).toBe(true);
});

rule("role-path-is-part-of-the-name", () => {
  const resource = "arn:aws:iam::111111111111:role/team/x";
  expect(applies({ Resource: "arn:aws:iam::*:role/x" }, { resource })).toBe(false);
  expect(applies({ Resource: "arn:aws:iam::*:role/*x" }, { resource })).toBe(true);
});

rule("resource-not-given", () => {
  expect(applies({ Resource: "*" })).toBe(true);
  expect(applies({ Resource: BUCKET })).toBe(false);
  expect(applies({ NotResource: BUCKET })).toBe(true);
  expect(applies({ NotResource: "*" })).toBe(false);
});

rule("request-has-no-wildcards", () => {
  expect(applies({ Resource: "arn:aws:s3:::b" }, { resource: "arn:aws:s3:::*" })).toBe(false);
  expect(applies({ Resource: "arn:aws:s3:::?" }, { resource: "arn:aws:s3:::*" })).toBe(true);
});

rule("not-resource-is-the-complement", () => {
  expect(applies({ NotResource: ["arn:aws:s3:::other", "arn:aws:s3:::b*"] }, { resource: BUCKET })).toBe(
    false,
  );
  expect(applies({ NotResource: ["arn:aws:s3:::other"] }, { resource: BUCKET })).toBe(true);
});

rule("question-mark-is-one-utf-16-unit", () => {
  expect(applies({ Resource: "arn:aws:s3:::?" }, { resource: "arn:aws:s3:::é" })).toBe(true);
  expect(applies({ Resource: "arn:aws:s3:::?" }, { resource: "arn:aws:s3:::\u{1F512}" })).toBe(false);
  expect(applies({ Resource: "arn:aws:s3:::??" }, { resource: "arn:aws:s3:::\u{1F512}" })).toBe(true);
});
