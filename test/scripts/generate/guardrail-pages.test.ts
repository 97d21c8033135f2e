import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../../guardrails";
import { guardrailPages } from "../../../scripts/generate/guardrail-pages";

const REPOSITORY = join(__dirname, "..", "..", "..");
const PAGES = join(REPOSITORY, "docs", "guardrails");

it("there is a page for each guardrail, and for nothing else", () => {
  expect(readdirSync(PAGES).sort()).toEqual(catalogue.map(({ id }) => `${id}.md`));
});

describe.each(guardrailPages().map((page) => [page.path, page.text] as const))("%s", (path, text) => {
  it("is fresh: run `npm run generate` when it is not", () => {
    expect(readFileSync(join(REPOSITORY, path), "utf8")).toBe(text);
  });

  it("says what to avoid, what to prefer and why, what it breaks and for whom it is not", () => {
    for (const heading of ["## Avoid", "## Prefer", "## Rationale"]) expect(text).toContain(`\n${heading}\n`);
    for (const lead of ["**What it breaks.**", "**Who should not use it.**"]) expect(text).toContain(lead);
  });

  it("leaves the parameters to what is generated", () => {
    expect(text.slice(0, text.indexOf("<!-- generated -->"))).not.toContain("\n## Parameters\n");
  });
});
