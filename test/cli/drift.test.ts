import { readFileSync, writeFileSync } from "node:fs";
import type { Snapshot } from "../../src/organization/snapshot";
import { exampleWorkspace, type Workspace } from "../support/command";

// Each run makes the plan of the example and compares it.
jest.setTimeout(30_000);

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const snapshot = () =>
  JSON.parse(readFileSync(workspace.path("organization.snapshot.json"), "utf8")) as Snapshot;
const write = (facts: object, name = "facts.json") =>
  writeFileSync(workspace.path(name), typeof facts === "string" ? facts : JSON.stringify(facts));
const drift = (...words: string[]) => workspace.run("drift", "--facts", "facts.json", ...words);

test("drift is exit 1, in every format; known drift is exit 0", async () => {
  write(snapshot());
  const json = await drift("--json");
  expect(json.status).toBe(1);
  const found = JSON.parse(json.stdout);
  expect(found).toMatchObject({ formatVersion: 1, notRead: [] });
  expect(found.rows.length).toBeGreaterThan(0);
  for (const row of found.rows)
    expect(row).toMatchObject({ id: expect.any(String), kind: expect.any(String), mend: expect.any(Object) });
  expect((await drift("--format", "text")).stdout).toMatch(/^DRIFT: /);
  expect((await drift("--format", "markdown")).stdout).toMatch(/^## DRIFT: /);
  expect(JSON.parse((await drift("--format", "sarif")).stdout).version).toBe("2.1.0");

  write(found, "last.json");
  const again = await drift("--since", "last.json");
  expect(again.status).toBe(0);
  expect(again.stdout).toMatch(/^No new drift; .*known before/);
});

test("commands name the stack that organization.yaml names", async () => {
  write({ ...snapshot(), policies: [] });
  const yaml = readFileSync(workspace.path("organization.yaml"), "utf8");
  writeFileSync(
    workspace.path("organization.yaml"),
    `${yaml}\nstacks:\n  guardrails: acme/guardrails/prod\n`,
  );
  const { rows } = JSON.parse((await drift("--json")).stdout);
  const commands = rows.map(({ mend }: { mend: { command: string | null } }) => mend.command ?? "");
  const stacks = commands.flatMap((command: string) =>
    [...command.matchAll(/--stack (\S+)/g)].map(([, name]) => name),
  );
  expect(new Set(stacks)).toEqual(new Set(["acme/guardrails/prod"]));
  writeFileSync(workspace.path("organization.yaml"), `${yaml}\nstacks:\n  guardrails: "--help"\n`);
  expect(await drift()).toMatchObject({ status: 2, stderr: expect.stringContaining("a stack's name") });
});

test("--account shows what concerns it", async () => {
  write(snapshot());
  const { status, stdout } = await drift("--account", "sandbox-ana", "--json");
  const { rows, counts } = JSON.parse(stdout);
  expect(status).toBe(1);
  for (const row of rows) expect(row.accounts).toContain("200000015554");
  expect(counts).toEqual({ clean: 0, drifted: 1, unknown: 0 });
  const nobody = await drift("--account", "sandbox-anna");
  expect(nobody).toMatchObject({ status: 2, stderr: expect.stringContaining("did you mean") });
});

test("what was not read is exit 2, and named with the action, unless that is allowed", async () => {
  const notRead = [
    { what: "accounts[200000015554].tags", action: "organizations:ListTagsForResource", reason: "x" },
  ];
  write({ ...snapshot(), notRead });
  const refused = await drift();
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("grant organizations:ListTagsForResource");
  expect((await drift("--allow-partial")).status).toBe(1);
});

test.each([
  ["facts of another organization", { organization: { id: "o-another", managementAccount: "111111111111" } }],
  [
    "a loop in the tree",
    {
      units: [
        { id: "ou-a", name: "a", parent: "ou-b" },
        { id: "ou-b", name: "b", parent: "ou-a" },
      ],
    },
  ],
])("%s: exit 2", async (_, change) => {
  write({ ...snapshot(), ...change });
  const { status, stdout, stderr } = await drift();
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^org-guardrails drift: the facts are/);
});

test.each([["not JSON"], ['{"formatVersion":7}'], ['{"formatVersion":1,"rows":7}'], ["[]"]])(
  "an earlier run that is %s: exit 2",
  async (content) => {
    write(snapshot());
    writeFileSync(workspace.path("last.json"), content);
    const { status, stderr } = await drift("--since", "last.json");
    expect(status).toBe(2);
    expect(stderr).toContain("last.json is nothing to compare with");
  },
);

test("an earlier run of another organization: exit 2", async () => {
  write(snapshot());
  const other = { formatVersion: 1, organization: { id: "o-another" }, rows: [], persisting: [] };
  write(other, "last.json");
  expect(await drift("--since", "last.json")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("o-another"),
  });
});

test("--live and --facts exclude each other, and a format has to be known", async () => {
  write(snapshot());
  expect((await drift("--live")).status).toBe(2);
  expect((await drift("--format", "html")).status).toBe(2);
});
