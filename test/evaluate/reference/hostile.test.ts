import { decide } from "../../../src/evaluate/reference";
import { applies, FULL, holds } from "./semantics/support";

const LONG = "a".repeat(5_000);

test("a thousand values against a thousand patterns", () => {
  const patterns = Array.from({ length: 1_000 }, (_, n) => `*${n}?x`);
  const found = Array.from({ length: 1_000 }, (_, n) => `value-${n}`);
  expect(holds({ "ForAnyValue:StringLike": { k: patterns } }, { k: found })).toBe(false);
  expect(holds({ "ForAllValues:StringNotLike": { k: patterns } }, { k: found })).toBe(true);
});

test("deep and broken variables take no more than one pass", () => {
  for (const piece of ["${", "${a", "${a,'", "${a,'}", "${,", "${${}", "${a,' }"]) {
    const text = piece.repeat(2_000);
    expect(typeof holds({ StringLike: { k: text } }, { k: LONG })).toBe("boolean");
    expect(typeof applies({ Resource: text }, { resource: LONG })).toBe("boolean");
  }
});

test("names out of Object.prototype are names like others", () => {
  const given = JSON.parse('{"__proto__":"x","constructor":"y","toString":"z"}');
  expect(holds({ StringEquals: JSON.parse('{"__proto__":"x"}') }, given)).toBe(true);
  expect(holds({ Null: { hasOwnProperty: "true", constructor: "false" } }, given)).toBe(true);
  expect(holds({ StringEquals: { k: "${constructor}-${valueOf, 'd'}" } }, { ...given, k: "y-d" })).toBe(true);
});

test("numbers of any length are compared", () => {
  const huge = "9".repeat(10_000);
  expect(holds({ NumericLessThan: { k: huge } }, { k: "1" })).toBe(true);
  expect(holds({ NumericEquals: { k: `0.${huge}` } }, { k: `0.${huge}1` })).toBe(false);
});

test("nothing that is given is changed", () => {
  const levels = [[FULL]];
  const request = { action: "s3:GetObject", context: { k: ["b", "a"] } };
  const before = JSON.stringify([levels, request]);
  decide(levels, request);
  expect(JSON.stringify([levels, request])).toBe(before);
});
