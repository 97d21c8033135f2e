import fc from "fast-check";
import type { Chain } from "../../../src/chain/chain";
import { decide } from "../../../src/evaluate/reference/decide";
import type { AccessRequest, LevelDocuments } from "../../../src/evaluate/request";
import { type Access, AccessComparer, type CellChange } from "../../../src/identity/access/comparer";
import { RoleConditions } from "../../../src/identity/access/role-conditions";
import { rolePatterns } from "../../../src/identity/access/roles";
import type { PolicyDocument, Statement } from "../../../src/policy/document";

const ACCOUNT = "123456789012";
const NOW = Date.parse("2026-12-01T00:00:00Z");
const PLACE = { space: { account: ACCOUNT, now: NOW }, likeness: "[]" };
const rolesOf = (set: string) => rolePatterns("aws", ACCOUNT, set, "eu-west-1");
const arnOf = (set: string) => rolesOf(set)[0]!.replaceAll("?", "0");
const exactly = (set: string) =>
  `arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${set}_*`;

const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

/** A permission set with its policies, and what binds it. */
interface Way {
  readonly set: string;
  readonly own: LevelDocuments;
  readonly bounds: LevelDocuments;
}

function accessOf({ set, own, bounds }: Way): Access {
  const conditions = new RoleConditions();
  const roles = {
    permissionSet: set,
    account: ACCOUNT,
    patterns: rolesOf(set),
    singledOut: new Set<string>(),
  };
  const chain = (levels: LevelDocuments): Chain => ({
    type: "SCP",
    levels: levels.map((documents) => ({
      target: null,
      policies: documents.map((document) => ({
        name: null,
        document: conditions.resolved(document, roles),
        origins: [],
      })),
    })),
  });
  return { own: chain(own), bounds: chain(bounds), roles: rolesOf(set) };
}

function newlyAllowed(from: Way, ...others: readonly Way[]) {
  const accesses = [from, ...others].map(accessOf);
  const comparer = new AccessComparer(accesses.flatMap(({ own, bounds }) => [own, bounds]));
  const found = comparer.newlyAllowed(accesses[0]!, accesses.slice(1), PLACE);
  const of = (pick: (change: CellChange) => readonly string[]) => new Set(found.flatMap(pick));
  return {
    documented: of(({ documented }) => documented),
    undocumented: of(({ undocumented }) => undocumented),
    undecided: of(({ undecided }) => undecided?.actions ?? []),
    isOpen: (action: string) => comparer.isOpen(accesses[0]!, action, PLACE),
  };
}

const simple = (set: string, statements: readonly Statement[], bounds: LevelDocuments = [[policy(ALL)]]) => ({
  set,
  own: [[policy(...statements)]],
  bounds,
});
const allow = (Action: string | string[], rest: Partial<Statement> = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...rest,
});

describe("what a set newly allows", () => {
  test("is what it allows, where there was nothing", () => {
    const { documented } = newlyAllowed(simple("dev", [allow(["sqs:Send*", "sns:Publish"])]));
    expect(documented).toEqual(new Set(["sns:Publish", "sqs:SendMessage"]));
  });

  test("is not what another set allowed too, nor what is denied by a boundary or above", () => {
    const bounds = [[policy(ALL, { Effect: "Deny", Action: "sqs:DeleteQueue", Resource: "*" })]];
    const from = {
      ...simple("dev", [allow("sqs:*")], bounds),
      own: [
        [policy(allow("sqs:*"))],
        [policy(allow("sqs:[a-z]*"), allow("sqs:Send*"), allow("sqs:Delete*"))],
      ],
    };
    const { documented } = newlyAllowed(from, simple("ops", [allow("sqs:SendMessage")], bounds));
    expect([...documented]).toEqual(["sqs:DeleteMessage"]);
  });

  test("is a part of the requests where another set allowed the rest", () => {
    const inRegion = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
    const wide = simple("dev", [allow("sqs:SendMessage")]);
    const narrow = simple("ops", [allow("sqs:SendMessage", inRegion)]);
    expect([...newlyAllowed(wide, narrow).documented]).toEqual(["sqs:SendMessage"]);
    expect([...newlyAllowed(narrow, wide).documented]).toEqual([]);
  });

  test("is what no other set allows by itself, though all together do", () => {
    const inRegion = (operator: string) => ({
      Condition: { [operator]: { "aws:RequestedRegion": "eu-west-1" } },
    });
    const whole = simple("dev", [allow("sqs:SendMessage")]);
    const halves = ["StringEquals", "StringNotEquals"].map((operator) =>
      simple("ops", [allow("sqs:SendMessage", inRegion(operator))]),
    );
    expect([...newlyAllowed(whole, ...halves).documented]).toEqual([]);
    expect([...newlyAllowed(whole, halves[0]!).documented]).toEqual(["sqs:SendMessage"]);
  });

  test("counts apart what AWS documents no request of", () => {
    const bucket = allow(["s3:GetObject", "s3:ListBucket"], { Resource: "arn:aws:s3:::bucket" });
    const { documented, undocumented } = newlyAllowed(simple("dev", [bucket]));
    expect([[...documented], [...undocumented]]).toEqual([["s3:ListBucket"], ["s3:GetObject"]]);
  });

  test("follows exceptions that spare one set and not another", () => {
    const spared = {
      Effect: "Deny" as const,
      Action: "sqs:*",
      Resource: "*",
      Condition: { ArnNotLike: { "aws:PrincipalArn": [exactly("ops")] } },
    };
    const bounds = [[policy(ALL, spared)]];
    const [dev, ops] = ["dev", "ops"].map((set) => simple(set, [allow("sqs:SendMessage")], bounds));
    expect([...newlyAllowed(dev!).documented]).toEqual([]);
    expect([...newlyAllowed(ops!, dev!).documented]).toEqual(["sqs:SendMessage"]);
    expect([...newlyAllowed(dev!, ops!).documented]).toEqual([]);
  });

  test("is not decided where another role's very name decides", () => {
    const one = arnOf("ops");
    const spared = {
      Effect: "Deny" as const,
      Action: "sqs:*",
      Resource: "*",
      Condition: { ArnNotLike: { "aws:PrincipalArn": one } },
    };
    const bounds = [[policy(ALL, spared)]];
    const [dev, ops] = ["dev", "ops"].map((set) => simple(set, [allow("sqs:SendMessage")], bounds));
    expect([...newlyAllowed(ops!).documented]).toEqual(["sqs:SendMessage"]);
    const { documented, undecided } = newlyAllowed(simple("dev", [allow("sqs:SendMessage")]), ops!);
    expect(new Set([...documented, ...undecided])).toEqual(new Set(["sqs:SendMessage"]));
    expect([...newlyAllowed(dev!).documented]).toEqual([]);
  });
});

describe("laws", () => {
  const ACTIONS = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage", "iam:PassRole"];
  const SETS = ["dev", "ops"];
  const action = fc.constantFrom(...ACTIONS, "s3:*", "*");
  const resource = fc.constantFrom("*", "arn:aws:s3:::a/*", "arn:aws:s3:::ab*", "arn:aws:sqs:*:*:q");
  const condition = fc.constantFrom(
    undefined,
    undefined,
    { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    { StringNotEqualsIfExists: { "aws:RequestedRegion": "eu-west-1" } },
    { StringEquals: { "aws:PrincipalTag/team": "red" } },
    { Null: { "aws:PrincipalTag/team": "true" } },
    { ArnLike: { "aws:PrincipalArn": exactly("dev") } },
    { ArnNotLike: { "aws:PrincipalArn": [exactly("ops"), "arn:aws:iam::*:role/other"] } },
    {
      StringLike: { "aws:PrincipalArn": "*AWSReservedSSO_ops_*" },
      StringEquals: { "aws:PrincipalTag/team": "red" },
    },
  );
  const statement = fc
    .record({
      Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
      not: fc.boolean(),
      action,
      resource,
      condition,
    })
    .map(
      ({ Effect, not, action: named, resource: Resource, condition: Condition }): Statement => ({
        Effect,
        ...(not && Effect === "Deny" && named !== "*" ? { NotAction: named } : { Action: named }),
        Resource,
        ...(Condition === undefined ? {} : { Condition }),
      }),
    );
  const document = fc.array(statement, { minLength: 1, maxLength: 3 }).map((all) => policy(...all));
  const own = fc.oneof(
    document.map((one): LevelDocuments => [[one]]),
    fc.tuple(document, document).map(([one, other]): LevelDocuments => [[one], [policy(ALL), other]]),
  );
  const bounds = fc.array(statement, { maxLength: 2 }).map((all): LevelDocuments => [[policy(ALL, ...all)]]);
  const ways = bounds.chain((shared) =>
    fc.array(fc.record({ set: fc.constantFrom(...SETS), own, bounds: fc.constant(shared) }), {
      minLength: 1,
      maxLength: 3,
    }),
  );

  const RESOURCES = [
    "arn:aws:s3:::a/k",
    "arn:aws:s3:::abc/k",
    "arn:aws:s3:::zz/k",
    "arn:aws:sqs:eu-west-1:1:q",
    "arn:aws:iam::1:role/r",
  ];
  const REGIONS = ["eu-west-1", "us-east-1", "ap-south-1", undefined];
  const TEAMS = ["red", "blue", undefined];
  /** One request for each way in which the policies can tell requests apart. */
  const requests = (name: string): AccessRequest[] =>
    RESOURCES.flatMap((one) =>
      REGIONS.flatMap((region) =>
        TEAMS.map((team) => ({
          action: name,
          resource: one,
          account: ACCOUNT,
          context: {
            ...(region === undefined ? {} : { "aws:RequestedRegion": region }),
            ...(team === undefined ? {} : { "aws:PrincipalTag/team": team }),
          },
        })),
      ),
    );
  const mayDo = ({ set, own: levels, bounds: scps }: Way, request: AccessRequest) =>
    decide([...levels, ...scps], { ...request, principal: arnOf(set) }).verdict === "allowed";

  test("an action is newly allowed just when some request is, each asked of the plain evaluator", () => {
    fc.assert(
      fc.property(ways, ([from, ...others]) => {
        const { documented, undocumented, undecided, isOpen } = newlyAllowed(from!, ...others);
        const found = new Set([...documented, ...undocumented]);
        expect([...undecided]).toEqual([]);
        const expected = ACTIONS.filter((name) =>
          requests(name).some(
            (request) => mayDo(from!, request) && !others.some((one) => mayDo(one, request)),
          ),
        );
        expect(ACTIONS.filter((name) => found.has(name))).toEqual(expected);
        const open = ACTIONS.filter((name) => requests(name).some((request) => mayDo(from!, request)));
        expect(ACTIONS.filter(isOpen)).toEqual(open);
      }),
      { seed: 11, numRuns: process.env.RUN_DEEP ? 2_000 : 50 },
    );
  });
});
