import type { Assertion } from "../../../src/organization/intent";
import { blocks } from "../../../src/review/lockout/types";
import { MANAGEMENT, smallIntent, smallSnapshot } from "../../support/organizations";
import { assertion, proofs, withPolicy } from "../../support/reviews";

const answer = (rest: Partial<Assertion>, snapshot = smallSnapshot()) => {
  const intent = { ...smallIntent({ Prod: ["deny-iam-user-creation"] }), assertions: [assertion(rest)] };
  return proofs(intent, snapshot)
    .filter(({ need }) => need === "assertion 1")
    .map(({ verdict, accounts, type }) => `${type} ${verdict} ${accounts.join(" ")}`);
};

test.each<[string, Partial<Assertion>, string[]]>([
  ["allowed and so", {}, ["scp proved 222222222222"]],
  ["allowed and not so", { actions: ["iam:CreateUser"] }, ["scp blocked 222222222222"]],
  [
    "one of several actions denied",
    { actions: ["s3:GetObject", "iam:CreateUser"] },
    ["scp blocked 222222222222"],
  ],
  ["a pattern of actions, one denied", { actions: ["iam:*"] }, ["scp blocked 222222222222"]],
  ["denied and so", { actions: ["iam:CreateUser"], expect: "denied" }, ["scp proved 222222222222"]],
  ["denied and not so", { expect: "denied" }, ["scp blocked 222222222222"]],
  [
    "a pattern of actions, one allowed",
    { actions: ["iam:Create*"], expect: "denied" },
    ["scp blocked 222222222222"],
  ],
  ["a unit", { on: ["Prod"] }, ["scp proved 333333333333 222222222222"]],
  [
    "the root is the member accounts",
    { on: ["Root"], actions: ["iam:CreateUser"], expect: "denied" },
    ["scp blocked 444444444444", "scp proved 333333333333 222222222222"],
  ],
  [
    "everybody",
    { principal: "*", actions: ["iam:CreateUser"], expect: "denied" },
    ["scp proved 222222222222"],
  ],
  ["the management account by name", { on: ["management"] }, [`scp exempt ${MANAGEMENT}`]],
  ["nothing is denied there", { on: ["management"], expect: "denied" }, [`scp blocked ${MANAGEMENT}`]],
  ["an ARN", { on: ["Root"], principal: "arn:aws:iam::222222222222:role/app" }, ["scp proved 222222222222"]],
  [
    "an ARN of another account says nothing",
    { principal: "arn:aws:iam::999999999999:role/app" },
    ["scp undecided 222222222222"],
  ],
])("%s", (_, rest, expected) => {
  expect(answer(rest).sort()).toEqual([...expected].sort());
});

test("context keys narrow what is asked; what is not given may be anything", () => {
  const snapshot = withPolicy(smallSnapshot(), ["r-test"], {
    Effect: "Deny",
    Action: "s3:*",
    Resource: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
  });
  expect(answer({}, snapshot)).toEqual(["scp blocked 222222222222"]);
  expect(answer({ context: { "aws:RequestedRegion": "eu-west-1" } }, snapshot)).toEqual([
    "scp proved 222222222222",
  ]);
});

test("with a resource, RCPs have their say: they may deny, and both must allow", () => {
  const snapshot = smallSnapshot();
  const all = {
    ...snapshot,
    policies: [
      ...snapshot.policies,
      {
        ...snapshot.policies[0]!,
        id: "p-RCPFullAWSAccess",
        name: "RCPFullAWSAccess",
        type: "RESOURCE_CONTROL_POLICY",
        content:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
      },
    ],
  };
  const guarded = withPolicy(
    all,
    ["222222222222"],
    { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::vault/*" },
    "RESOURCE_CONTROL_POLICY",
  );
  const vault = { resources: ["arn:aws:s3:::vault/*"] };
  expect(answer({ ...vault, expect: "denied" }, guarded)).toEqual(["rcp proved 222222222222"]);
  expect(answer(vault, guarded)).toEqual(["scp proved 222222222222", "rcp blocked 222222222222"]);
  expect(answer({ resources: ["arn:aws:s3:::open/*"] }, guarded)).toEqual([
    "scp proved 222222222222",
    "rcp proved 222222222222",
  ]);
});

test("a failed assertion says what it says and where it stands", () => {
  const intent = {
    ...smallIntent({ Root: ["deny-root-user"] }),
    assertions: [assertion({ expect: "denied" })],
  };
  const [row] = proofs(intent, smallSnapshot()).filter(blocks);
  expect(row).toMatchObject({
    purpose: "s3:GetObject by role/app on shop must be denied",
    place: { file: "organization.yaml", line: 1, column: 1 },
    decidedBy: [],
  });
});
