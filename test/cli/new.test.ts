import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../guardrails";
import { describeGuardrail } from "../../src/catalogue/describe";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import type { AnyAuthorizationGuardrail } from "../../src/catalogue/guardrail";
import { catalogueIndexText } from "../../src/catalogue/index-file";
import { GUARDRAIL_ID, idProblem } from "../../src/catalogue/scaffold/scaffold";
import { checkPolicy } from "../../src/policy/parse";
import { under } from "../guardrails/support";
import { exampleWorkspace, type Workspace } from "../support/command";

const REPOSITORY = join(__dirname, "..", "..");
const SLUGS = ["deny-services", "restrict-regions"];

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
  mkdirSync(workspace.path("guardrails"));
  for (const slug of SLUGS) {
    symlinkSync(
      join(REPOSITORY, "guardrails", `${slug}.ts`),
      join(workspace.path("guardrails"), `${slug}.ts`),
    );
  }
  writeFileSync(workspace.path("guardrails/index.ts"), catalogueIndexText(SLUGS));
  for (const name of ["src", "node_modules"]) symlinkSync(join(REPOSITORY, name), workspace.path(name));
});
afterEach(() => workspace.remove());

const make = (...words: string[]) => workspace.run("new", "guardrail", ...words);
const written = (id: string) => [
  `guardrails/${id}.ts`,
  `docs/guardrails/${id}.md`,
  `test/guardrails/${id}.test.ts`,
];
const read = (name: string) => readFileSync(workspace.path(name), "utf8");

/** The text as the formatter and the linter of the project would have it. */
function checked(name: string): string {
  const biome = join(REPOSITORY, "node_modules", ".bin", "biome");
  const args = ["check", "--write", `--stdin-file-path=${name}`];
  return execFileSync(biome, args, { cwd: REPOSITORY, input: read(name), encoding: "utf8" });
}

it.each([
  ["SCP", []],
  ["RCP", ["--type", "rcp"]],
])("an %s works as it is: proved by its requests, formatted, in the index", async (_, words) => {
  const { status, stdout, stderr } = await make("deny-new-thing", ...words);
  expect([status, stderr]).toEqual([0, ""]);
  for (const name of written("deny-new-thing")) expect(stdout).toContain(`Wrote ${name}\n`);
  expect(read("guardrails/index.ts")).toBe(catalogueIndexText([...SLUGS, "deny-new-thing"]));

  const { denyNewThing } = require(workspace.path("guardrails/deny-new-thing.ts")) as {
    denyNewThing: AnyAuthorizationGuardrail;
  };
  const described = describeGuardrail(denyNewThing, EXAMPLE_ORGANIZATION);
  if ("problems" in described) throw new Error(JSON.stringify(described.problems));
  expect(checkPolicy(described.policy, denyNewThing.type).problems).toEqual([]);
  const { denied, allowed } = described.requests!;
  expect(Math.min(denied.length, allowed.length)).toBeGreaterThanOrEqual(3);
  const decided = under(denyNewThing);
  expect(denied.map(decided)).toEqual(denied.map(() => "denied"));
  expect(allowed.map(decided)).toEqual(allowed.map(() => "allowed"));

  for (const name of written("deny-new-thing").filter((each) => each.endsWith(".ts"))) {
    expect(checked(name)).toBe(read(name));
  }
  const page = read("docs/guardrails/deny-new-thing.md");
  for (const part of [
    "## Avoid",
    "## Prefer",
    "## Rationale",
    "**What it breaks.**",
    "**Who should not use it.**",
  ]) {
    expect(page).toContain(part);
  }
  expect(page.trimEnd()).toMatch(/<!-- generated -->\n<!-- \/generated -->$/);
});

it("a bad id, an id that is taken and an unfit type are refused, and nothing is written, 2", async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["guardrail", "public-buckets"], "a verb"],
    [["guardrail", "deny"], "a verb"],
    [["guardrail", "Deny-Things"], "a verb"],
    [["guardrail", "deny-../../x"], "a verb"],
    [["guardrail", `deny-${"x".repeat(80)}`], "at most 64"],
    [["guardrail", "deny-services"], "already"],
    [["guardrail", "deny-thing", "--type", "TAG_POLICY"], "org-guardrails list --type TAG_POLICY"],
    [["guardrail", "deny-thing", "--type", "SCPS"], "there is no policy type"],
    [["rule", "deny-thing"], "makes a guardrail"],
    [["guardrail"], "expected 2"],
  ];
  const before = read("guardrails/index.ts");
  for (const [words, message] of cases) {
    const { status, stderr } = await workspace.run("new", ...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
  expect(read("guardrails/index.ts")).toBe(before);
  expect(existsSync(workspace.path("docs"))).toBe(false);
});

it("writes nothing half: what is there already stays, and so does the index", async () => {
  mkdirSync(workspace.path("docs/guardrails"), { recursive: true });
  writeFileSync(workspace.path("docs/guardrails/deny-new-thing.md"), "mine");
  const before = read("guardrails/index.ts");
  const { status, stderr } = await make("deny-new-thing");
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining("docs/guardrails/deny-new-thing.md is there already"),
  ]);
  expect(read("docs/guardrails/deny-new-thing.md")).toBe("mine");
  expect(read("guardrails/index.ts")).toBe(before);
  expect(existsSync(workspace.path("guardrails/deny-new-thing.ts"))).toBe(false);
});

it("takes back what it wrote when a later file cannot be written", async () => {
  writeFileSync(workspace.path("docs"), "a file where a folder belongs");
  const before = read("guardrails/index.ts");
  const { status, stderr } = await make("deny-new-thing");
  expect([status, stderr]).toEqual([2, expect.stringContaining("cannot write")]);
  expect(existsSync(workspace.path("guardrails/deny-new-thing.ts"))).toBe(false);
  expect(read("guardrails/index.ts")).toBe(before);
});

it("keeps the names of statements apart", () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id) => !GUARDRAIL_ID.test(id))).toEqual([]);
  expect(idProblem("deny-a-1", ["deny-a1"])).toContain("deny-a1");
  expect(idProblem("deny-a-2", ["deny-a1"])).toBeNull();
});
