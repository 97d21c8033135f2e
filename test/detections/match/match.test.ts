import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { matches, takes } from "../../../src/detections/match/match";
import { parseMatcher, parsePattern } from "../../../src/detections/match/parse";
import { type EventPattern, IllegalPatternError, type Json } from "../../../src/detections/match/pattern";

interface Recorded {
  readonly answer: "yes" | "no" | "illegal";
  readonly pattern: EventPattern;
  readonly event: Json;
}

/**
 * Random patterns and events with what Event Ruler 1.8.1, the library that EventBridge matches with, says of them;
 * recorded 2026-11. Left out: the range of all addresses, which it takes and this matcher refuses, and events with a
 * text that is one star, which the library confuses with a wildcard.
 */
const RECORDED: readonly Recorded[] = JSON.parse(readFileSync(join(__dirname, "ruler-answers.json"), "utf8"));

function answerTo(pattern: EventPattern, event: Json): Recorded["answer"] {
  try {
    return matches(pattern, event) ? "yes" : "no";
  } catch (error) {
    if (error instanceof IllegalPatternError) return "illegal";
    throw error;
  }
}

test("says what Event Ruler says", () => {
  const different = RECORDED.filter(({ answer, pattern, event }) => answerTo(pattern, event) !== answer);
  expect(different).toEqual([]);
  for (const answer of ["yes", "no", "illegal"]) {
    expect(RECORDED.filter((each) => each.answer === answer).length).toBeGreaterThan(100);
  }
});

/** AWS's own event, and patterns made as its pages show them. */
const EVENT: Json = {
  source: "aws.ec2",
  "detail-type": "EC2 Instance State-change Notification",
  account: "111122223333",
  time: "2017-12-22T18:43:48Z",
  region: "us-west-1",
  resources: [
    "arn:aws:ec2:us-west-1:123456789012:instance/i-1",
    "arn:aws:ec2:us-west-1:123456789012:instance/i-2",
  ],
  detail: {
    state: "terminated",
    "source-ip": "10.0.0.23",
    "c-count": 5,
    "d-count": 9,
    file: "dir/sub/photo.png",
    service: "EventBridge",
    empty: "",
    nothing: null,
    people: [
      { name: "Ana", city: "Riga" },
      { name: "Bo", city: "Oslo" },
    ],
  },
};

test.each<[string, EventPattern, boolean]>([
  ["fields and lists", { source: ["aws.ec2"], detail: { state: ["stopped", "terminated"] } }, true],
  ["all fields have to match", { source: ["aws.ec2"], detail: { state: ["running"] } }, false],
  [
    "one element of an array is enough",
    { resources: ["arn:aws:ec2:us-west-1:123456789012:instance/i-2"] },
    true,
  ],
  ["prefix", { time: [{ prefix: "2017-12-" }] }, true],
  ["prefix, ignoring case", { detail: { service: [{ prefix: { "equals-ignore-case": "EVENTB" } }] } }, true],
  ["suffix", { detail: { file: [{ suffix: ".png" }] } }, true],
  ["suffix, ignoring case", { detail: { service: [{ suffix: { "equals-ignore-case": "BRIDGE" } }] } }, true],
  ["suffix of another case", { detail: { service: [{ suffix: "BRIDGE" }] } }, false],
  ["anything-but", { detail: { state: [{ "anything-but": "initializing" }] } }, true],
  ["anything-but, a list", { detail: { state: [{ "anything-but": ["stopped", "terminated"] }] } }, false],
  ["anything-but, numbers", { detail: { "c-count": [{ "anything-but": [100, 200] }] } }, true],
  ["anything-but, prefix", { detail: { state: [{ "anything-but": { prefix: "term" } }] } }, false],
  ["anything-but, prefixes", { detail: { state: [{ "anything-but": { prefix: ["init", "stop"] } }] } }, true],
  ["anything-but, suffix", { detail: { file: [{ "anything-but": { suffix: [".txt", ".png"] } }] } }, false],
  ["anything-but, wildcard", { detail: { file: [{ "anything-but": { wildcard: "*/sub/*" } }] } }, false],
  ["anything-but, absent", { detail: { other: [{ "anything-but": "a" }] } }, false],
  ["numeric", { detail: { "c-count": [{ numeric: [">", 0, "<=", 5] }] } }, true],
  ["numeric, outside", { detail: { "c-count": [{ numeric: ["<", 5] }] } }, false],
  ["exists", { detail: { state: [{ exists: true }] } }, true],
  ["exists not", { detail: { other: [{ exists: false }] } }, true],
  ["exists for leaves only", { detail: [{ exists: true }] }, false],
  ["cidr", { detail: { "source-ip": [{ cidr: "10.0.0.0/24" }] } }, true],
  ["cidr, outside", { detail: { "source-ip": [{ cidr: "10.0.1.0/24" }] } }, false],
  ["equals-ignore-case", { detail: { service: [{ "equals-ignore-case": "eventbridge" }] } }, true],
  ["wildcard", { detail: { file: [{ wildcard: "dir/*.png" }] } }, true],
  ["null", { detail: { nothing: [null] } }, true],
  ["empty", { detail: { empty: [""] } }, true],
  [
    "$or",
    { detail: { $or: [{ "c-count": [{ numeric: [">", 5] }] }, { "d-count": [{ numeric: ["<", 10] }] }] } },
    true,
  ],
  ["$or, neither", { detail: { $or: [{ "c-count": [6] }, { "d-count": [6] }] } }, false],
  ["one element has both", { detail: { people: { name: ["Ana"], city: ["Riga"] } } }, true],
  ["two elements together do not count", { detail: { people: { name: ["Ana"], city: ["Oslo"] } } }, false],
])("%s", (_, pattern, expected) => {
  expect(matches(pattern, EVENT)).toBe(expected);
});

test.each<[string, unknown, string]>([
  ["nothing", {}, "the pattern: an empty object matches nothing"],
  ["an empty list", { a: { b: [] } }, "a.b: an empty list matches nothing"],
  ["a bare value", { a: "x" }, "a: a field has a list of values, or an object with fields"],
  ["a list in a list", { a: [["x"]] }, "a: a list within a list"],
  ["an operator that is not", { a: [{ regex: "x" }] }, "a: there is no operator regex"],
  ["two operators", { a: [{ prefix: "x", suffix: "y" }] }, "a: a comparison has exactly one operator"],
  ["two stars", { a: [{ wildcard: "a**" }] }, "a: two wildcards in a row"],
  ["a loose backslash", { a: [{ wildcard: "a\\b" }] }, "a: a backslash that escapes nothing"],
  [
    "mixed anything-but",
    { a: [{ "anything-but": ["x", 5] }] },
    "a: anything-but takes texts or numbers, not both",
  ],
  [
    "a range upside down",
    { a: [{ numeric: [">", 5, "<", 1] }] },
    "a: a range goes from > or >= a number to < or <= a greater one",
  ],
  [
    "a large number",
    { a: [{ numeric: ["<", 6e9] }] },
    "a: expected a number between -5000000000 and 5000000000",
  ],
  [
    "no range",
    { a: [{ cidr: "10.0.0.1" }] },
    "a: 10.0.0.1 is no range of addresses, or one of all or of one",
  ],
  ["a lone $or", { $or: [{ a: [1] }] }, "$or: expected a list of at least two objects"],
  [
    "a field in and beside $or",
    { a: [1], $or: [{ a: [2] }, { b: [3] }] },
    "a: stands both beside a $or and inside it",
  ],
  ["a dot", { "a.b": [1] }, "a.b: a dot in a field's name"],
  ["too much", { a: ["x".repeat(2048)] }, "the pattern: 2058 characters, of 2048 that a rule may have"],
  [
    "too many ways",
    Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [name, { $or: [..."123456"].map((each) => ({ [each]: [1] })) }]),
    ),
    "the pattern: $or multiplies to more than 1000 ways to match",
  ],
])("refuses %s", (_, pattern, message) => {
  expect(() => parsePattern(pattern as EventPattern)).toThrow(IllegalPatternError);
  expect(() => parsePattern(pattern as EventPattern)).toThrow(message);
});

test("a pattern of exactly 2,048 characters is legal", () => {
  expect(parsePattern({ a: ["x".repeat(2038)] })).toHaveLength(1);
});

const scalar = fc.constantFrom<string | number | boolean | null>("", "a", "ab", "b", 1, 2, true, null);
const { event: anyEvent } = fc.letrec<{ value: Json; event: Json }>((tie) => ({
  event: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    tie("event"),
    fc.array(tie("value"), { maxLength: 3 }),
  ) as fc.Arbitrary<Json>,
}));
const anyList = fc.array(
  fc.oneof(
    scalar as fc.Arbitrary<Json>,
    fc.constantFrom<Json>(
      { prefix: "a" },
      { "anything-but": ["a", "b"] },
      { numeric: [">=", 2] },
      { exists: true },
    ),
  ),
  { minLength: 1, maxLength: 2 },
);
const { pattern: anyPattern } = fc.letrec<{ field: unknown; pattern: EventPattern }>((tie) => ({
  pattern: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("field"), {
    minKeys: 1,
    maxKeys: 3,
  }) as fc.Arbitrary<EventPattern>,
  field: fc.oneof({ maxDepth: 2 }, anyList, tie("pattern")),
}));

/** The events that come of taking one element of each array: without arrays, there is nothing to keep together. */
function worlds(value: Json): readonly Json[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(worlds);
  if (value === null || typeof value !== "object") return [value];
  let made: readonly (readonly [string, Json][])[] = [[]];
  for (const [name, each] of Object.entries(value)) {
    const ways = worlds(each as Json);
    // An empty array is not there, but what is beside it is.
    if (ways.length > 0)
      made = made.flatMap((fields) => ways.map((way) => [...fields, [name, way] as [string, Json]]));
  }
  return made.map((fields) => Object.fromEntries(fields));
}

/** Plain matching of an event without arrays. */
function matchesPlainly(pattern: EventPattern, event: Json | undefined): boolean {
  if (event === null || typeof event !== "object") return false;
  return Object.entries(pattern).every(([name, wanted]) => {
    const value = (event as Readonly<Record<string, Json>>)[name];
    if (!Array.isArray(wanted)) return matchesPlainly(wanted as EventPattern, value);
    if (value === undefined || (value !== null && typeof value === "object")) return false;
    return wanted.some((each) => takes(parseMatcher(each, name), value as string));
  });
}

test("arrays are matched as if one element of each were taken", () => {
  fc.assert(
    fc.property(anyPattern, anyEvent, (pattern, event) => {
      expect(matches(pattern, event)).toBe(worlds(event).some((world) => matchesPlainly(pattern, world)));
    }),
    { numRuns: 2000 },
  );
});

test("$or matches what either side matches, with what stands beside it", () => {
  fc.assert(
    fc.property(anyPattern, anyPattern, anyPattern, anyEvent, (beside, left, right, event) => {
      const both = (side: EventPattern): EventPattern => ({ x: beside, y: side });
      const doubled: Json = { x: event, y: event };
      const either: EventPattern = { x: beside, y: { $or: [left, right] as unknown as Json[] } };
      expect(matches(either, doubled)).toBe(matches(both(left), doubled) || matches(both(right), doubled));
    }),
  );
});

test("one more value in a list never loses an event", () => {
  fc.assert(
    fc.property(anyList, scalar, anyEvent, (list, more, event) => {
      if (matches({ a: list }, event)) expect(matches({ a: [...list, more] }, event)).toBe(true);
    }),
  );
});
