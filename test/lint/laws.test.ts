import fc from "fast-check";
import { lintRuleSlugs } from "../../scripts/generate/catalogue-index";
import { examplesOf } from "../../scripts/generate/lint-pages";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest } from "../../src/evaluate/request";
import { unmarked } from "../../src/lint/examples";
import { lint } from "../../src/lint/lint";
import type { LintType } from "../../src/lint/types";
import type { ConditionBlock, PolicyDocument, Statement } from "../../src/policy/document";
import { statementsOf } from "../../src/policy/document";
import { statement as anyStatement, condition, SEED } from "../support/policy-generator";
import { publicPolicyTexts } from "../support/public-policies";
import { requestsLike } from "../support/request-generator";
import { typeOf } from "./public-policies/expectations";

interface Sample {
  readonly text: string;
  readonly type: LintType | undefined;
}

/** Policies in which there is something to find: those that AWS published, and the examples of the rules. */
const SAMPLES: readonly Sample[] = [
  ...publicPolicyTexts().map(({ path, text }) => ({ text, type: typeOf(path) })),
  ...lintRuleSlugs().flatMap((slug) => {
    const { bad, good } = examplesOf(slug);
    return [...bad, ...good].map(({ text, type }) => ({ text: unmarked(text).text, type }));
  }),
].filter(({ text }) => isPlainJson(text));

/** An object with a key twice is not the same when it is written anew. */
function isPlainJson(text: string): boolean {
  try {
    return lint(text, { file: "x" }).every(({ code }) => code !== "duplicate-key" && code !== "invalid-json");
  } catch {
    return false;
  }
}

/** One of them by its number, which a failure can print. */
const sample = fc.nat({ max: SAMPLES.length - 1 });

/** What is found, wherever it is. The length of the text is what white space does change. */
const codes = (text: string, type: LintType | undefined) =>
  lint(text, { file: "x", type })
    .filter(({ code }) => code !== "over-size-limit")
    .map(({ code, severity }) => `${severity} ${code}`)
    .sort();

test("there are policies to try", () => {
  expect(SAMPLES.length).toBeGreaterThan(100);
});

test("white space changes no finding", () => {
  fc.assert(
    fc.property(sample, fc.constantFrom(0, 1, 4, "\t", "\r\n "), (number, indent) => {
      const { text, type } = SAMPLES[number]!;
      expect(codes(JSON.stringify(JSON.parse(text), null, indent), type)).toEqual(codes(text, type));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("the order of elements, statements and values changes no finding", () => {
  fc.assert(
    fc.property(sample, fc.integer(), (number, salt) => {
      const { text, type } = SAMPLES[number]!;
      const reordered = JSON.stringify(shuffled(JSON.parse(text), salt), null, 2);
      expect(codes(reordered, type)).toEqual(codes(text, type));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

/** Each object and list in an order that the salt says. */
function shuffled(value: unknown, salt: number): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    return inOrder(
      value.map((one) => shuffled(one, salt)),
      salt,
    );
  }
  return Object.fromEntries(
    inOrder(Object.entries(value), salt).map(([key, one]) => [key, shuffled(one, salt)]),
  );
}

function inOrder<T>(values: readonly T[], salt: number): readonly T[] {
  const rank = (one: T) =>
    [...JSON.stringify(one)].reduce((sum, { length }, at) => sum + length * at, salt) ^ salt;
  const placed = values.map((one, at) => ({ one, rank: Math.imul(rank(one) + at + 1, 0x9e3779b1 ^ salt) }));
  return placed.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

const ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

/** Decides requests under an SCP; one that allows nothing stands beside AWS's own, which allows everything. */
function verdict(
  statements: readonly Statement[],
  request: AccessRequest,
  base = baseOf(statements),
): string {
  return decide([[{ Version: "2012-10-17", Statement: [...base, ...statements] }]], request).verdict;
}

function baseOf(statements: readonly Statement[]): readonly Statement[] {
  return statements.some(({ Effect }) => Effect === "Allow") ? [] : [ALL];
}

/** The statement that a finding is in. */
function indexOf({ path = "" }: { readonly path?: string | undefined }): number {
  return Number(/^Statement\[(\d+)\]/.exec(path)![1]);
}

function found(statements: readonly Statement[], code: string) {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return lint(text, { file: "x", type: "scp" }).filter((finding) => finding.code === code);
}

test("without a dead statement every request is decided alike", () => {
  let dead = 0;
  fc.assert(
    fc.property(fc.array(anyStatement, { minLength: 2, maxLength: 3 }), (statements) => {
      for (const finding of found(statements, "dead-statement")) {
        dead++;
        const without = statements.filter((_, at) => at !== indexOf(finding));
        fc.assert(
          fc.property(requestsLike({ Version: "2012-10-17", Statement: statements }), (request) => {
            expect(verdict(without, request, baseOf(statements))).toBe(verdict(statements, request));
          }),
          { seed: SEED, numRuns: 30 },
        );
      }
    }),
    { seed: SEED, numRuns: 120 },
  );
  expect(dead).toBeGreaterThan(5);
});

test("a condition that every request meets, or none, is met by every request, or by none", () => {
  let proven = 0;
  fc.assert(
    fc.property(
      condition,
      fc.constantFrom("always-true-condition", "never-true-condition"),
      (block, code) => {
        const denying: Statement = { Effect: "Deny", Action: "*", Resource: "*", Condition: block };
        for (const { path = "" } of found([denying], code)) {
          proven++;
          const asked = code === "never-true-condition" ? block : clauseAt(block, path);
          const document: PolicyDocument = {
            Version: "2012-10-17",
            Statement: [{ ...denying, Condition: asked }],
          };
          fc.assert(
            fc.property(requestsLike(document), (request) => {
              const expected = code === "never-true-condition" ? "allowed" : "denied";
              expect(verdict(statementsOf(document), request)).toBe(expected);
            }),
            { seed: SEED, numRuns: 30 },
          );
        }
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
  expect(proven).toBeGreaterThan(5);
});

/** The one clause that a finding is at. */
function clauseAt(block: ConditionBlock, path: string): ConditionBlock {
  for (const [operator, keys] of Object.entries(block)) {
    for (const [key, values] of Object.entries(keys)) {
      if (path.includes(`.Condition.${operator}.${key}`)) return { [operator]: { [key]: values } };
    }
  }
  throw new Error(`no clause at ${path}`);
}
