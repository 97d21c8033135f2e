import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionData } from "../../../scripts/generate/action-data";

const REPOSITORY = join(__dirname, "..", "..", "..");

it.each(actionData().map(({ path, text }) => [path, text] as const))(
  "%s is fresh: run `npm run generate` when it is not",
  (path, text) => {
    // Not toBe: a difference of a megabyte is nothing to print.
    expect(readFileSync(join(REPOSITORY, path), "utf8") === text).toBe(true);
  },
);
