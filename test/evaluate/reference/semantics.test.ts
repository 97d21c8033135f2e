import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const TEXT = readFileSync(join(ROOT, "docs/semantics.md"), "utf8");

/** The cells of every row of every table, without the heads. */
const ROWS = TEXT.split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Rule ") && !line.startsWith("| --- "))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

const RULES = [
  ...readdirSync(join(__dirname, "semantics")).map((file) => join(__dirname, "semantics", file)),
  join(ROOT, "test/policy/parse.test.ts"),
].flatMap((file) => [...readFileSync(file, "utf8").matchAll(/^rule\("([^"]+)"/gm)].map(([, name]) => name!));

test("each rule has one row and one test of the same name", () => {
  const named = ROWS.map((cells) => cells[4]!.replaceAll("`", ""));
  expect(named.length).toBeGreaterThan(80);
  expect([...named].sort()).toEqual([...RULES].sort());
  expect(new Set(named).size).toBe(named.length);
});

test("each row says where the rule comes from, when that was read and how sure it is", () => {
  const sources = new Set([...TEXT.matchAll(/^\[([a-z0-9-]+)\]: \S+$/gm)].map(([, label]) => label));
  const used = new Set([...TEXT.matchAll(/\[([a-z0-9-]+)\](?!:)/g)].map(([, label]) => label));
  expect([...used].sort()).toEqual([...sources].sort());
  for (const [rule, standing, source, read, name] of ROWS) {
    expect([name, rule === "", standing, read]).toEqual([
      name,
      false,
      expect.stringMatching(/^(documented|observed|assumed|ours)/),
      expect.stringMatching(/^\d{4}-\d{2}$/),
    ]);
    expect([name, source]).toEqual([name, expect.stringMatching(/^\[[a-z0-9-]+\](, \[[a-z0-9-]+\])*$/)]);
  }
});
