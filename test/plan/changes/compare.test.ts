import fc from "fast-check";
import { decide } from "../../../src/evaluate/reference";
import { covers, mayOverlap } from "../../../src/plan/changes/compare";
import { globContains, globsMeet } from "../../../src/plan/changes/globs";
import { termReader } from "../../../src/plan/changes/terms";
import type { PolicyDocument, Statement } from "../../../src/policy/document";
import { REQUESTS, statements } from "./generators";
import { document, SCP } from "./support";

function terms(...texts: string[]) {
  const reader = termReader();
  return texts.map((text) => reader.read(SCP, text)[0]!);
}

/** Which of the requests a statement matches, asked of the plain evaluator. */
function matched(statement: Statement): readonly boolean[] {
  const allow = JSON.parse(document([{ ...statement, Effect: "Allow" }])) as PolicyDocument;
  return REQUESTS.map((request) => decide([[allow]], request).verdict === "allowed");
}

/** A statement and one much like it: alone, two random ones would hardly ever have to do with each other. */
const pairs = fc
  .tuple(statements("Deny"), statements("Deny"), fc.subarray(["Action", "Resource", "Condition"]))
  .map(([a, b, shared]): [Statement, Statement] => {
    const belongs = (element: string) => shared.some((part) => element.endsWith(part));
    const pick = (statement: Statement, isWanted: (element: string) => boolean) =>
      Object.fromEntries(Object.entries(statement).filter(([element]) => isWanted(element)));
    return [a, { ...pick(b, (element) => !belongs(element)), ...pick(a, belongs) } as unknown as Statement];
  });

it("holds that one statement covers another only when it matches whatever that one does", () => {
  let covered = 0;
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const [wide, narrow] = terms(document([a]), document([b]));
      if (!covers(wide!, narrow!)) return;
      covered++;
      const inner = matched(b);
      expect(matched(a).filter((_, index) => inner[index])).not.toContain(false);
    }),
    { numRuns: 1000, seed: 1 },
  );
  expect(covered).toBeGreaterThan(100);
});

it("holds that two statements do not overlap only when no request matches both", () => {
  let apart = 0;
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const [one, other] = terms(document([a]), document([b]));
      if (mayOverlap(one!, other!)) return;
      apart++;
      const inner = matched(b);
      expect(matched(a).filter((_, index) => inner[index])).not.toContain(true);
    }),
    { numRuns: 1000, seed: 1 },
  );
  expect(apart).toBeGreaterThan(100);
});

const regions = (operator: string, ...values: string[]): Statement => ({
  Effect: "Deny",
  Action: "s3:*",
  Resource: "*",
  Condition: { [operator]: { "aws:RequestedRegion": values } },
});

it.each<[string, Statement, Statement, boolean]>([
  [
    "more values of a positive operator",
    regions("StringEquals", "x", "y"),
    regions("StringEquals", "x"),
    true,
  ],
  [
    "fewer values of a positive operator",
    regions("StringEquals", "x"),
    regions("StringEquals", "x", "y"),
    false,
  ],
  [
    "fewer values of a negated operator",
    regions("StringNotLike", "x"),
    regions("StringNotLike", "x", "y"),
    true,
  ],
  [
    "more values of a negated operator",
    regions("StringNotLike", "x", "y"),
    regions("StringNotLike", "x"),
    false,
  ],
  ["another operator", regions("StringLike", "x"), regions("StringEquals", "x"), false],
  ["no condition", { ...regions("Null", "true"), Condition: {} }, regions("Null", "true"), true],
  ["a condition more", regions("Null", "true"), { ...regions("Null", "true"), Condition: {} }, false],
  [
    "other casing of an action",
    { ...regions("Null", "true"), Action: "S3:*" },
    regions("Null", "true"),
    true,
  ],
  [
    "a wider resource than one with a variable",
    { ...regions("Null", "true"), Resource: "arn:aws:s3:::*" },
    { ...regions("Null", "true"), Resource: "arn:aws:s3:::${aws:username}" },
    false,
  ],
])("compares by form: %s", (_name, wide, narrow, expected) => {
  const [one, other] = terms(document([wide]), document([narrow]));
  expect(covers(one!, other!)).toBe(expected);
});

it("takes text that cannot be read to overlap everything and to cover nothing but itself", () => {
  const [drifted, same, plain] = terms("{not JSON", "{not JSON", document([regions("Null", "true")]));
  expect(mayOverlap(drifted!, plain!)).toBe(true);
  expect(covers(drifted!, plain!) || covers(plain!, drifted!)).toBe(false);
  expect(covers(drifted!, same!)).toBe(true);
});

const SHORT_WORDS = ["", "a", "b", "aa", "ab", "ba", "bb"].flatMap((word) =>
  ["", "a", "b"].map((end) => word + end),
);

const globs = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 4 }).map((parts) => parts.join(""));

function matches(glob: string, word: string): boolean {
  if (glob === "") return word === "";
  if (glob[0] === "*") return matches(glob.slice(1), word) || (word !== "" && matches(glob, word.slice(1)));
  return word !== "" && (glob[0] === "?" || glob[0] === word[0]) && matches(glob.slice(1), word.slice(1));
}

it("meets and contains globs as their words do", () => {
  fc.assert(
    fc.property(globs, globs, (a, b) => {
      // Two globs of four parts that meet at all meet in a word of at most six letters.
      const long = SHORT_WORDS.flatMap((start) => SHORT_WORDS.map((end) => start + end));
      expect(globsMeet(a, b)).toBe(long.some((word) => matches(a, word) && matches(b, word)));
      if (globContains(a, b))
        expect(long.filter((word) => matches(b, word) && !matches(a, word))).toEqual([]);
    }),
    { numRuns: 1000, seed: 1 },
  );
  expect(globContains("s3:*", "s3:Get*")).toBe(true);
  expect(globContains("s3:Get?", "s3:Get*")).toBe(false);
});
