import fc from "fast-check";
import type { Statement } from "../../src/policy/document";

const oneOrMany = (values: readonly string[]): fc.Arbitrary<string | string[]> =>
  fc.oneof(fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 4 }));

const actions = oneOrMany([
  "s3:Get*",
  "s3:PutObject",
  "S3:putobject",
  "iam:CreateUser",
  "iam:Create*",
  "ec2:RunInstances",
]);

const resources = oneOrMany(["*", "arn:aws:s3:::a/*", "arn:aws:s3:::b", "arn:aws:iam::*:user/?"]);

const regions = oneOrMany(["eu-west-1", "eu-central-1", "us-east-1"]);

const principals = oneOrMany(["arn:aws:iam::*:role/a", "arn:aws:iam::111111111111:role/b*"]);

const clause = <T>(operator: string, key: string, values: fc.Arbitrary<T>) =>
  values.map((value) => ({ [operator]: { [key]: value } }));

const condition = fc
  .tuple(
    fc.oneof(
      fc.constant({}),
      clause("StringNotEquals", "aws:RequestedRegion", regions),
      clause("StringEqualsIfExists", "aws:RequestedRegion", regions),
    ),
    fc.oneof(
      fc.constant({}),
      clause("ArnNotLike", "aws:PrincipalArn", principals),
      clause("ArnLike", "aws:PrincipalArn", principals),
    ),
    fc.oneof(
      fc.constant({}),
      clause("Null", "aws:AssumedRoot", fc.constantFrom("true", "false")),
      clause("Bool", "aws:ViaAWSService", fc.constantFrom<string | boolean>("false", true)),
    ),
  )
  .map(([region, principal, other]) => ({ ...other, ...principal, ...region }));

/** Deny statements of the shapes that guardrails have; equal parts are frequent, so that they can merge. */
export const denyStatements: fc.Arbitrary<Statement> = fc
  .record({
    listed: actions,
    spared: fc.nat(4).map((roll) => roll === 0),
    Resource: fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, { weight: 1, arbitrary: resources }),
    Condition: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: condition }),
  })
  .map(({ listed, spared, Resource, Condition }) => ({
    Resource,
    ...(Object.keys(Condition).length > 0 && { Condition }),
    ...(spared ? { NotAction: listed } : { Action: listed }),
    Effect: "Deny",
  }));
