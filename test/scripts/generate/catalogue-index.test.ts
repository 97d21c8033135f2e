import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contentIndexes } from "../../../scripts/generate/catalogue-index";

it.each(contentIndexes().map(({ path, text }) => [path, text]))(
  "%s names every file beside it: run `npm run generate` when it does not",
  (path, text) => {
    expect(readFileSync(join(__dirname, "..", "..", "..", path), "utf8")).toBe(text);
  },
);
