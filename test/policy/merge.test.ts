import fc from "fast-check";
import { decide } from "../../src/evaluate/reference";
import { many, type Statement } from "../../src/policy/document";
import { keepApart, mergeStatements } from "../../src/policy/merge";
import { policyText } from "../../src/policy/minify";
import { requestsAbout } from "../support/requests";
import { denyStatements } from "../support/statements";

const ALLOW_ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
const EU = { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } };
const EU_TURNED = { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] } };

const deny = (Sid: string, Action: string | string[], more: Partial<Statement> = {}): Statement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  ...more,
});

const owned = fc
  .array(fc.record({ guardrail: fc.constantFrom("a", "b", "c"), statement: denyStatements }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) =>
    parts.map(({ guardrail, statement }, index) => ({
      guardrail,
      statement: { ...statement, Sid: `S${index}` },
    })),
  );

describe("merging", () => {
  it("joins the actions of statements that differ in nothing else, and says who brought what", () => {
    const { statements, origins } = mergeStatements([
      { guardrail: "a", statement: deny("A1", ["s3:X", "s3:Y"], { Condition: EU }) },
      { guardrail: "a", statement: deny("A2", "iam:X") },
      { guardrail: "b", statement: deny("B", ["s3:Y", "ec2:Z"], { Condition: EU_TURNED }) },
    ]);
    expect(statements.map((statement) => [statement.Sid, statement.Action])).toEqual([
      ["A1", ["s3:X", "s3:Y", "ec2:Z"]],
      ["A2", "iam:X"],
    ]);
    expect(origins).toEqual([
      { sid: "A1", guardrail: "a", actions: ["s3:X", "s3:Y"] },
      { sid: "A1", guardrail: "b", actions: ["ec2:Z", "s3:Y"] },
      { sid: "A2", guardrail: "a" },
    ]);
  });

  it("says nothing of actions where all are one guardrail's own", () => {
    const { statements, origins } = mergeStatements([
      { guardrail: "a", statement: deny("A1", "s3:X") },
      { guardrail: "a", statement: deny("A2", "s3:Y") },
    ]);
    expect(statements).toHaveLength(1);
    expect(origins).toEqual([{ sid: "A1", guardrail: "a" }]);
  });

  it.each<[string, Partial<Statement>]>([
    ["Effect", { Effect: "Allow" }],
    ["Resource", { Resource: "arn:aws:s3:::a" }],
    ["Condition", { Condition: EU }],
    ["Principal", { Principal: "*" }],
  ])("keeps statements apart that differ in %s", (_member, more) => {
    const parts = [deny("A", "s3:X"), deny("B", "s3:Y", more)].map((statement) => ({
      guardrail: "a",
      statement,
    }));
    expect(mergeStatements(parts)).toEqual(keepApart(parts));
  });

  it("never merges NotAction: two of them deny more than one of both lists", () => {
    const parts = ["s3:*", "iam:*"].map((NotAction) => ({
      guardrail: NotAction,
      statement: { Effect: "Deny" as const, NotAction, Resource: "*" },
    }));
    expect(mergeStatements(parts)).toEqual(keepApart(parts));
  });

  it("changes no decision and makes no longer text", () => {
    fc.assert(
      fc.property(owned, (parts) => {
        const apart = keepApart(parts);
        const merged = mergeStatements(parts);
        const document = (statements: readonly Statement[]) =>
          JSON.parse(policyText([ALLOW_ALL, ...statements]));
        for (const request of parts.flatMap(({ statement }) => requestsAbout(statement))) {
          const verdict = decide([[document(apart.statements)]], request).verdict;
          expect(decide([[document(merged.statements)]], request).verdict).toBe(verdict);
        }
        expect(policyText(merged.statements).length).toBeLessThanOrEqual(policyText(apart.statements).length);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("has rows for each statement whose actions are together the statement's", () => {
    fc.assert(
      fc.property(owned, (parts) => {
        const { statements, origins } = mergeStatements(parts);
        for (const { Sid, Action } of statements) {
          const rows = origins.filter(({ sid }) => sid === Sid);
          const claimed = rows.flatMap(({ actions }) => actions ?? many(Action));
          expect(new Set(claimed)).toEqual(new Set(many(Action)));
          expect(new Set(rows.map(({ guardrail }) => guardrail)).size).toBe(rows.length);
        }
        expect(new Set(origins.map(({ sid }) => sid)).size).toBe(statements.length);
        expect(new Set(origins.map(({ guardrail }) => guardrail))).toEqual(
          new Set(parts.map(({ guardrail }) => guardrail)),
        );
      }),
      { seed: 2 },
    );
  });
});
