import fc from "fast-check";
import { lint } from "../../src/lint/lint";
import { LINT_TYPES } from "../../src/lint/types";

const type = fc.constantFrom(undefined, ...LINT_TYPES);

/** Values that policies hold, in places where they belong and where they do not. */
const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      "Deny",
      "Allow",
      "*",
      "s3:*",
      "ec2:RunInstances",
      "s3:",
      ":",
      "arn:aws:s3:::a/*",
      "arn:",
      "${aws:username}",
      "${",
      "<x>",
      "2012-10-17",
      "",
      "\u0000\u202e",
      "__proto__",
    ),
    fc.oneof(fc.boolean(), fc.integer(), fc.constant(null), fc.string({ unit: "binary" })),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        "Version",
        "Statement",
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
        "StringEquals",
        "ForAllValues:ArnNotLikeIfExists",
        "Null",
        "Bool",
        "DateLessThan",
        "aws:PrincipalArn",
        "aws:RequestTag/",
        "s3:prefix",
        "AWS",
        "@@assign",
        "__proto__",
        "constructor",
      ),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

/** A statement of the right shape, with one or two of its elements replaced by anything. */
const statement = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom("Effect", "Action", "Resource", "Condition", "Principal", "Sid", "NotAction"),
      value,
      { maxKeys: 2 },
    ),
    fc.constantFrom<object>({}, { StringEquals: { "aws:PrincipalOrgID": "o-k4w2p7n6qd" } }),
  )
  .map(([odd, Condition]) => ({ Effect: "Deny", Action: "s3:*", Resource: "*", Condition, ...odd }));

function found(text: string, of: (typeof LINT_TYPES)[number] | undefined) {
  const findings = lint(text, { file: "x", type: of });
  const lines = text.split("\n");
  for (const { place, code, message } of findings) {
    expect(place!.line).toBeLessThanOrEqual(lines.length);
    expect(place!.column).toBeLessThanOrEqual(lines[place!.line - 1]!.length + 1);
    expect([code, message].every((one) => one.length > 0)).toBe(true);
  }
  return findings;
}

test("no value makes it throw, and each finding stands in the text", () => {
  const document = fc.oneof(
    value,
    fc.array(statement, { maxLength: 3 }).map((Statement) => ({ Version: "2012-10-17", Statement })),
  );
  fc.assert(
    fc.property(document, type, fc.constantFrom(undefined, 2), (policy, of, indent) => {
      found(JSON.stringify(policy, null, indent) ?? "null", of);
    }),
    { seed: 20261127, numRuns: 1500 },
  );
});

test("no text makes it throw", () => {
  const policy = JSON.stringify(
    { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: ["s3:*"], Resource: "*" }] },
    null,
    1,
  );
  const cut = fc
    .tuple(fc.nat(policy.length), fc.nat(12), fc.string({ maxLength: 4 }))
    .map(([at, gone, put]) => policy.slice(0, at) + put + policy.slice(at + gone));
  fc.assert(
    fc.property(fc.oneof(cut, fc.string({ unit: "binary" })), type, (text, of) => {
      const broken = !isJson(text);
      expect(found(text, of).some(({ code }) => code === "invalid-json")).toBe(broken);
    }),
    { seed: 20261127, numRuns: 600 },
  );
});

test("huge policies come to an end", () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index));
  const policy = {
    Version: "2012-10-17",
    Statement: many(300, (index) => `s3:Get${index}*`).map((Action, index) => ({
      Effect: "Deny",
      Action: [Action, "ec2:*"],
      Resource: many(30, (at) => `arn:aws:s3:::${index}-${at}/*`),
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": many(10, (at) => `arn:aws:iam::*:role/${index}-${at}*`) },
      },
    })),
  };
  const started = performance.now();
  expect(lint(JSON.stringify(policy), { file: "x", type: "scp" }).length).toBeGreaterThan(0);
  expect(lint("[".repeat(2_000_000), { file: "x" })).toMatchObject([{ code: "invalid-json" }]);
  expect(performance.now() - started).toBeLessThan(60_000);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
