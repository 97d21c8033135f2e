import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const GOOD = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
const BAD = '{"Version":"2012-10-17",\n  "Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*",}]}';

function write(name: string, text: string): string {
  writeFileSync(workspace.path(name), text);
  return name;
}

it("exits with 0 when nothing is wrong, and says how many files it read", async () => {
  expect(await workspace.run("lint", write("good.json", GOOD), "--type", "scp")).toEqual({
    status: 0,
    stdout: "1 file: No problems found.\n",
    stderr: "",
  });
});

it("exits with 1 for an error, with its place, why it matters and what to do", async () => {
  const { status, stdout } = await workspace.run("lint", write("bad.json", BAD));
  expect(status).toBe(1);
  expect(stdout).toContain("bad.json:2:63 error invalid-json a comma stands before the closing");
  expect(stdout).toMatch(/ {4}why .*\n {4}fix .*remove the comma\n1 file: 1 error, 0 warnings, 0 notes\n$/);
});

it("exits with 0 for notes alone", async () => {
  const name = write("old.json", GOOD.replace('"Version":"2012-10-17",', ""));
  const { status, stdout } = await workspace.run("lint", name);
  expect([status, stdout.includes("info version-missing if this is an SCP")]).toEqual([0, true]);
  expect((await workspace.run("lint", name, "--type", "scp")).status).toBe(1);
});

it("reads folders to their depth, each file once, and standard input", async () => {
  mkdirSync(workspace.path("policies/deep/node_modules"), { recursive: true });
  rmSync(workspace.path("organization.lock.json"));
  write("policies/deep/a.json", GOOD);
  write("policies/deep/node_modules/never.json", BAD);
  write("policies/b.json", GOOD);
  write("policies/c.txt", BAD);
  workspace.stdin = BAD;
  const { stdout } = await workspace.run("lint", "policies", "policies", "-", "--json");
  const { files, problems } = JSON.parse(stdout);
  expect(files).toBe(3);
  expect(problems.map(({ file }: { file: string }) => file)).toEqual(["stdin"]);
});

it("--json prints one document of the documented shape", async () => {
  const { stdout } = await workspace.run("lint", write("bad.json", BAD), "--json");
  expect(JSON.parse(stdout)).toEqual({
    formatVersion: 1,
    files: 1,
    problems: [
      {
        code: "invalid-json",
        severity: "error",
        message: 'a comma stands before the closing "}"',
        why: expect.any(String),
        fix: "remove the comma",
        file: "bad.json",
        line: 2,
        column: 63,
      },
    ],
  });
});

it("--format sarif prints a SARIF log that explains its rules", async () => {
  const { stdout, status } = await workspace.run("lint", write("bad.json", BAD), "--format", "sarif");
  expect(status).toBe(1);
  const log = JSON.parse(stdout);
  expect(log.version).toBe("2.1.0");
  const [run] = log.runs;
  expect(run.tool.driver.rules).toEqual([
    {
      id: "invalid-json",
      shortDescription: { text: "Not JSON" },
      fullDescription: { text: expect.any(String) },
      help: { text: expect.stringContaining("Fix:") },
      helpUri: expect.stringMatching(/^https:/),
    },
  ]);
  expect(run.results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "bad.json" },
    region: { startLine: 2, startColumn: 63 },
  });
});

it.each([
  [["lint"], "at least 1"],
  [["lint", "missing.json"], "there is no such file"],
  [["lint", "organization.yaml", "--type", "SCP"], "--type takes scp, rcp, identity, resource"],
  [["lint", "organization.yaml", "--format", "markdown"], "--format takes text, sarif, json"],
  [["lint", "organization.yaml", "--format", "sarif", "--json"], "different things"],
])("exits with 2 for %j", async (argv, message) => {
  const { status, stdout, stderr } = await workspace.run(...argv);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

it("exits with 2 for a folder without a policy", async () => {
  mkdirSync(workspace.path("empty"));
  const { status, stderr } = await workspace.run("lint", "empty");
  expect([status, stderr.includes("empty holds no .json file")]).toEqual([2, true]);
});

it("shows hostile text as what it is", async () => {
  const name = write("hostile.json", GOOD.replace("s3:*", "s3:*\u001b[2J\u202e").replace("}]", ",}]"));
  const { stdout } = await workspace.run("lint", name);
  expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
});
