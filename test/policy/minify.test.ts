import fc from "fast-check";
import { decide } from "../../src/evaluate/reference";
import type { Statement } from "../../src/policy/document";
import { FRAME_CHARACTERS, minifyStatement, policyText, statementText } from "../../src/policy/minify";
import { requestsAbout } from "../support/requests";
import { denyStatements } from "../support/statements";

const ALLOW_ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

describe("the text of a policy", () => {
  it("has no white space, a fixed order of members and the shortest form of each list", () => {
    const text = policyText([
      {
        Condition: {
          StringNotEquals: { "aws:b": ["2", "1", "2"], "aws:a": ["x"] },
          Bool: { "aws:c": "true" },
        },
        Resource: ["*"],
        Action: ["s3:Put*", "s3:Get*", "s3:Put*"],
        Effect: "Deny",
        Sid: "One",
      },
      {
        Effect: "Deny",
        NotResource: ["b", "a"],
        NotAction: "iam:*",
        Principal: { Service: ["y", "x"], AWS: ["*"] },
      },
    ]);
    expect(text).toBe(
      '{"Version":"2012-10-17","Statement":[' +
        '{"Sid":"One","Effect":"Deny","Action":["s3:Get*","s3:Put*"],"Resource":"*",' +
        '"Condition":{"Bool":{"aws:c":"true"},"StringNotEquals":{"aws:a":"x","aws:b":["1","2"]}}},' +
        '{"Effect":"Deny","Principal":{"AWS":"*","Service":["x","y"]},"NotAction":"iam:*","NotResource":["a","b"]}]}',
    );
  });

  it("keeps apart what IAM may tell apart", () => {
    const statement: Statement = {
      Effect: "Deny",
      Action: ["s3:get*", "S3:Get*"],
      NotPrincipal: "*",
      Resource: [],
      Condition: { Bool: { "aws:A": [true, "true"], "aws:a": [] } },
    };
    expect(minifyStatement(statement)).toEqual({
      ...statement,
      Action: ["S3:Get*", "s3:get*"],
      Condition: { Bool: { "aws:A": ["true", true], "aws:a": [] } },
    });
  });

  it("keeps a key that JavaScript holds special", () => {
    const Condition = JSON.parse('{"StringEquals":{"__proto__":["b","a"]}}');
    expect(statementText({ Effect: "Deny", Action: "*", Resource: "*", Condition })).toContain(
      '"Condition":{"StringEquals":{"__proto__":["a","b"]}}',
    );
  });

  it("is as long as its frame, its statements and the commas between them", () => {
    fc.assert(
      fc.property(fc.array(denyStatements, { maxLength: 4 }), (statements) => {
        const parts = statements.reduce((sum, statement) => sum + statementText(statement).length, 0);
        const commas = Math.max(0, statements.length - 1);
        expect(policyText(statements).length).toBe(FRAME_CHARACTERS + parts + commas);
      }),
      { seed: 1 },
    );
  });

  it("decides as the statements did before", () => {
    fc.assert(
      fc.property(denyStatements, (statement) => {
        const small = JSON.parse(policyText([ALLOW_ALL, statement]));
        const plain = { Version: "2012-10-17", Statement: [ALLOW_ALL, statement] };
        for (const request of requestsAbout(statement))
          expect(decide([[small]], request).verdict).toBe(decide([[plain]], request).verdict);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("is the same for the same statement written in another order", () => {
    fc.assert(
      fc.property(denyStatements, (statement) => {
        const reversed = reverse(statement) as Statement;
        expect(statementText(reversed)).toBe(statementText(statement));
        expect(minifyStatement(minifyStatement(statement))).toEqual(minifyStatement(statement));
      }),
      { seed: 3 },
    );
  });
});

/** Every list and every object turned round. */
function reverse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverse).reverse();
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reverse(member)])
      .reverse(),
  );
}
