import fc from "fast-check";
import type { AccessRequest, ContextValue, LevelDocuments, Levels } from "../../src/evaluate/request";
import type { ConditionBlock, PolicyDocument, Statement } from "../../src/policy/document";
import { OPERATOR_NAMES } from "../../src/policy/operators";

/** Fixed, so that a run is the same everywhere. */
export const SEED = 20261122;

const KEYS = ["aws:a", "aws:B", "aws:RequestTag/c"] as const;
export const VALUES = [
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

/** The operators that compare, without prefix and suffix. */
export const COMPARING = OPERATOR_NAMES.filter((name) => name !== "Null");
export const SET_PREFIXES = ["", "ForAllValues:", "ForAnyValue:"] as const;
const SUFFIXES = ["", "IfExists"] as const;

/** Every name of an operator that the grammar has: Null takes no IfExists. */
export const EVERY_OPERATOR: readonly string[] = SET_PREFIXES.flatMap((prefix) => [
  ...COMPARING.flatMap((name) => SUFFIXES.map((suffix) => prefix + name + suffix)),
  `${prefix}Null`,
]);

export const key = fc.constantFrom(...KEYS);
export const value = fc.constantFrom(...VALUES);
export const pair = fc.constantFrom(...PAIRS);
export const operator = fc.constantFrom(...COMPARING);

/** The same text in another casing, now and then. */
const cased = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.nat({ max: 9 }))
    .map(([one, casing]) => (casing === 0 ? one.toUpperCase() : casing === 1 ? one.toLowerCase() : one));

const wanted = fc.oneof(
  { weight: 5, arbitrary: fc.array(value, { maxLength: 3 }) },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: fc.constantFrom(true, false, 1, 2.5) },
);

const conditionKeys = fc.dictionary(cased(key), wanted, { maxKeys: 2 });
export const condition: fc.Arbitrary<ConditionBlock> = fc.dictionary(
  cased(fc.constantFrom(...EVERY_OPERATOR)),
  conditionKeys,
  { maxKeys: 2 },
);

export const actions = fc.array(
  fc.constantFrom("*", "s3:*", "s3:Get*", "S3:GETOBJECT", "ec2:*", "*Object", "??:*", "s3:?etObject", "x:Y"),
  { maxLength: 3 },
);
export const resources = fc.array(
  fc.constantFrom(
    "*",
    "arn:aws:s3:::a",
    "arn:aws:s3:::*",
    "arn:aws:s3:::${aws:a}/*",
    "arn:aws:s3:::?",
    "arn:*:a",
    "arn:aws:ec2:*",
  ),
  { maxLength: 3 },
);

const oneOrMany = (list: fc.Arbitrary<string[]>) =>
  list.map((values) => (values.length === 1 ? values[0]! : values));
const resourceElement = fc.oneof(
  oneOrMany(resources).map((Resource) => ({ Resource })),
  oneOrMany(resources).map((NotResource) => ({ NotResource })),
);
const effect = fc.constantFrom("Allow" as const, "Deny" as const);
const sid = fc.option(fc.constantFrom("One", "Two"), { nil: undefined });

const withoutUndefined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) as T;

/** A statement of an SCP. */
export const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    effect,
    sid,
    fc.oneof(
      oneOrMany(actions).map((Action) => ({ Action })),
      oneOrMany(actions).map((NotAction) => ({ NotAction })),
    ),
    resourceElement,
    fc.option(condition, { nil: undefined }),
  )
  .map(([Effect, Sid, action, resource, Condition]) =>
    withoutUndefined({ Effect, Sid, ...action, ...resource, Condition } as Statement),
  );

/** A statement of an RCP: for any principal, and without NotAction. */
const rcpStatement: fc.Arbitrary<Statement> = fc
  .tuple(effect, sid, oneOrMany(actions), resourceElement, fc.option(condition, { nil: undefined }))
  .map(([Effect, Sid, Action, resource, Condition]) =>
    withoutUndefined({ Effect, Sid, Principal: "*", Action, ...resource, Condition } as Statement),
  );

const documentOf = (one: fc.Arbitrary<Statement>): fc.Arbitrary<PolicyDocument> =>
  fc
    .record({
      Version: fc.constantFrom("2012-10-17", "2012-10-17", "2008-10-17", undefined),
      Statement: fc.oneof(fc.array(one, { maxLength: 3 }), one),
    })
    .map((given) => withoutUndefined(given as PolicyDocument));

/** An SCP. */
export const document = documentOf(statement);

const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
};
const RCP_FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
};

/** One to three levels, often with a policy that allows all, so that many requests are allowed. */
const levelsOf = (full: PolicyDocument, own: fc.Arbitrary<PolicyDocument>): fc.Arbitrary<LevelDocuments> =>
  fc.array(
    fc
      .tuple(fc.boolean(), fc.array(own, { maxLength: 2 }))
      .map(([open, policies]) => (open ? [full, ...policies] : policies)),
    { minLength: 1, maxLength: 3 },
  );

/** Levels of SCPs. */
export const levels = levelsOf(FULL, document);

/** Levels of either type, as they are given to `decide`. */
export const anyLevels: fc.Arbitrary<Levels> = fc.oneof(
  levels,
  levels.map((all) => ({ type: "SCP" as const, levels: all })),
  levelsOf(RCP_FULL, documentOf(rcpStatement)).map((all) => ({ type: "RCP" as const, levels: all })),
);

export const contextValue: fc.Arbitrary<ContextValue> = fc.oneof(value, fc.array(value, { maxLength: 3 }));
export const context = fc.dictionary(key, contextValue, { maxKeys: 3 });

const PRINCIPALS = [
  undefined,
  "arn:aws:iam::111111111111:role/a",
  "arn:aws:sts::111111111111:assumed-role/a/b",
  "arn:aws:iam::111111111111:root",
] as const;
const SERVICE_LINKED = "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/y";

const requestBy = (principals: readonly (string | undefined)[]): fc.Arbitrary<AccessRequest> =>
  fc.record({
    action: fc.constantFrom(
      "s3:GetObject",
      "S3:getobject",
      "s3:PutObject",
      "ec2:RunInstances",
      "iam:CreateUser",
      "kms:RetireGrant",
      "x:Y",
      "s3:GetNothingKnown",
    ),
    resource: fc.constantFrom(undefined, "*", "arn:aws:s3:::a", "arn:aws:s3:::a/b", "arn:aws:ec2:x:1:a"),
    principal: fc.constantFrom(...principals),
    account: fc.constantFrom(undefined, "222222222222"),
    context,
  });

/** A request that policies decide. */
export const request = requestBy(PRINCIPALS);

/** Any request, those of service-linked roles included, which no policy binds. */
export const anyRequest = requestBy([...PRINCIPALS, SERVICE_LINKED]);
