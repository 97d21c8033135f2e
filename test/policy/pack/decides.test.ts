import fc from "fast-check";
import { decide } from "../../../src/evaluate/reference";
import type { AccessRequest } from "../../../src/evaluate/request";
import { many, type PolicyDocument, type Statement } from "../../../src/policy/document";
import { policyText } from "../../../src/policy/minify";
import { pack } from "../../../src/policy/pack";
import type { StatementItem } from "../../../src/policy/pack/types";
import { inputOf } from "../../support/packing";
import { requestsAbout } from "../../support/requests";
import { denyStatements } from "../../support/statements";

const FULL_ACCESS: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

function itemOf(id: string, statements: readonly Statement[]): StatementItem {
  const named = statements.map((statement, index) => ({ ...statement, Sid: `${id}${index}` }));
  return { id, guardrail: id, theme: "data", variant: JSON.stringify(named), statements: named };
}

function verdicts(policies: readonly PolicyDocument[], requests: readonly AccessRequest[]): string {
  return requests.map((request) => decide([[FULL_ACCESS, ...policies]], request).verdict).join(" ");
}

const unpacked = (items: readonly StatementItem[]): PolicyDocument[] =>
  items.map(({ statements }) => ({ Version: "2012-10-17", Statement: statements }));

const items = fc
  .array(fc.array(denyStatements, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 5 })
  .map((all) => all.map((statements, index) => itemOf("abcde"[index]!, statements)));

it("a packed set decides as the unpacked one", () => {
  let merged = 0;
  fc.assert(
    fc.property(items, fc.integer({ min: 2, max: 4 }), fc.nat(80), (wanted, attached, less) => {
      const whole = policyText(wanted.flatMap(({ statements }) => statements)).length;
      const characters = Math.max(400, Math.ceil(whole / (attached - 1)) - less);
      const { policies, unfit } = pack(inputOf(new Map([["n1", wanted]]), { attached, characters }));
      fc.pre(unfit.length === 0);
      if (policies.some((policy) => policy.merged)) merged++;
      const requests = wanted.flatMap(({ statements }) => statements.flatMap(requestsAbout));
      const packed = policies.map(({ text }) => JSON.parse(text));
      expect(verdicts(packed, requests)).toBe(verdicts(unpacked(wanted), requests));
    }),
    { seed: 1, numRuns: 200 },
  );
  expect(merged).toBeGreaterThan(5);
});

/** Every way to take one statement or one value out of a document. */
function lessOf({ Version, Statement }: { Version: string; Statement: Statement[] }): PolicyDocument[] {
  const without = Statement.map((_, index) => Statement.toSpliced(index, 1));
  const smaller = Statement.flatMap((statement, index) =>
    shorter(statement).map((less) => Statement.with(index, less as Statement)),
  );
  return [...without, ...smaller].map((statements) => ({ Version, Statement: statements }));
}

/** A list without one of its values, in every place of a statement that has a list. */
function shorter(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.map((_, index) => value.toSpliced(index, 1));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) =>
    shorter(member).map((less) => ({ ...value, [key]: less })),
  );
}

it("any one statement or value that is missing from the packed text is noticed by such requests", () => {
  const everywhere = { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } };
  const spared = { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/b"] } };
  const wanted = [
    itemOf("a", [{ Effect: "Deny", Action: ["ec2:*", "rds:*"], Resource: "*", Condition: everywhere }]),
    itemOf("b", [{ Effect: "Deny", Action: ["sqs:*", "sns:*"], Resource: "*", Condition: everywhere }]),
    itemOf("c", [
      { Effect: "Deny", Action: ["iam:CreateUser", "iam:CreateAccessKey"], Resource: "*", Condition: spared },
      { Effect: "Deny", Action: "s3:*", NotResource: ["arn:aws:s3:::a*", "arn:aws:s3:::b*"] },
    ]),
    itemOf("d", [{ Effect: "Deny", Action: ["kms:Delete*", "kms:Disable*"], Resource: ["k/1", "k/2"] }]),
  ];
  // One character too few for the statements as they are: some must merge.
  const characters = policyText(wanted.flatMap(({ statements }) => statements)).length - 1;
  const { policies, unfit } = pack(inputOf(new Map([["n1", wanted]]), { attached: 2, characters }));
  expect(unfit).toEqual([]);
  expect(policies.some(({ merged }) => merged)).toBe(true);

  const requests = wanted.flatMap(({ statements }) => statements.flatMap(requestsAbout));
  const packed = policies.map(({ text }) => JSON.parse(text));
  const whole = verdicts(packed, requests);
  expect(whole).toBe(verdicts(unpacked(wanted), requests));
  const mutants = packed.flatMap((document, index) =>
    lessOf(document).map((less) => packed.with(index, less)),
  );
  expect(mutants.length).toBeGreaterThan(15);
  for (const mutant of mutants) {
    // AWS has no empty policy: a document without statements is as if it were not there.
    const policies = mutant.filter(({ Statement }) => many(Statement).length > 0);
    expect(verdicts(policies, requests)).not.toBe(whole);
  }
});
