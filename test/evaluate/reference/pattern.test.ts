import fc from "fast-check";
import { arnMatches } from "../../../src/evaluate/reference/arn";
import { literally, matches, type Pattern, withWildcards } from "../../../src/evaluate/reference/pattern";
import { SEED } from "../../support/policy-generator";

/** The definition of a glob, in exponential time. */
function plainMatches({ text, wild }: Pattern, word: string): boolean {
  if (text === "") return word === "";
  const rest = { text: text.slice(1), wild: wild.slice(1) };
  if (wild[0] === "*")
    return plainMatches(rest, word) || (word !== "" && plainMatches({ text, wild }, word.slice(1)));
  return word !== "" && (wild[0] === "?" || text[0] === word[0]) && plainMatches(rest, word.slice(1));
}

const letters = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

test("the fast glob is the plain one on small words", () => {
  fc.assert(
    fc.property(letters("ab*?", 8), letters("ab", 8), (text, word) => {
      const pattern = withWildcards(text);
      expect(matches(pattern, word)).toBe(plainMatches(pattern, word));
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

test("a `*` or `?` that is no wildcard stands for itself", () => {
  const mixed = letters("a*?", 6).chain((text) =>
    fc
      .tuple(...[...text].map((c) => fc.boolean().map((on) => (on && c !== "a" ? c : " "))))
      .map((wild) => ({ text, wild: wild.join("") })),
  );
  fc.assert(
    fc.property(mixed, letters("a*?", 6), (pattern, word) => {
      expect(matches(pattern, word)).toBe(plainMatches(pattern, word));
      expect(matches(literally(word), word)).toBe(true);
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

test("an ARN fits a pattern if and only if each of its six parts does", () => {
  const part = letters("a*", 2);
  const parts = fc.tuple(part, part, part, part, part, letters("a*:", 4));
  fc.assert(
    fc.property(parts, parts, (patterns, words) => {
      const each = patterns.every((text, index) => matches(withWildcards(text), words[index]!));
      expect(arnMatches(withWildcards(patterns.join(":")), words.join(":"))).toBe(each);
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

test("patterns that drive a backtracking matcher mad are answered at once", () => {
  const word = "a".repeat(10_000);
  expect(matches(withWildcards("*a".repeat(200) + "b"), word)).toBe(false);
  expect(matches(withWildcards("*a" + "?".repeat(18) + "*b"), word)).toBe(false);
  expect(matches(withWildcards("*?".repeat(2_000)), word)).toBe(true);
  expect(matches(withWildcards("*".repeat(10_000)), word)).toBe(true);
});
