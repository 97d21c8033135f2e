import fc from "fast-check";
import { filterMatches, IllegalFilterError } from "../../../src/detections/match/log-filter";
import type { Json } from "../../../src/detections/match/pattern";

const EVENT: Json = {
  eventName: "ConsoleLogin",
  errorMessage: "Failed authentication",
  awsRegion: "eu-west-1",
  count: 5,
  nothing: null,
  userIdentity: { type: "IAMUser" },
  text: 'says "no"',
};

test.each<[string, boolean]>([
  ['{ $.eventName = "ConsoleLogin" }', true],
  ["{ $.eventName = ConsoleLogin }", true],
  ['{ $.eventName = "consolelogin" }', false],
  ['{ $.eventName != "ConsoleLogin" }', false],
  ['{ $.userIdentity.type = "IAMUser" }', true],
  ['{ $.eventName = "Console*" }', true],
  ['{ $.errorMessage = "*authentication" }', true],
  ['{ $.errorMessage = "*denied*" }', false],
  ['{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }', true],
  ['{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "x") }', false],
  ['{ ($.eventName = "x") || ($.awsRegion = "eu-west-1") }', true],
  ['{ $.eventName = "x" && $.count = 1 || $.count = 5 }', true],
  ['{ $.eventName = "x" && ($.count = 1 || $.count = 5) }', false],
  ["{ $.count > 4 }", true],
  ["{ $.count >= 6 }", false],
  ["{ $.count != 5 }", false],
  ["{ $.count <= 5 }", true],
  ["{ $.count < 5 }", false],
  ["{ $.nothing IS NULL }", true],
  ["{ $.other IS NULL }", false],
  ["{ $.other NOT EXISTS }", true],
  ["{ $.eventName NOT EXISTS }", false],
  ['{ $.other != "x" }', false],
  ["{ $.other != 5 }", false],
  ['{ $.text = "says \\"no\\"" }', true],
  ['{ $.userIdentity != "x" }', false],
])("%s", (filter, expected) => {
  expect(filterMatches(filter, EVENT)).toBe(expected);
});

test.each<[string, string]>([
  ["ERROR", "character 1: expected {"],
  ["{ $.a = }", "character 8: expected a text or a number"],
  ['{ $.a > "x" }', "character 12: > does not compare with x"],
  ['{ ($.a = "x" }', "character 13: expected )"],
  ['{ $.a = "x" } more', "character 14: text after the closing brace"],
  ["{ $.a = %x% }", "character 8: expected a property, an operator or a value"],
  ["{ a = 1 }", "character 2: expected a property such as $.eventName"],
  [`{ $.a = "${"x".repeat(1024)}" }`, "character 1025: more than 1024 characters"],
])("refuses %s", (filter, message) => {
  expect(() => filterMatches(filter, EVENT)).toThrow(IllegalFilterError);
  expect(() => filterMatches(filter, EVENT)).toThrow(message);
});

const atom = fc.constantFrom("$.a = 1", "$.b = 1", "$.a = 2", "$.c NOT EXISTS");
const anyRecord = fc.record({ a: fc.constantFrom(1, 2), b: fc.constantFrom(1, 2) }, { requiredKeys: ["b"] });

test("&& is both and || is either, however deep", () => {
  const { filter: anyFilter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc.tuple(tie("filter"), tie("filter")).map(([left, right]) => `(${left}) && (${right})`),
      fc.tuple(tie("filter"), tie("filter")).map(([left, right]) => `(${left}) || (${right})`),
    ),
  }));
  fc.assert(
    fc.property(anyFilter, anyFilter, anyRecord, (left, right, event) => {
      const answer = (filter: string) => filterMatches(`{ ${filter} }`, event);
      expect(answer(`(${left}) && (${right})`)).toBe(answer(left) && answer(right));
      expect(answer(`(${left}) || (${right})`)).toBe(answer(left) || answer(right));
    }),
  );
});
