import fc from "fast-check";
import { type Chain, FULL_ACCESS, levelsOf } from "../../../src/chain/chain";
import { decide } from "../../../src/evaluate/reference";
import type { PolicyDocument, Statement } from "../../../src/policy/document";
import { RelevantChains } from "../../../src/review/lockout/relevant";

const ACTIONS = ["iam:CreateRole", "iam:DeleteRole", "sts:AssumeRole"];
const RESOURCES = ["arn:aws:iam::222222222222:role/a", "arn:aws:iam::222222222222:role/b"];
const PRINCIPALS = ["arn:aws:iam::222222222222:role/x", "arn:aws:iam::222222222222:role/y"];
const patterns = (texts: readonly string[], ...more: string[]) =>
  fc.uniqueArray(fc.constantFrom(...texts, ...more), { minLength: 1, maxLength: 2 });

const actions = patterns(ACTIONS, "iam:*", "IAM:create*", "s3:GetObject", "*");
const resources = patterns(RESOURCES, "arn:aws:iam::*:role/a", "arn:aws:iam::*", "*");
const operator = fc.constantFrom(
  "ArnNotLike",
  "ArnLike",
  "ArnNotEquals",
  "ArnNotLikeIfExists",
  "StringNotLike",
);
const condition = fc
  .tuple(
    operator,
    fc.constantFrom("aws:PrincipalArn", "AWS:principalarn"),
    patterns(PRINCIPALS, "arn:aws:iam::*:role/x", "arn:*:iam::*:*"),
  )
  .map(([name, key, values]) => ({ [name]: { [key]: values } }));
const statement = fc
  .record({
    Effect: fc.constantFrom("Deny" as const, "Deny" as const, "Allow" as const),
    negated: fc.boolean(),
    notResource: fc.boolean(),
    actions,
    resources,
    condition: fc.option(condition, { nil: undefined }),
  })
  .map(
    (parts): Statement => ({
      Effect: parts.Effect,
      [parts.negated ? "NotAction" : "Action"]: parts.actions,
      [parts.notResource ? "NotResource" : "Resource"]: parts.resources,
      ...(parts.condition === undefined ? {} : { Condition: parts.condition }),
    }),
  );
const level = fc.tuple(fc.boolean(), fc.array(statement, { maxLength: 3 })).map(([full, statements]) => ({
  target: null,
  policies: [
    ...(full ? [FULL_ACCESS.SCP] : []),
    ...statements.map((one) => ({
      name: null,
      document: { Version: "2012-10-17", Statement: [one] },
      origins: [],
    })),
  ],
}));
const chain = fc
  .array(level, { minLength: 1, maxLength: 3 })
  .map((levels): Chain => ({ type: "SCP", levels }));
const requests = fc.array(
  fc
    .record({
      Action: fc.subarray(ACTIONS, { minLength: 1 }),
      Resource: patterns(RESOURCES, "arn:aws:iam::222222222222:role/*"),
      principal: fc.option(fc.constantFrom(...PRINCIPALS, "arn:aws:iam::222222222222:role/*"), {
        nil: undefined,
      }),
    })
    .map(
      ({ principal, ...rest }): Statement => ({
        Effect: "Allow",
        ...rest,
        ...(principal === undefined ? {} : { Condition: { ArnLike: { "aws:PrincipalArn": principal } } }),
      }),
    ),
  { minLength: 1, maxLength: 2 },
);

test("a reduced chain decides every request in question as the whole chain does", () => {
  let [shorter, asked, denied] = [0, 0, 0];
  fc.assert(
    fc.property(chain, requests, (whole, questions) => {
      const reduced = new RelevantChains(questions.flatMap(({ Action }) => Action as string[])).of(
        whole,
        questions,
      );
      const count = ({ levels }: Chain) => levels.flatMap(({ policies }) => policies).length;
      if (count(reduced) < count(whole)) shorter += 1;
      const document: PolicyDocument = { Version: "2012-10-17", Statement: questions };
      for (const action of ACTIONS) {
        for (const resource of RESOURCES) {
          for (const principal of PRINCIPALS) {
            const request = { action, resource, principal };
            if (decide([[document]], request).verdict === "denied") continue;
            const { verdict } = decide(levelsOf(whole), request);
            asked += 1;
            denied += verdict === "denied" ? 1 : 0;
            expect(decide(levelsOf(reduced), request).verdict).toBe(verdict);
          }
        }
      }
    }),
    { seed: 7, numRuns: 2_000 },
  );
  expect(shorter).toBeGreaterThan(500);
  expect(denied).toBeGreaterThan(asked / 10);
  expect(denied).toBeLessThan((asked * 9) / 10);
});
