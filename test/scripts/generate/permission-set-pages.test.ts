import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { permissionSets } from "../../../permission-sets";
import { permissionSetPages } from "../../../scripts/generate/permission-set-pages";

const REPOSITORY = join(__dirname, "..", "..", "..");
const PAGES = join(REPOSITORY, "docs", "permission-sets");

it("there is a page for each permission set, and for nothing else", () => {
  expect(readdirSync(PAGES).sort()).toEqual(permissionSets.map(({ id }) => `${id}.md`));
});

describe.each(permissionSetPages().map((page) => [page.path, page.text] as const))("%s", (path, text) => {
  it("is fresh: run `npm run generate` when it is not", () => {
    expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
  });

  it("says what to avoid, what to prefer and why, and for whom it is not", () => {
    for (const heading of ["## Avoid", "## Prefer", "## Rationale"]) expect(text).toContain(`\n${heading}\n`);
    expect(text).toContain("**Who should not have it.**");
  });
});
