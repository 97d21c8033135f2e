import type { Levels } from "../../../src/evaluate/request";
import { type Answer, findRequest, RequestSearch } from "../../../src/evaluate/search/find-request";
import type { Space } from "../../../src/evaluate/space/space";
import type { ConditionBlock, Statement } from "../../../src/policy/document";

const ACCOUNT = "222233334444";
const SCP: Space = { type: "SCP" };
const ALLOW_ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

function chain(...statements: readonly Statement[]): Levels {
  return [[{ Version: "2012-10-17", Statement: [ALLOW_ALL, ...statements] }]];
}

function rcp(...statements: readonly Statement[]): Levels {
  const all = [ALLOW_ALL, ...statements].map((statement) => ({ ...statement, Principal: "*" }));
  return { type: "RCP", levels: [[{ Version: "2012-10-17", Statement: all }]] };
}

function deny(parts: Partial<Statement>): Statement {
  return {
    Effect: "Deny",
    ...(parts.NotAction === undefined ? { Action: "*" } : {}),
    ...(parts.NotResource === undefined ? { Resource: "*" } : {}),
    ...parts,
  };
}

/** What is denied under a condition, of everything. */
function deniedWhen(Condition: ConditionBlock, within: Space = SCP): Answer {
  return findRequest({ allowedBy: [], deniedBy: [chain(deny({ Condition }))], within });
}

function newlyDenied(before: readonly Statement[], after: readonly Statement[], within: Space = SCP): Answer {
  return findRequest({ allowedBy: [chain(...before)], deniedBy: [chain(...after)], within });
}

function requestOf(answer: Answer) {
  if (answer.kind !== "witness") throw new Error(`expected a witness, found ${JSON.stringify(answer)}`);
  return answer.request;
}

const NONE = { kind: "none" };

describe("actions", () => {
  const knownActions = ["s3:GetObject", "s3:PutObject", "ec2:RunInstances"];

  it("are known ones where one will do, spelled as given", () => {
    const answer = newlyDenied([], [deny({ Action: "S3:put*" })], { ...SCP, knownActions });
    expect(answer).toEqual({ kind: "witness", request: { action: "s3:PutObject" }, undocumented: false });
  });

  it("that nobody has listed are found too, and said to be so", () => {
    const answer = newlyDenied([], [deny({ Action: "new:Do*" })], { ...SCP, knownActions });
    expect(answer).toMatchObject({ kind: "witness", undocumented: true });
    expect(requestOf(answer).action).toMatch(/^new:do/);
  });

  it("make cells, each with its own answer", () => {
    const search = new RequestSearch({
      allowedBy: [chain()],
      deniedBy: [chain(deny({ Action: ["s3:Get*", "iam:*"] }))],
      within: { ...SCP, knownActions },
    });
    const answers = search.actionCells.map((cell) => [cell.known, search.findIn(cell).kind]);
    expect(answers).toEqual([
      [["s3:GetObject"], "witness"],
      [["s3:PutObject", "ec2:RunInstances"], "none"],
    ]);
  });

  it("make cells where none are known, too", () => {
    const within = SCP;
    const search = new RequestSearch({
      allowedBy: [chain()],
      deniedBy: [chain(deny({ Action: "S3:*" }))],
      within,
    });
    const answers = search.actionCells.map((cell) => [cell, search.findIn(cell).kind]);
    expect(answers).toEqual([
      [{ action: "s3:GetObject", known: [] }, "witness"],
      [{ action: "ec2:RunInstances", known: [] }, "none"],
    ]);
  });

  it("of no service that could be asked are no difference", () => {
    expect(newlyDenied([], [deny({ Action: "s3:Get Object" })])).toEqual(NONE);
  });
});

describe("levels", () => {
  it("that allow nothing deny everything, and nothing is allowed by them", () => {
    expect(findRequest({ allowedBy: [[[]]], deniedBy: [chain()], within: SCP })).toEqual(NONE);
    expect(findRequest({ allowedBy: [chain()], deniedBy: [[[]]], within: SCP }).kind).toBe("witness");
  });

  it("each need an Allow", () => {
    const s3: Statement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    const narrow = [[{ Statement: [ALLOW_ALL] }], [{ Statement: [s3] }]];
    const request = requestOf(findRequest({ allowedBy: [chain()], deniedBy: [narrow], within: SCP }));
    expect(request.action).not.toMatch(/^s3:/);
    expect(
      findRequest({ allowedBy: [narrow], deniedBy: [chain(deny({ NotAction: "s3:*" }))], within: SCP }),
    ).toEqual(NONE);
  });
});

describe("what keys say of one another", () => {
  const noAdmin = { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } };

  it("the principal belongs to the account of an SCP chain", () => {
    const within = { ...SCP, account: ACCOUNT };
    expect(requestOf(deniedWhen(noAdmin, within))).toEqual({
      action: "s3:GetObject",
      principal: `arn:aws:iam::${ACCOUNT}:role/example`,
      account: ACCOUNT,
    });
    const stranger = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::999999999999:*" } };
    expect(deniedWhen(stranger, within)).toEqual(NONE);
    expect(deniedWhen(stranger).kind).toBe("witness");
  });

  it.each<[string, ConditionBlock]>([
    [
      "an ARN and another account",
      {
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::999999999999:role/a" },
        StringEquals: { "aws:PrincipalAccount": "111111111111" },
      },
    ],
    [
      "an ARN and another kind of principal",
      {
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" },
        StringEquals: { "aws:PrincipalType": "User" },
      },
    ],
    [
      "a user name and another user's ARN",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/a" }, StringEquals: { "aws:username": "b" } },
    ],
    ["a service-linked role", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-service-role/*" } }],
    ["an AWS service as a principal of an account", { Bool: { "aws:PrincipalIsAWSService": "true" } }],
    [
      "two times at once",
      {
        DateGreaterThan: { "aws:CurrentTime": "2026-01-01" },
        NumericLessThan: { "aws:EpochTime": "1700000000" },
      },
    ],
    ["no time", { Null: { "aws:CurrentTime": "true" } }],
    [
      "an age of MFA without MFA",
      {
        NumericGreaterThan: { "aws:MultiFactorAuthAge": "100" },
        BoolIfExists: { "aws:MultiFactorAuthPresent": "false" },
      },
    ],
    [
      "a chain of services in a direct call",
      { Null: { "aws:CalledVia": "false" }, Bool: { "aws:ViaAWSService": "false" } },
    ],
    ["a tag without its key", { Null: { "aws:RequestTag/team": "false", "aws:TagKeys": "true" } }],
    [
      "a tag with other keys",
      {
        Null: { "aws:RequestTag/team": "false" },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["owner"] },
      },
    ],
    [
      "an organization and the path of another",
      {
        StringEquals: { "aws:PrincipalOrgID": "o-a" },
        "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-b/*" },
      },
    ],
    [
      "an endpoint and a public address",
      { Null: { "aws:SourceVpc": "false" }, IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    ],
    [
      "several values of a key that has one",
      {
        "ForAllValues:StringEquals": { "aws:RequestedRegion": ["a", "b"] },
        "ForAnyValue:StringNotEquals": { "aws:RequestedRegion": ["a", "b"] },
      },
    ],
    ["a key that is none", { StringEquals: { "aws:RequestedRegion": "${Region}" } }],
  ])("no request has %s", (_name, condition) => {
    expect(deniedWhen(condition)).toEqual(NONE);
  });

  it.each<[string, ConditionBlock, object]>([
    [
      "the same instant in both forms",
      {
        DateGreaterThan: {
          "aws:CurrentTime": "2026-01-01T00:00:00Z",
          "aws:EpochTime": "2025-01-01T00:00:00Z",
        },
      },
      { "aws:CurrentTime": "2026-01-02T00:00:00Z", "aws:EpochTime": "1767312000" },
    ],
    [
      "MFA with its age",
      { NumericGreaterThan: { "aws:MultiFactorAuthAge": "100" } },
      { "aws:MultiFactorAuthAge": "101", "aws:MultiFactorAuthPresent": "true" },
    ],
    [
      "a tag with its key",
      { StringEquals: { "aws:RequestTag/team": "a" } },
      { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] },
    ],
  ])("a witness has %s", (_name, condition, context) => {
    expect(requestOf(deniedWhen(condition)).context).toEqual(context);
  });

  it("no request is before now", () => {
    const now = Date.UTC(2026, 5, 1);
    expect(deniedWhen({ DateLessThan: { "aws:CurrentTime": "2026-06-01" } }, { ...SCP, now })).toEqual(NONE);
    expect(deniedWhen({ DateLessThan: { "aws:EpochTime": "1780272001" } }, { ...SCP, now }).kind).toBe(
      "witness",
    );
  });
});

describe("RCPs", () => {
  const within: Space = { type: "RCP", account: ACCOUNT };
  const noService = { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };
  const foreign = { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-mine" } };

  it("reach only the services that they govern", () => {
    const of = (Action: string) =>
      findRequest({ allowedBy: [rcp()], deniedBy: [rcp(deny({ Action }))], within }).kind;
    expect(of("ec2:*")).toBe("none");
    expect(of("kms:RetireGrant")).toBe("none");
    expect(of("kms:*")).toBe("witness");
  });

  it("allow what they do not govern", () => {
    const scp = chain(deny({ Action: "ec2:*" }));
    const answer = findRequest({ allowedBy: [rcp(deny({}))], deniedBy: [scp], within: { type: "RCP" } });
    expect(requestOf(answer).action).toMatch(/^ec2:/);
  });

  it("meet anonymous callers and AWS services", () => {
    const answer = findRequest({
      allowedBy: [rcp()],
      deniedBy: [
        rcp(deny({ Condition: { ...foreign, ...noService, Null: { "aws:PrincipalArn": "true" } } })),
      ],
      within,
    });
    expect(requestOf(answer).context).toEqual({
      "aws:PrincipalAccount": "anonymous",
      "aws:PrincipalType": "Anonymous",
    });
    const service = findRequest({
      allowedBy: [rcp()],
      deniedBy: [rcp(deny({ Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } }))],
      within,
    });
    expect(requestOf(service).context).toMatchObject({ "aws:PrincipalIsAWSService": "true" });
  });

  it("know whose the resource is", () => {
    const answer = findRequest({
      allowedBy: [rcp()],
      deniedBy: [rcp(deny({ Condition: { StringNotEquals: { "aws:ResourceAccount": ACCOUNT } } }))],
      within,
    });
    expect(answer).toEqual(NONE);
  });
});

describe("the space", () => {
  const region = deny({ Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } });

  it("can hold keys fast or leave them out", () => {
    const fixed = { "AWS:requestedregion": "eu-west-1" };
    expect(newlyDenied([], [region], { ...SCP, fixed })).toEqual(NONE);
    const answer = newlyDenied([], [region], { ...SCP, absent: ["aws:RequestedRegion"] });
    expect(requestOf(answer)).toEqual({ action: "s3:GetObject" });
    expect(newlyDenied([], [region], { ...SCP, fixed: { "aws:RequestedRegion": "us-east-1" } }).kind).toBe(
      "witness",
    );
  });

  it("can be narrowed to actions, resources and principals", () => {
    const within: Space = {
      ...SCP,
      actions: ["iam:Pass*"],
      resources: ["arn:aws:iam::*:role/x"],
      principals: ["arn:aws:iam::*:role/deployer"],
    };
    const request = requestOf(newlyDenied([], [region], within));
    expect(request.action).toMatch(/^iam:pass/);
    expect(request.resource).toMatch(/^arn:aws:iam::.*:role\/x$/);
    expect(request.principal).toMatch(/^arn:aws:iam::.*:role\/deployer$/);
    const spared = deny({
      Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deployer" } },
    });
    expect(newlyDenied([], [spared], within)).toEqual(NONE);
  });
});

describe("policy variables", () => {
  const own = deny({ NotResource: "arn:aws:iam::*:user/${aws:username}" });
  const bob = deny({ NotResource: "arn:aws:iam::*:user/bob" });
  const sameTeam = { StringNotEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } };

  it("are the same on both sides", () => {
    expect(newlyDenied([own], [{ ...own, Action: "iam:*" }])).toEqual(NONE);
    expect(
      newlyDenied([deny({ Condition: sameTeam })], [deny({ Action: "s3:*", Condition: sameTeam })]),
    ).toEqual(NONE);
  });

  it("take the values of their keys", () => {
    const request = requestOf(newlyDenied([own], [bob]));
    expect(request.resource).toBe(`arn:aws:iam::111122223333:user/${request.context!["aws:username"]}`);
    expect(requestOf(newlyDenied([bob], [own])).resource).toMatch(/user\/bob$/);
    const { context } = requestOf(
      newlyDenied(
        [deny({ Condition: sameTeam })],
        [deny({ Condition: { Null: { "aws:ResourceTag/team": "false" } } })],
      ),
    );
    expect(context!["aws:ResourceTag/team"]).toBe(context!["aws:PrincipalTag/team"]);
  });

  it("are known where the space says what their keys are", () => {
    const own = deny({
      Condition: { StringNotEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
    });
    const same = deny({ Condition: { StringNotEquals: { "aws:ResourceAccount": ACCOUNT } } });
    const within = { ...SCP, account: ACCOUNT };
    expect(newlyDenied([own], [same], within)).toEqual(NONE);
    expect(newlyDenied([same], [own], within)).toEqual(NONE);
    expect(newlyDenied([same], [own]).kind).toBe("witness");
  });

  it("never make a wrong answer, at worst none", () => {
    const twice = deny({ Resource: "a${aws:PrincipalTag/x}b${aws:PrincipalTag/y}" });
    expect(newlyDenied([deny({ Resource: "a*b*" })], [twice])).toEqual(NONE);
    const answer = newlyDenied([twice], [deny({ Resource: "a${aws:PrincipalTag/y}b${aws:PrincipalTag/x}" })]);
    expect(answer.kind).not.toBe("none");
  });
});

describe("hostile policies", () => {
  const marks = "?".repeat(18);

  it.each<[string, readonly Statement[], readonly Statement[], string]>([
    ["a pattern with too many states", [], [deny({ Resource: `*a${marks}` })], "witness"],
    ["two of them", [deny({ Resource: `*a${marks}` })], [deny({ Resource: `*b${marks}` })], "witness"],
    [
      "one that is narrowed",
      [deny({ Resource: `*a${marks}` })],
      [deny({ Action: "s3:*", Resource: `*a${marks}` })],
      "none",
    ],
    [
      "a dozen that double",
      [..."abcdefghijkl"].map((letter) => deny({ Resource: `*${letter}*` })),
      [..."abcdefghijkm"].map((letter) => deny({ Resource: `*${letter}*` })),
      "witness",
    ],
    ["deep variables", [], [deny({ Resource: "${".repeat(500) + "}".repeat(500) })], "none"],
    [
      "sixty variables",
      [],
      [deny({ Resource: Array.from({ length: 60 }, (_, at) => `\${aws:PrincipalTag/k${at}}`).join("") })],
      "witness",
    ],
  ])("%s", (_name, before, after, kind) => {
    expect(newlyDenied(before, after).kind).toBe(kind);
  });

  it("a thousand values and one more", () => {
    const values = (count: number) => Array.from({ length: count }, (_, at) => `v${at}`);
    const denying = (count: number) => deny({ Condition: { StringNotLike: { "a:b": values(count) } } });
    const request = requestOf(newlyDenied([denying(1001)], [denying(1000)]));
    expect(request.context).toEqual({ "a:b": "v1000" });
    expect(newlyDenied([denying(1000)], [denying(1001)])).toEqual(NONE);
  });

  it("more than the bounds is undecided, never none", () => {
    const bounds = { cells: { states: 10, work: 100 }, branches: 1, secondLooks: 1, assignments: 1 };
    const query = {
      allowedBy: [chain(deny({ Resource: "ab*c" }))],
      deniedBy: [chain(deny({ Resource: "ab*b*c" }))],
      within: SCP,
    };
    expect(new RequestSearch(query, bounds).find().kind).toBe("undecided");
    expect(findRequest(query)).toEqual(NONE);
  });
});
