import fc from "fast-check";
import type { AccessRequest, ContextValue } from "../../../src/evaluate/request";
import type { ConditionBlock, PolicyDocument, Statement } from "../../../src/policy/document";

/** Fixed, so that a run is the same everywhere. */
export const SEED = 20261122;

const KEYS = ["aws:a", "aws:B", "aws:RequestTag/c"] as const;
const VALUES = [
  "",
  "a",
  "A",
  "ab",
  "a*",
  "*",
  "?",
  "b?",
  "${aws:a}",
  "${aws:B, 'a'}",
  "${*}",
  "true",
  "false",
  "1",
  "1.0",
  "2",
  "2026",
  "2026-01-01T00:00:00Z",
  "10.0.0.1",
  "10.0.0.0/8",
  "2001:db8::/32",
  "YQ==",
  "arn:aws:iam::1:role/a",
  "arn:aws:iam::*:role/*",
  "arn:aws:iam::1:role/${aws:a}",
] as const;

/** An operator that compares and its negation. */
export const PAIRS = [
  ["StringEquals", "StringNotEquals"],
  ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ["StringLike", "StringNotLike"],
  ["NumericEquals", "NumericNotEquals"],
  ["DateEquals", "DateNotEquals"],
  ["IpAddress", "NotIpAddress"],
  ["ArnEquals", "ArnNotEquals"],
  ["ArnLike", "ArnNotLike"],
] as const;

const UNPAIRED = [
  "NumericLessThan",
  "NumericGreaterThanEquals",
  "DateLessThanEquals",
  "DateGreaterThan",
  "Bool",
  "BinaryEquals",
];

export const key = fc.constantFrom(...KEYS);
export const value = fc.constantFrom(...VALUES);
export const pair = fc.constantFrom(...PAIRS);
export const operator = fc.constantFrom(...PAIRS.flat(), ...UNPAIRED);

const decorated = fc.oneof(
  fc
    .tuple(fc.constantFrom("", "ForAllValues:", "ForAnyValue:"), operator, fc.constantFrom("", "IfExists"))
    .map((parts) => parts.join("")),
  fc.constant("Null"),
);

const conditionKeys = fc.dictionary(key, fc.array(value, { maxLength: 3 }), { maxKeys: 2 });
export const condition: fc.Arbitrary<ConditionBlock> = fc.dictionary(decorated, conditionKeys, {
  maxKeys: 2,
});

export const actions = fc.array(
  fc.constantFrom("*", "s3:*", "s3:Get*", "S3:GETOBJECT", "ec2:*", "*Object", "??:*"),
  {
    maxLength: 3,
  },
);
export const resources = fc.array(
  fc.constantFrom(
    "*",
    "arn:aws:s3:::a",
    "arn:aws:s3:::*",
    "arn:aws:s3:::${aws:a}/*",
    "arn:*:a",
    "arn:aws:ec2:*",
  ),
  { maxLength: 3 },
);

export const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom("Allow" as const, "Deny" as const),
    fc.oneof(
      actions.map((Action) => ({ Action })),
      actions.map((NotAction) => ({ NotAction })),
    ),
    fc.oneof(
      resources.map((Resource) => ({ Resource })),
      resources.map((NotResource) => ({ NotResource })),
    ),
    fc.option(condition, { nil: undefined }),
  )
  .map(([Effect, action, resource, Condition]) => ({
    Effect,
    ...action,
    ...resource,
    ...(Condition === undefined ? {} : { Condition }),
  }));

export const document: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constantFrom("2012-10-17", "2008-10-17"),
  Statement: fc.array(statement, { maxLength: 3 }),
});

const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
};

/** One to three levels, often with a policy that allows all, so that many requests are allowed. */
export const levels = fc.array(
  fc
    .tuple(fc.boolean(), fc.array(document, { maxLength: 2 }))
    .map(([open, own]) => (open ? [FULL, ...own] : own)),
  { minLength: 1, maxLength: 3 },
);

export const contextValue: fc.Arbitrary<ContextValue> = fc.oneof(value, fc.array(value, { maxLength: 3 }));
export const context = fc.dictionary(key, contextValue, { maxKeys: 3 });

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom(
    "s3:GetObject",
    "S3:getobject",
    "s3:PutObject",
    "ec2:RunInstances",
    "iam:CreateUser",
  ),
  resource: fc.constantFrom(undefined, "*", "arn:aws:s3:::a", "arn:aws:s3:::a/b", "arn:aws:ec2:x:1:a"),
  principal: fc.constantFrom(
    undefined,
    "arn:aws:iam::111111111111:role/a",
    "arn:aws:sts::111111111111:assumed-role/a/b",
  ),
  context,
});
