import * as fc from "fast-check";
import { z } from "zod";
import { catalogue as everything } from "../../guardrails";
import { compileGuardrail, endedStatements } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { type AnyAuthorizationGuardrail, guardrail, isAuthorization } from "../../src/catalogue/guardrail";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest } from "../../src/evaluate/request";
import type { Statement } from "../../src/policy/document";
import { levelsWith } from "../guardrails/support";

const ROLE = "arn:aws:iam::123456789012:role/ml-training";
const PATTERN = "arn:aws:iam::123456789012:role/ml-*";

const catalogue = everything.filter(isAuthorization);

const onlyOurs = guardrail({
  id: "restrict-access",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Only our principals",
  rationale: "Only our principals",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    {
      Effect: "Deny",
      Action: ["s3:*"],
      Resource: "*",
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorgid" },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ],
  requests: () => ({
    denied: [{ action: "s3:GetObject", context: { "aws:PrincipalOrgID": "o-other" } }],
    allowed: [
      { action: "s3:GetObject", context: { "aws:PrincipalOrgID": "o-exampleorgid" } },
      { action: "s3:GetObject", context: { "aws:PrincipalIsAWSService": "true" } },
    ],
  }),
});

const plain = guardrail({
  id: "deny-things",
  type: "SERVICE_CONTROL_POLICY",
  theme: "services",
  title: "No things",
  rationale: "No things",
  references: [],
  parameters: z.strictObject({ things: z.array(z.string()).min(1), loud: z.boolean().default(false) }),
  defaults: ({ regions }) => ({ things: [...regions] }),
  statements: ({ things }) => [
    { Effect: "Deny", Action: things.map((thing) => `${thing}:Get`), Resource: "*" },
    { Effect: "Deny", Action: ["b:Put", "a:Put", "b:Put"], Resource: ["*"] },
    { Effect: "Deny", Action: "c:Put", Resource: "*", Sid: "Named" },
    { Effect: "Allow", Action: "*", Resource: "*", Sid: "Open" },
  ],
  requests: () => ({ denied: [], allowed: [] }),
});

function statementsOf(
  subject: AnyAuthorizationGuardrail,
  principals: readonly string[] = [],
): readonly Statement[] {
  const result = compileGuardrail(subject, subject.example, EXAMPLE_ORGANIZATION, { principals });
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.statements;
}

describe("parameters", () => {
  const compile = (written: unknown) => compileGuardrail(plain, written, EXAMPLE_ORGANIZATION);

  it.each([undefined, null, {}])(
    "come from the organization first and then from the schema (%p)",
    (written) => {
      expect(compile(written)).toMatchObject({
        parameters: { things: EXAMPLE_ORGANIZATION.regions, loud: false },
      });
    },
  );

  it("as written win", () => {
    expect(compile({ things: ["a"], loud: true })).toMatchObject({
      parameters: { things: ["a"], loud: true },
    });
  });

  it("are all checked at once, each problem at its place", () => {
    const { problems } = compile({ things: ["a", 1], loud: "yes", quiet: true }) as { problems: unknown[] };
    expect(problems).toEqual([
      { path: "things[1]", message: expect.stringContaining("string") },
      { path: "loud", message: expect.stringContaining("boolean") },
      { path: "quiet", message: 'unknown parameter "quiet"' },
    ]);
  });

  it.each([[["a"]], ["a"], [7], [true]])("that are no mapping are a problem (%p)", (written) => {
    expect(compile(written)).toEqual({ problems: [{ path: "", message: expect.any(String) }] });
  });

  it("named like the prototype change nothing and are unknown", () => {
    const written = JSON.parse('{"__proto__": {"things": ["a"]}, "constructor": 1}');
    const { problems } = compile(written) as unknown as { problems: { path: string }[] };
    expect(problems.map(({ path }) => path).sort()).toEqual(["__proto__", "constructor"]);
  });
});

describe("statements", () => {
  it("have final Sids: suffixes kept, the others numbered", () => {
    expect(statementsOf(plain).map(({ Sid }) => Sid)).toEqual([
      "DenyThings1",
      "DenyThings2",
      "DenyThingsNamed",
      "DenyThingsOpen",
    ]);
  });

  it("are sorted, without repeats, and a list of one is a bare value", () => {
    expect(statementsOf(plain)[1]).toEqual({
      Sid: "DenyThings2",
      Effect: "Deny",
      Action: ["a:Put", "b:Put"],
      Resource: "*",
    });
  });

  it("name everybody as the principal in an RCP, and nobody in an SCP", () => {
    expect(statementsOf(onlyOurs).map(({ Principal }) => Principal)).toEqual(["*"]);
    expect(statementsOf(plain).filter((statement) => "Principal" in statement)).toEqual([]);
  });

  it("have the exempted principals beside those that the guardrail spares", () => {
    const subject = catalogue.find(({ id }) => id === "protect-cloudtrail")!;
    const [statement] = statementsOf(subject, [ROLE, PATTERN, ROLE]);
    expect(statement!.Condition).toEqual({
      ArnNotLike: {
        "aws:PrincipalArn": [
          "arn:aws:iam::*:role/AWSControlTowerExecution",
          "arn:aws:iam::*:role/stacksets-exec-*",
          "arn:aws:iam::111111111111:role/org-guardrails-deployer",
          PATTERN,
          ROLE,
        ],
      },
    });
  });

  it("that allow are left as they are", () => {
    expect(statementsOf(plain, [ROLE])[3]).toEqual({
      Sid: "DenyThingsOpen",
      Effect: "Allow",
      Action: "*",
      Resource: "*",
    });
  });
});

describe("ends of exceptions", () => {
  const ended = (expires: string) => endedStatements(statementsOf(plain), plain, [ROLE], expires);

  it.each([
    ["2027-01-31T00:00:00Z", "20270131"],
    ["2027-01-31T12:30:00Z", "202701311230"],
    ["2027-01-31T00:00:05Z", "20270131000005"],
  ])("on %s have Sids with %s", (expires, stamp) => {
    expect(ended(expires).map(({ Sid }) => Sid)).toEqual([
      `DenyThingsEnded${stamp}1`,
      `DenyThingsEnded${stamp}2`,
      `DenyThingsEnded${stamp}Named`,
    ]);
  });

  it("refuse a guardrail whose own condition would be widened", () => {
    const own = { Sid: "DenyThings", Effect: "Deny" as const, Action: "*", Resource: "*" };
    const taken = { ...own, Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } };
    expect(() => endedStatements([taken], plain, [ROLE], "2027-01-31T00:00:00Z")).toThrow("ArnEquals");
  });

  it("let the exempted do what the guardrail denies until then, deny it from then on, and touch nobody else", () => {
    fc.assert(
      fc.property(scenario, ({ subject, request, principals, expires, seconds }) => {
        const bare = statementsOf(subject);
        const excepted = [
          ...statementsOf(subject, principals),
          ...endedStatements(bare, subject, principals, expires),
        ];
        const now = new Date(Date.parse(expires) + seconds * 1000).toISOString();
        const timed = { ...request, context: { ...request.context, "aws:CurrentTime": now } };
        const exempt = request.principal !== undefined && EXEMPT.has(request.principal);
        const expected = exempt && seconds < 0 ? "allowed" : verdict(subject, bare, timed);
        expect(verdict(subject, excepted, timed)).toBe(expected);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("are seen to deny again in each guardrail", () => {
    for (const subject of [...catalogue, onlyOurs]) {
      const requests = requestsOf(subject).denied.map((request) => ({
        ...request,
        principal: subject.id.includes("root") ? "arn:aws:iam::123456789012:root" : request.principal,
      }));
      const bare = statementsOf(subject);
      const who = (request: AccessRequest) => request.principal ?? ROLE;
      for (const request of requests) {
        const principals = [who(request)];
        const after = [
          ...statementsOf(subject, principals),
          ...endedStatements(bare, subject, principals, "2027-01-31T00:00:00Z"),
        ];
        const at = (time: string) => ({
          ...request,
          principal: who(request),
          context: { ...request.context, "aws:CurrentTime": time },
        });
        expect(verdict(subject, after, at("2027-01-30T23:59:59Z"))).toBe("allowed");
        expect(verdict(subject, after, at("2027-01-31T00:00:00Z"))).toBe("denied");
      }
    }
  });
});

const EXEMPT = new Set([ROLE, "arn:aws:iam::123456789012:role/ml-serving", "arn:aws:iam::123456789012:root"]);
const principal = fc.constantFrom(
  ...EXEMPT,
  "arn:aws:iam::123456789012:role/team/ml-training",
  "arn:aws:iam::999999999999:role/ml-training",
  "arn:aws:iam::123456789012:user/ml-training",
  "arn:aws:iam::111111111111:role/org-guardrails-deployer",
  "arn:aws:iam::123456789012:role/stacksets-exec-1",
  undefined,
);

const scenario = fc.constantFrom(...catalogue, onlyOurs).chain((subject) => {
  const { denied, allowed } = requestsOf(subject);
  return fc.record({
    subject: fc.constant(subject),
    request: fc.oneof(
      fc.constantFrom(...denied, ...allowed),
      fc.record({ request: fc.constantFrom(...denied, ...allowed), principal }).map(withPrincipal),
    ),
    principals: fc.constant([PATTERN, "arn:aws:iam::123456789012:root"]),
    expires: fc.constantFrom("2027-01-31T00:00:00Z", "2028-02-29T12:30:00Z"),
    seconds: fc.constantFrom(-86_400, -1, 0, 1, 31_536_000),
  });
});

function withPrincipal(drawn: { request: AccessRequest; principal: string | undefined }): AccessRequest {
  return { ...drawn.request, principal: drawn.principal };
}

function requestsOf(subject: AnyAuthorizationGuardrail) {
  const result = compileGuardrail(subject, subject.example, EXAMPLE_ORGANIZATION);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return subject.requests(result.parameters, EXAMPLE_ORGANIZATION);
}

function verdict(
  subject: AnyAuthorizationGuardrail,
  statements: readonly Statement[],
  request: AccessRequest,
): string {
  return decide(levelsWith(subject, [{ Version: "2012-10-17", Statement: statements }]), request).verdict;
}
