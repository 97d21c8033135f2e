import fc from "fast-check";
import { code, fitted } from "../../src/render/markdown";
import { outsideOfCode } from "../support/markdown";

const HOSTILE = [
  "`",
  "``",
  "```",
  "*",
  "_",
  "[x](http://evil.example)",
  "<img src=x onerror=alert(1)>",
  "@org/team",
  "#123",
  "GH-1",
  "https://evil.example",
  "www.evil.example",
  "\n",
  "\r\n\r\n",
  "# heading",
  "|",
  "\\",
  "\\`",
  "</details>",
  "<!--",
  "&lt;",
  "&#64;",
  "\u202e",
  "\u2028",
  "~~~",
  " ",
  "a",
  "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 4 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

test("whatever a text holds, nothing of it stands outside of a code span", () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      const line = `- before ${code(one)} between ${code(other)} after`;
      expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(outsideOfCode(line).replace(/\(empty\)/g, "□")).toBe("- before □ between □ after");
    }),
    { seed: 3, numRuns: 2_000 },
  );
});

test.each([
  ["plain", "`plain`"],
  ["a`b", "``a`b``"],
  ["``", "` `` `"],
  ["`", "`` ` ``"],
  [" padded ", "`  padded  `"],
  ["two\nlines", "`two\\nlines`"],
  ["", "(empty)"],
])("code(%j)", (text, expected) => expect(code(text)).toBe(expected));

test("a long text is cut, never within a character", () => {
  expect(code("x".repeat(599) + "😀".repeat(10))).toBe(`\`${"x".repeat(599)}…\``);
});

test("what does not fit is counted, and the document stays within its limit", () => {
  const block = (length: number) => ({ text: "x".repeat(length), kind: ["thing", "things"] as const });
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 8 }), { maxLength: 5 }),
      (sizes) => {
        const sections = sizes.map((lengths, index) => ({
          title: `### ${index}`,
          blocks: lengths.map(block),
        }));
        const text = fitted("## head\n", sections, 6_000, (counts) => `left out: ${counts}`);
        expect(text.length).toBeLessThanOrEqual(6_000);
        const all = sizes.flat().reduce((sum, length) => sum + length, 0);
        const shown = (text.match(/x/g) ?? []).length;
        expect(text.includes("left out:")).toBe(shown < all);
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});
