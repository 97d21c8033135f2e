import fc from "fast-check";
import { Lines } from "../../src/json/lines";
import { jsonValue, offsetOf } from "../../src/json/node";
import { DEEPEST, parseJson } from "../../src/json/parse";

test("it takes what JSON.parse takes, as the same value", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom("", " ", "\n\t", "\r\n"), (text, space) => {
      const spaced = text.replaceAll(/(?<=[{[]),?|(?=[}\]])/g, space);
      for (const one of [text, space + text + space, isJson(spaced) ? spaced : text]) {
        const { root, problems } = parseJson(one);
        expect(problems).toEqual([]);
        expect(jsonValue(root!)).toEqual(JSON.parse(one));
      }
    }),
    { seed: 20261127, numRuns: 300 },
  );
});

test("it reports every text that JSON.parse refuses, and no other", () => {
  const piece = fc.constantFrom(
    ..."{}[],:\"'/*#\\u0-+.eE1 \n\t<>$".split(""),
    ...[
      "true",
      "null",
      '"a"',
      "\\u00e9",
      "//",
      "/*",
      "*/",
      "<x>",
      "${x}",
      "\ufeff",
      "\u0001",
      "01",
      "1.",
      "-1e5",
    ],
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.tuple(fc.json(), fc.nat(), piece).map(([json, place, put]) => {
      const at = place % (json.length + 1);
      return json.slice(0, at) + put + json.slice(at + (place % 2));
    }),
  );
  fc.assert(
    fc.property(text, (one) => {
      const { root, problems } = parseJson(one);
      expect(problems.length === 0).toBe(isJson(one));
      if (problems.length === 0) expect(jsonValue(root!)).toEqual(JSON.parse(one));
      for (const { offset } of problems) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(one.length);
      }
    }),
    { seed: 20261127, numRuns: 2000 },
  );
});

test("every value is found where it stands", () => {
  const text = '{"a": [1, {"b.c": "x"}],\n "a": true, "d": [[2]]}';
  const { root } = parseJson(text);
  const at = (path: readonly (string | number)[], on?: "key" | "value") =>
    text.slice(offsetOf(root!, path, on)).slice(0, 3);
  expect(at(["d", 0, 0])).toBe("2]]");
  expect(at(["a"], "key")).toBe('"a"');
  expect(at(["a"])).toBe("tru");
  expect(at(["d", 0, 5])).toBe("[2]");
  expect(at(["none", "deeper"])).toBe('{"a');
});

test("a deep text is refused, however deep", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(parseJson(nested(DEEPEST)).problems).toEqual([]);
  for (const depth of [DEEPEST + 2, 1_000_000]) {
    const { root, problems } = parseJson(nested(depth));
    expect([root, problems.length]).toEqual([undefined, 1]);
  }
});

test("a text of nothing but slips ends", () => {
  expect(parseJson(`[${",".repeat(100_000)}]`).problems.length).toBeLessThanOrEqual(20);
  expect(parseJson("//".repeat(100_000)).problems.length).toBeLessThanOrEqual(20);
});

test("a key called __proto__ is a key", () => {
  const { root } = parseJson('{"__proto__": 1}');
  expect(Object.keys(jsonValue(root!) as object)).toEqual(["__proto__"]);
});

test("lines and columns count from 1, and a line ends at its feed", () => {
  const lines = new Lines("ab\r\nc\n");
  const places = [0, 3, 4, 5, 6].map((offset) => lines.at(offset));
  expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual(["1:1", "1:4", "2:1", "2:2", "3:1"]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
