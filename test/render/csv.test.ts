import fc from "fast-check";
import { csvLine } from "../../src/render/csv";

test.each([
  ["=1+1", `"'=1+1"`],
  ["  @cmd", `"'  @cmd"`],
  ["-2", `"'-2"`],
  ["+1", `"'+1"`],
  ["\uff1dx", `"'\uff1dx"`],
  ["\t=x", "\\t=x"],
  ["a,b", '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ["two\r\nlines", "two\\r\\nlines"],
  ["plain", "plain"],
  ["", ""],
])("%j becomes %j", (text, cell) => {
  expect(csvLine([text, "x"])).toBe(`${cell},x\r\n`);
});

test("no cell begins like a formula, and none spills into another row", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 4 }), (cells) => {
      const line = csvLine(cells);
      expect(line.indexOf("\r\n")).toBe(line.length - 2);
      expect(line.slice(0, -2)).not.toMatch(/[\r\n]/);
      for (const cell of cells) expect(csvLine([cell])).not.toMatch(/^"?[=+\-@]/);
    }),
  );
});
