import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { detections } from "../../../detections";
import { detectionPages } from "../../../scripts/generate/detection-pages";

const REPOSITORY = join(__dirname, "..", "..", "..");
const pages = detectionPages();

it("there is a page for each detection, and for nothing else", () => {
  const written = readdirSync(join(REPOSITORY, "docs", "detections")).sort();
  expect(written).toEqual(detections.map(({ id }) => `${id}.md`));
});

it.each(pages.map(({ path, text }) => [path, text]))(
  "%s is fresh: run `npm run generate` when it is not",
  (path, text) => {
    expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
  },
);

it.each(
  pages.filter(({ path }) => path.startsWith("docs/detections/")).map(({ path, text }) => [path, text]),
)("%s says why, what to do and what it does not see", (_, text) => {
  for (const heading of ["## Why", "## What to do", "## What it does not see"]) {
    expect(text).toMatch(new RegExp(`\n${heading}\n\n[A-Z]`));
  }
});

it.each(pages.map(({ path, text }) => [path, text]))("%s links to pages that exist", (path, text) => {
  const folder = join(REPOSITORY, path, "..");
  for (const [, target] of text.matchAll(/\]\(([^)#:]+\.md)\)/g)) {
    expect(() => readFileSync(join(folder, target!))).not.toThrow();
  }
});
