import fc from "fast-check";
import { decide } from "../../../src/evaluate/reference/decide";
import type { AccessRequest, LevelDocuments } from "../../../src/evaluate/request";
import type { SetPolicies } from "../../../src/identity/access/policies";
import { rolePatterns } from "../../../src/identity/access/roles";
import { type AccessSpace, accessVerdict } from "../../../src/identity/access/verdict";
import type { PolicyDocument, Statement } from "../../../src/policy/document";

const ACCOUNT = "123456789012";
const ROLES = rolePatterns("aws", ACCOUNT, "dev", "eu-west-1");
const ROLE = ROLES[0]!.replaceAll("?", "0");
const SPACE: AccessSpace = {
  account: ACCOUNT,
  organization: "o-exampleorgid",
  organizationPath: "o-exampleorgid/r-exam/ou-exam-aaaaaaaa/",
  principals: ROLES,
  action: "s3:GetObject",
  now: Date.parse("2026-12-01T00:00:00Z"),
};
const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
const OPEN: LevelDocuments = [[policy(ALL)]];

const known = (
  documents: readonly PolicyDocument[],
  boundary: PolicyDocument | null = null,
): SetPolicies => ({
  documents,
  boundary,
  unknown: [],
  unknownBoundary: false,
});
const reading = policy({ Effect: "Allow", Action: "s3:Get*", Resource: "*" });
const denied = policy({ Effect: "Deny", Action: "s3:*", Resource: "*" });
const verdict = (policies: SetPolicies, scps: LevelDocuments = OPEN, space: Partial<AccessSpace> = {}) =>
  accessVerdict(policies, scps, { ...SPACE, ...space }).verdict;

describe("who may", () => {
  test("is whom the set allows, within its boundary and the service control policies", () => {
    expect(verdict(known([reading]))).toBe("allowed");
    expect(verdict(known([]))).toBe("denied");
    expect(verdict(known([reading, denied]))).toBe("denied");
    expect(verdict(known([reading], policy(ALL)))).toBe("allowed");
    expect(verdict(known([reading], policy({ Effect: "Allow", Action: "sqs:*", Resource: "*" })))).toBe(
      "denied",
    );
    expect(
      verdict(known([reading]), [...OPEN, [policy({ Effect: "Allow", Action: "sqs:*", Resource: "*" })]]),
    ).toBe("denied");
  });

  test("depends on what is not said, with a request for each answer", () => {
    const inRegion = policy({ ...ALL, Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } });
    const answer = accessVerdict(known([inRegion]), OPEN, SPACE);
    expect(answer.verdict).toBe("depends");
    const decided = (request: AccessRequest | null) => decide([[inRegion]], request!).verdict;
    expect([decided(answer.allowed), decided(answer.denied)]).toEqual(["allowed", "denied"]);
    const said = (region: string) =>
      verdict(known([inRegion]), OPEN, { context: { "aws:RequestedRegion": region } });
    expect([said("eu-west-1"), said("us-east-1")]).toEqual(["allowed", "denied"]);
  });

  test("is nobody after the end of a set", () => {
    const end = (expires: string) =>
      policy(ALL, {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { DateGreaterThanEquals: { "aws:CurrentTime": expires } },
      });
    expect(verdict(known([end("2026-11-30T00:00:00Z")]))).toBe("denied");
    expect(verdict(known([end("2026-12-02T00:00:00Z")]))).toBe("depends");
  });

  test("follows exceptions by the role's name", () => {
    const sparing = (set: string) =>
      policy(ALL, {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: {
          ArnNotLike: {
            "aws:PrincipalArn": `arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${set}_*`,
          },
        },
      });
    expect(verdict(known([reading]), [[sparing("dev")]])).toBe("allowed");
    expect(verdict(known([reading]), [[sparing("ops")]])).toBe("denied");
  });
});

describe("what is not known is never taken to be safe, nor to be open", () => {
  const unknown = (policies: SetPolicies, more: Partial<SetPolicies> = {}): SetPolicies => ({
    ...policies,
    unknown: ["customer policy /x"],
    ...more,
  });

  test("a policy that nobody knows may allow or deny, unless something above denies anyway", () => {
    expect(verdict(unknown(known([])))).toBe("unknown");
    expect(verdict(unknown(known([reading])))).toBe("unknown");
    expect(verdict(unknown(known([denied])))).toBe("denied");
    expect(verdict(unknown(known([reading])), [[policy(ALL), denied]])).toBe("denied");
  });

  test("a boundary that nobody knows can only take away", () => {
    const bounded = (documents: PolicyDocument[]) => ({ ...known(documents), unknownBoundary: true });
    expect(verdict(bounded([reading]))).toBe("unknown");
    expect(verdict(bounded([]))).toBe("denied");
  });
});

describe("laws", () => {
  const resource = fc.constantFrom("*", "arn:aws:s3:::a/*", "arn:aws:s3:::ab*");
  const condition = fc.constantFrom(
    undefined,
    undefined,
    { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
    { StringNotEqualsIfExists: { "aws:RequestedRegion": "eu-west-1" } },
    { StringEquals: { "aws:PrincipalTag/team": "red" } },
    { ArnLike: { "aws:PrincipalArn": ROLES as string[] } },
    { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/other" } },
  );
  const statement = fc
    .record({
      Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
      Action: fc.constantFrom("s3:GetObject", "s3:Get*", "*", "sqs:*"),
      Resource: resource,
      Condition: condition,
    })
    .map(
      ({ Condition, ...rest }): Statement => ({ ...rest, ...(Condition === undefined ? {} : { Condition }) }),
    );
  const document = fc.array(statement, { minLength: 1, maxLength: 3 }).map((all) => policy(...all));
  const policies = fc
    .record({
      documents: fc.array(document, { maxLength: 2 }),
      boundary: fc.oneof(fc.constant(null), document),
      unknown: fc.constantFrom<(readonly string[])[]>([], [], ["x"]),
      unknownBoundary: fc.boolean(),
    })
    .map(
      ({ boundary, unknownBoundary, ...rest }): SetPolicies => ({
        ...rest,
        boundary: unknownBoundary ? null : boundary,
        unknownBoundary,
      }),
    );
  const scps = fc.array(statement, { maxLength: 2 }).map((all): LevelDocuments => [[policy(ALL, ...all)]]);

  const REQUESTS: readonly AccessRequest[] = [
    "arn:aws:s3:::a/k",
    "arn:aws:s3:::abc/k",
    "arn:aws:s3:::zz/k",
  ].flatMap((one) =>
    ["eu-west-1", "us-east-1", undefined].flatMap((region) =>
      ["red", "blue", undefined].map((team) => ({
        action: "s3:GetObject",
        resource: one,
        account: ACCOUNT,
        principal: ROLE,
        context: {
          ...(region === undefined ? {} : { "aws:RequestedRegion": region }),
          ...(team === undefined ? {} : { "aws:PrincipalTag/team": team }),
        },
      })),
    ),
  );

  test("the verdict is that of the plain evaluator over all requests that can be told apart", () => {
    fc.assert(
      fc.property(policies, scps, (set, above) => {
        const answer = accessVerdict(set, above, SPACE);
        const levels = [set.documents, ...(set.boundary === null ? [] : [[set.boundary]]), ...above];
        const results = new Set(REQUESTS.map((request) => decide(levels, request).verdict));
        const plain = results.size === 2 ? "depends" : results.has("allowed") ? "allowed" : "denied";
        if (set.unknown.length === 0 && !set.unknownBoundary) {
          expect(answer.verdict).toBe(plain);
          for (const [request, expected] of [
            [answer.allowed, "allowed"],
            [answer.denied, "denied"],
          ] as const)
            if (request !== null) expect(decide(levels, request).verdict).toBe(expected);
          return;
        }
        // With more policies, whatever they say, the answer may become any; only a certain denial is told.
        const most =
          set.unknown.length === 0 ? levels : [[policy(ALL), ...set.documents], ...levels.slice(1)];
        const never = REQUESTS.every((request) => decide(most, request).verdict === "denied");
        expect(answer.verdict).toBe(never ? "denied" : "unknown");
        if (answer.verdict === "unknown") expect(answer.reasons).not.toEqual([]);
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});
