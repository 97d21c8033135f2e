import fc from "fast-check";
import { distance, nearest } from "../../src/findings/nearest";

/** The same distance, as its definition says it. */
function plainDistance(from: string, to: string): number {
  if (from === "" || to === "") return from.length + to.length;
  const [a, b] = [from.slice(0, -1), to.slice(0, -1)];
  const last = from.at(-1) === to.at(-1) ? 0 : 1;
  const edits = [plainDistance(a, to) + 1, plainDistance(from, b) + 1, plainDistance(a, b) + last];
  const swapped = from.length > 1 && to.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1);
  if (swapped) edits.push(plainDistance(from.slice(0, -2), to.slice(0, -2)) + 1);
  return Math.min(...edits);
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });

test("the distance is the least number of edits", () => {
  fc.assert(
    fc.property(word, word, (from, to) => {
      expect(distance(from, to, 10)).toBe(plainDistance(from, to));
    }),
    { numRuns: 300 },
  );
});

test("a bound changes only what lies beyond it", () => {
  fc.assert(
    fc.property(word, word, fc.nat(4), (from, to, most) => {
      expect(distance(from, to, most)).toBe(Math.min(plainDistance(from, to), most + 1));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["restrict-region", "restrict-regions"],
  ["RESTRICT-REGIONS", "restrict-regions"],
  ["resrtict-regions", "restrict-regions"],
  ["deny-root-usr", "deny-root-user"],
  ["", undefined],
  ["something-else-entirely", undefined],
])("nearest to %j is %j", (written, expected) => {
  expect(nearest(written, ["deny-root-user", "restrict-regions"])).toBe(expected);
});

test("of equally near ones the first by code units, in whatever order they come", () => {
  expect(nearest("unit-x", ["unit-b", "unit-a", "unit-c"])).toBe("unit-a");
  expect(nearest("unit-x", ["unit-c", "unit-a", "unit-b"])).toBe("unit-a");
});

test("a very long word is not compared", () => {
  const long = "x".repeat(100_000);
  expect(nearest(long, [`${long}y`])).toBeUndefined();
});
