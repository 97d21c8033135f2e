import { RESOURCE_CALLS } from "../../src/aws-data/baseline-calls";
import { stackCallers } from "../../src/lockdown/stack-calls";
import type { PlannedStackSet } from "../../src/lockdown/types";

const HOME = { partition: "aws", account: "222222222222", region: "eu-west-1" } as const;

const stackSet = (Resources: object, Conditions: object = {}): PlannedStackSet => ({
  name: "org-guardrails-test",
  description: "",
  region: "eu-west-1",
  template: { Conditions, Resources },
  regions: ["eu-north-1", "eu-west-1", "us-east-1"],
  units: ["r-test"],
  failureTolerancePercentage: 0,
  maxConcurrentPercentage: 100,
});

function calls(set: PlannedStackSet, role = "role/stacksets-exec-*") {
  const { callers } = stackCallers(set, { partition: "aws" });
  return callers
    .filter((caller) => caller.role === role)
    .flatMap((caller) => caller.calls)
    .map(({ actions, resources, regions }) => ({ actions, resources: resources?.(HOME), regions }));
}
const rule = (Name: unknown, Condition?: string) => ({
  Type: "AWS::Events::Rule",
  ...(Condition === undefined ? {} : { Condition }),
  Properties: {
    Name,
    Targets: [{ RoleArn: { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/forward" } }],
  },
});
const inRegion = (region: string) => ({ "Fn::Equals": [{ Ref: "AWS::Region" }, region] });
const ofRules = (set: PlannedStackSet) =>
  calls(set).filter(({ actions }) => actions.includes("events:PutRule"));

test("a rule is made in the Regions of its condition, under its name, and is handed its role", () => {
  const set = stackSet(
    { A: rule("a", "InTwo"), B: rule("b", "InTwo") },
    {
      InTwo: { "Fn::Or": [inRegion("eu-west-1"), inRegion("us-east-1")] },
    },
  );
  const actions = RESOURCE_CALLS["AWS::Events::Rule"]!.actions;
  const resources = ["a", "b"].map((name) => `arn:aws:events:eu-west-1:222222222222:rule/${name}`);
  expect(calls(set).slice(1)).toEqual([
    { actions, resources, regions: ["eu-west-1", "us-east-1"] },
    { actions: ["iam:PassRole"], resources: ["arn:aws:iam::222222222222:role/forward"], regions: "global" },
  ]);
});

test.each([
  ["no condition", undefined, {}, ["eu-north-1", "eu-west-1", "us-east-1"]],
  ["a negation", "C", { C: { "Fn::Not": [inRegion("eu-west-1")] } }, ["eu-north-1", "us-east-1"]],
  [
    "several at once",
    "C",
    {
      C: { "Fn::And": [{ Condition: "D" }, { "Fn::Not": [inRegion("us-east-1")] }] },
      D: { "Fn::Not": [inRegion("eu-west-1")] },
    },
    ["eu-north-1"],
  ],
  [
    "what nobody can tell here",
    "C",
    { C: { "Fn::Equals": [{ Ref: "AWS::AccountId" }, "1"] } },
    ["eu-north-1", "eu-west-1", "us-east-1"],
  ],
  ["a condition that is not there", "C", {}, ["eu-north-1", "eu-west-1", "us-east-1"]],
] as const)("the Regions of %s", (_, condition, conditions, expected) => {
  const [found] = ofRules(stackSet({ A: rule("a", condition) }, conditions));
  expect(found!.regions).toEqual(expected);
});

test("a resource that stands nowhere is not asked about", () => {
  expect(ofRules(stackSet({ A: rule("a", "C") }, { C: inRegion("ap-south-1") }))).toEqual([]);
});

test("a name that CloudFormation makes up may be any", () => {
  expect(ofRules(stackSet({ A: rule({ Ref: "AWS::StackName" }) }))[0]!.resources).toEqual(["*"]);
});

test("a type that is not in the table is named, and a custom resource calls its function", () => {
  const set = stackSet({
    Bucket: { Type: "AWS::S3::Bucket", Properties: {} },
    Function: {
      Type: "AWS::Lambda::Function",
      Properties: { FunctionName: "f", Role: "arn:aws:iam::1:role/r" },
    },
    Custom: { Type: "Custom::Thing", Properties: { ServiceToken: { "Fn::GetAtt": ["Function", "Arn"] } } },
  });
  expect(stackCallers(set, { partition: "aws" }).unknown).toEqual(["AWS::S3::Bucket"]);
  expect(calls(set)).toContainEqual({
    actions: ["lambda:InvokeFunction"],
    resources: ["arn:aws:lambda:eu-west-1:222222222222:function:f"],
    regions: ["eu-north-1", "eu-west-1", "us-east-1"],
  });
});

test("a role of the template does what its own policy allows, in the Regions that this names", () => {
  const bus = "arn:aws:events:eu-central-1:333333333333:event-bus/b";
  const set = stackSet({
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: "worker",
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                { Effect: "Allow", Action: ["iam:GetUser", "ec2:GetEbsEncryptionByDefault"], Resource: "*" },
                { Effect: "Allow", Action: "events:PutEvents", Resource: bus },
                {
                  Effect: "Allow",
                  Action: "ec2:EnableEbsEncryptionByDefault",
                  Resource: "*",
                  Condition: { StringEquals: { "aws:RequestedRegion": ["ap-south-1"] } },
                },
                { Effect: "Deny", Action: "s3:*", Resource: "*" },
              ],
            },
          },
        ],
      },
    },
  });
  expect(calls(set, "role/worker")).toEqual([
    { actions: ["iam:GetUser"], resources: ["*"], regions: "global" },
    // A request that names no resource has "*" for it: one character.
    {
      actions: ["ec2:GetEbsEncryptionByDefault"],
      resources: ["?"],
      regions: ["eu-north-1", "eu-west-1", "us-east-1"],
    },
    { actions: ["events:PutEvents"], resources: [bus], regions: ["eu-central-1"] },
    { actions: ["ec2:EnableEbsEncryptionByDefault"], resources: ["?"], regions: ["ap-south-1"] },
  ]);
});
