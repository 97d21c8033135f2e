import { actionPlace, knownActions } from "../../src/aws-data/actions";
import { compare } from "../../src/compare/compare";
import { PolicyError } from "../../src/evaluate/errors";
import type { PolicyDocument, Statement } from "../../src/policy/document";
import { deny, FULL, policy } from "./support";

const NOTHING = { target: null, policy: null, sid: null, guardrail: null };
const ASSUMED = ["neither side holds an Allow: AWS's FullAWSAccess is assumed at each level of both"];
const regions = (...values: string[]) => ({ StringNotEquals: { "aws:RequestedRegion": values } });

it("answers in the documented shape", () => {
  const before = deny({
    Sid: "Regions",
    Condition: regions("eu-west-1", "us-east-1"),
    Action: "s3:GetObject",
  });
  const after = deny({ Sid: "Regions", Condition: regions("eu-west-1"), Action: "s3:GetObject" });
  expect(compare(before, after)).toEqual({
    equal: false,
    assumed: ASSUMED,
    newlyDenied: [
      {
        actions: ["s3:GetObject"],
        when: "aws:RequestedRegion is not eu-west-1, and aws:RequestedRegion is one of eu-west-1, us-east-1",
        witness: { action: "s3:GetObject", context: { "aws:RequestedRegion": "us-east-1" } },
        decidedBy: { ...NOTHING, sid: "Regions" },
      },
    ],
    newlyAllowed: [],
    undecided: [],
  });
});

it("lists exactly the known actions, and one invented one for what nobody lists", () => {
  const { newlyDenied } = compare([], deny({ Action: "s3:Get*" }));
  const [known, invented, ...others] = newlyDenied;
  expect(others).toEqual([]);
  expect(known).toMatchObject({
    when: "always",
    actions: knownActions().filter((one) => one.startsWith("s3:Get")),
  });
  expect(known).not.toHaveProperty("undocumented");
  expect(invented).toMatchObject({ undocumented: true, actions: [expect.stringMatching(/^s3:get/)] });
  expect(actionPlace(invented!.actions[0]!)).toBeUndefined();
});

it("invents no action where all are named outright", () => {
  const { newlyDenied } = compare([], deny({ Action: ["s3:GetObject", "s3:PutObject"] }));
  expect(newlyDenied.map(({ actions }) => actions)).toEqual([["s3:GetObject", "s3:PutObject"]]);
});

it("sees a service that nobody documents", () => {
  const { newlyDenied } = compare([], deny({ Action: "brandnewservice:*" }));
  expect(newlyDenied).toMatchObject([
    { undocumented: true, actions: [expect.stringMatching(/^brandnewservice:/)] },
  ]);
});

it("keeps apart what AWS does not document for an action", () => {
  const { newlyDenied } = compare(
    [],
    deny({ Action: ["s3:GetObject", "s3:ListAllMyBuckets"], Resource: "arn:aws:s3:::a/*" }),
  );
  expect(newlyDenied.map(({ actions, undocumented }) => [actions, undocumented])).toEqual([
    [["s3:GetObject"], undefined],
    [["s3:ListAllMyBuckets"], true],
  ]);
});

it("groups actions of one cause, and keeps causes apart", () => {
  const after = policy(
    { Sid: "A", Effect: "Deny", Action: ["s3:GetObject", "iam:CreateUser"], Resource: "*" },
    { Sid: "B", Effect: "Deny", Action: ["s3:GetObject", "ec2:RunInstances"], Resource: "*" },
  );
  const { newlyDenied } = compare([], after);
  expect(newlyDenied.map(({ actions, decidedBy }) => [decidedBy.sid, actions])).toEqual([
    ["B", ["ec2:RunInstances"]],
    ["A", ["iam:CreateUser", "s3:GetObject"]],
  ]);
});

it("names the statement that is new, not one that stood before too", () => {
  const old: Statement = {
    Sid: "Old",
    Effect: "Deny",
    Action: "s3:*",
    Resource: "*",
    Condition: regions("eu-west-1"),
  };
  const after = policy(old, { Sid: "New", Effect: "Deny", Action: "s3:GetObject", Resource: "*" });
  expect(compare(policy(old), after).newlyDenied).toMatchObject([{ decidedBy: { sid: "New" } }]);
});

it("proves equal what is written differently", () => {
  const split = policy(
    { Effect: "Deny", Action: ["s3:Get*", "s3:Put*"], Resource: "*", Condition: regions("eu-west-1") },
    { Effect: "Deny", Action: "s3:PutObject", Resource: "*", Condition: regions("eu-west-1", "us-east-1") },
  );
  const joined = deny({ Action: ["s3:put*", "s3:get?*", "s3:Get"], Condition: regions("eu-west-1") });
  expect(compare(split, joined)).toMatchObject({ equal: true, undecided: [] });
});

it("names no policy where a level has no Allow for it", () => {
  const allowList: PolicyDocument = policy({ Effect: "Allow", Action: ["s3:*", "sts:*"], Resource: "*" });
  const { newlyDenied, assumed } = compare([[FULL]], [[FULL], [allowList]]);
  expect(assumed).toEqual([]);
  expect(newlyDenied[0]).toMatchObject({ when: "always", decidedBy: NOTHING });
  expect(newlyDenied[0]!.actions).toHaveLength(
    knownActions().filter((one) => !/^(s3|sts):/.test(one)).length,
  );
});

it("takes one policy, one level, levels, and levels of a type", () => {
  const one = deny({ Action: "s3:GetObject" });
  const expected = compare([], one);
  expect(compare([], [one])).toEqual(expected);
  expect(compare([[]], [[one]])).toEqual(expected);
  expect(compare({ type: "SCP", levels: [[]] }, { type: "SCP", levels: [[one]] })).toEqual(expected);
});

it("knows that RCPs govern few services", () => {
  const rcp = (Action: string): PolicyDocument =>
    policy({ Effect: "Deny", Principal: "*", Action, Resource: "*" });
  const { newlyDenied } = compare([], rcp("s3:GetObject"), { type: "rcp" });
  expect(newlyDenied).toMatchObject([{ actions: ["s3:GetObject"] }]);
  expect(compare([], rcp("ec2:RunInstances"), { type: "rcp" }).equal).toBe(true);
  expect(compare([], rcp("kms:RetireGrant"), { type: "rcp" }).equal).toBe(true);
});

it("leaves out requests of the past", () => {
  const until = deny({
    Action: "s3:GetObject",
    Condition: { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
  });
  expect(compare([], until, { now: Date.parse("2026-12-31T00:00:00Z") }).equal).toBe(false);
  expect(compare([], until, { now: Date.parse("2027-01-01T00:00:00Z") }).equal).toBe(true);
});

it("refuses what has no meaning, and sides of two kinds", () => {
  expect(() => compare([], { Statement: [{ Effect: "Perhaps" }] } as never)).toThrow(PolicyError);
  expect(() => compare([], { type: "RCP", levels: [[]] })).toThrow(TypeError);
});

it("answers hostile policies within bounds", () => {
  const patterns = Array.from({ length: 12 }, (_, place) => `*${String.fromCharCode(97 + place)}*`);
  const hostile = [
    deny({ Action: patterns.map((pattern) => `s3:${pattern}`) }),
    deny({ Action: "s3:GetObject", Resource: `arn:aws:s3:::*a${"?".repeat(18)}` }),
    deny({
      Action: "s3:GetObject",
      Condition: { StringLike: { "aws:username": Array.from({ length: 1000 }, (_, i) => `u${i}`) } },
    }),
    deny({
      Action: "s3:GetObject",
      Condition: { StringEquals: { "aws:username": `${"${".repeat(200)}a${"}".repeat(200)}` } },
    }),
  ];
  for (const one of hostile) {
    const found = compare([], one);
    expect(found.equal).toBe(found.newlyDenied.length + found.undecided.length === 0);
  }
});
