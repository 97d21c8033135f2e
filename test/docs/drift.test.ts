import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { commands } from "../../bin/commands";
import { DRIFT_KINDS, KIND_ORDER } from "../../src/drift/kinds";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/drift.md"), "utf8");
const workflow = readFileSync(join(root, "examples/github-actions-drift.yml"), "utf8");

/** What stands between a pair of markers. */
const part = (marker: string) => page.split(`<!-- ${marker} -->`)[1]!.split(`<!-- /${marker} -->`)[0]!;

test("the page has every kind with what mends it, in the order of the code", () => {
  const rows = [...part("drift-mends").matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)];
  expect(rows.map(([, kind]) => kind)).toEqual(KIND_ORDER);
});

test("the page has every kind with its meaning, in the order of the code", () => {
  const rows = [...part("drift-kinds").matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, kind, meaning]) => [
    kind,
    meaning,
  ]);
  const kinds = rows.filter(([kind]) => kind! in DRIFT_KINDS);
  expect(kinds).toEqual(KIND_ORDER.map((kind) => [kind, DRIFT_KINDS[kind].meaning]));
});

test("the page names options that the command has", () => {
  const named = [...page.matchAll(/^\| `--([a-z-]+)/gm)].map(([, option]) => option!);
  expect(named.length).toBeGreaterThan(4);
  for (const option of named) expect(commands.drift!.options).toHaveProperty(option);
  for (const [, link] of page.matchAll(/\]\((?!http)([^)#]+)/g))
    expect([link, existsSync(join(root, "docs", link!))]).toEqual([link, true]);
});

test("the workflow is YAML, its commands exist, and the job with credentials of AWS may write nothing", () => {
  const { jobs, permissions } = parse(workflow) as {
    permissions: Record<string, string>;
    jobs: Record<string, { permissions: Record<string, string> }>;
  };
  expect(permissions).toEqual({ contents: "read" });
  expect(jobs.drift!.permissions).toEqual({ contents: "read", "id-token": "write" });
  expect(jobs.report!.permissions).not.toHaveProperty("id-token");
  for (const [, name, words] of workflow.matchAll(/npx org-guardrails (\w+) (.*)/g))
    for (const [, option] of words!.matchAll(/--([a-z-]+)/g))
      expect(commands[name!]!.options).toHaveProperty(option!);
});
