import fc from "fast-check";
import type { DifferenceEntry } from "../../src/compare/types";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest, LevelDocuments, Levels } from "../../src/evaluate/request";
import type { PolicyDocument, Statement } from "../../src/policy/document";

export type { LevelDocuments };

export const SEED = 20261122;

export const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

export function policy(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

export function deny(rest: Partial<Statement>): PolicyDocument {
  const action = "NotAction" in rest ? {} : { Action: "*" };
  const resource = "NotResource" in rest ? {} : { Resource: "*" };
  return policy({ Effect: "Deny", ...action, ...resource, ...rest });
}

/** Whether one side allows the entry's witness and the other denies it, with each of its actions in turn. */
export function replays(entry: DifferenceEntry, allowing: Levels, denying: Levels): boolean {
  const some =
    entry.actions.length <= 20 ? entry.actions : [...entry.actions.slice(0, 10), ...entry.actions.slice(-10)];
  return some.every((action) => {
    const request: AccessRequest = { ...entry.witness, action };
    return decide(allowing, request).verdict === "allowed" && decide(denying, request).verdict === "denied";
  });
}

const patterns = fc.uniqueArray(
  fc.constantFrom(
    "*",
    "s3:*",
    "s3:Get*",
    "S3:GetObject",
    "ec2:Run*",
    "iam:*User",
    "*:List*",
    "sts:AssumeRole",
    "new:*",
  ),
  { minLength: 1, maxLength: 3 },
);
const resources = fc.uniqueArray(
  fc.constantFrom("*", "arn:aws:s3:::secret/*", "arn:aws:s3:::*", "arn:aws:iam::*:user/${aws:username}"),
  { minLength: 1, maxLength: 2 },
);
const REGIONS = ["eu-west-1", "us-east-1", "ap-south-1"];
const regions = fc.uniqueArray(fc.constantFrom(...REGIONS), { minLength: 1, maxLength: 2 });
const PRINCIPALS = [
  "arn:aws:iam::111122223333:role/admin",
  "arn:aws:iam::111122223333:role/team/dev",
  "arn:aws:iam::111122223333:user/ana",
  "arn:aws:iam::444455556666:root",
];
const arns = fc.uniqueArray(
  fc.constantFrom(...PRINCIPALS, "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:user/?na"),
  {
    minLength: 1,
    maxLength: 2,
  },
);
const clause = fc.oneof(
  fc.record({ StringNotEquals: fc.record({ "aws:RequestedRegion": regions }) }),
  fc.record({ StringEqualsIfExists: fc.record({ "aws:RequestedRegion": regions }) }),
  fc.record({ ArnNotLike: fc.record({ "aws:PrincipalArn": arns }) }),
  fc.record({ ArnLike: fc.record({ "aws:PrincipalArn": arns }) }),
  fc.record({
    "ForAnyValue:StringLike": fc.record({ "aws:TagKeys": fc.constantFrom(["cost*"], ["owner", "cost"]) }),
  }),
  fc.record({ Bool: fc.record({ "aws:SecureTransport": fc.constantFrom("true", "false") }) }),
);

const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom("Deny" as const, "Deny" as const, "Allow" as const),
    fc.oneof(
      { weight: 3, arbitrary: patterns.map((Action) => ({ Action })) },
      patterns.map((NotAction) => ({ NotAction })),
    ),
    fc.oneof(
      { weight: 3, arbitrary: resources.map((Resource) => ({ Resource })) },
      resources.map((NotResource) => ({ NotResource })),
    ),
    fc.option(clause, { nil: undefined }),
  )
  .map(([Effect, action, resource, Condition]) => ({
    Effect,
    ...action,
    ...resource,
    ...(Condition === undefined ? {} : { Condition }),
  }));

/** Levels of SCPs, mostly open, so that much is allowed. */
export const levels: fc.Arbitrary<readonly (readonly PolicyDocument[])[]> = fc.array(
  fc
    .tuple(fc.constantFrom(true, true, true, false), fc.array(statement, { minLength: 1, maxLength: 2 }))
    .map(([open, own]) => (open ? [FULL, policy(...own)] : [policy(...own)])),
  { minLength: 1, maxLength: 2 },
);

/** Requests chosen without looking at any policy's cells. */
export const REQUESTS: readonly AccessRequest[] = [
  "s3:GetObject",
  "s3:ListBucket",
  "ec2:RunInstances",
  "iam:CreateUser",
  "sts:AssumeRole",
  "iam:ListUsers",
].flatMap((action) =>
  [undefined, "arn:aws:s3:::secret/key", "arn:aws:iam::111122223333:user/ana"].flatMap((resource) =>
    PRINCIPALS.flatMap((principal) =>
      REGIONS.flatMap((region) =>
        [[], ["cost-centre"], ["owner"]].map((tags) => ({
          action,
          resource,
          principal,
          context: {
            "aws:RequestedRegion": region,
            "aws:TagKeys": tags,
            "aws:SecureTransport": "true",
            ...(principal.includes(":user/") ? { "aws:username": "ana" } : {}),
          },
        })),
      ),
    ),
  ),
);
