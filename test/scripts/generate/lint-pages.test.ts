import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lintPages } from "../../../scripts/generate/lint-pages";

const REPOSITORY = join(__dirname, "..", "..", "..");

it("there is a page for each rule and a list of them, and nothing else", () => {
  const written = readdirSync(join(REPOSITORY, "docs", "lint")).map((name) => `docs/lint/${name}`);
  expect(written.sort()).toEqual(
    lintPages()
      .map(({ path }) => path)
      .sort(),
  );
});

it.each(lintPages().map(({ path, text }) => [path, text]))(
  "%s is fresh: run `npm run generate` when it is not",
  (path, text) => {
    expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
  },
);
