import { mkdirSync, writeFileSync } from "node:fs";
import { exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const deny = (Action: string, rest = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "S", Effect: "Deny", Action, Resource: "*", ...rest }],
});

function write(name: string, value: unknown): string {
  writeFileSync(workspace.path(name), typeof value === "string" ? value : JSON.stringify(value));
  return name;
}

it("exits with 0 for equal policies, and says that it is proved", async () => {
  const { status, stdout, stderr } = await workspace.run(
    "compare",
    write("a.json", deny("s3:*")),
    write("b.json", deny("S3:?*")),
  );
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Equal: proved");
});

it("exits with 1 for different ones and names files, statements and a request", async () => {
  const names = [write("a.json", deny("s3:*")), write("b.json", deny("s3:GetObject"))];
  const { status, stdout } = await workspace.run("compare", ...names);
  expect(status).toBe(1);
  for (const words of ["Newly ALLOWED", "policy a.json", "statement S", '{"action":"s3:'])
    expect(stdout).toContain(words);
});

it("--json prints one document of the documented shape", async () => {
  const names = [write("a.json", deny("s3:GetObject")), write("b.json", deny("s3:PutObject"))];
  const { status, stdout } = await workspace.run("compare", ...names, "--json");
  expect(status).toBe(1);
  const entry = (action: string, policy: string) => ({
    actions: [action],
    when: "always",
    witness: { action },
    decidedBy: { target: null, policy, sid: "S", guardrail: null },
  });
  expect(JSON.parse(stdout)).toEqual({
    formatVersion: 1,
    equal: false,
    assumed: [expect.stringContaining("FullAWSAccess")],
    newlyDenied: [entry("s3:PutObject", "b.json")],
    newlyAllowed: [entry("s3:GetObject", "a.json")],
    undecided: [],
  });
});

it("compares folders, one level each, and plans", async () => {
  for (const folder of ["one", "two"]) mkdirSync(workspace.path(folder));
  write("one/a.json", deny("s3:*"));
  write("two/a.json", deny("s3:Get*"));
  write("two/b.json", deny("s3:*"));
  write("two/notes.txt", "not a policy");
  expect((await workspace.run("compare", "one", "two")).status).toBe(0);

  const plan = write("plan.json", (await workspace.run("plan", "--json")).stdout);
  expect((await workspace.run("compare", plan, plan)).status).toBe(0);
  const mixed = await workspace.run("compare", plan, "one/a.json");
  expect(mixed.status).toBe(2);
});

it("takes --type and --at", async () => {
  const until = { DateLessThan: { "aws:CurrentTime": "2027-06-01T00:00:00Z" } };
  const rcp = write("rcp.json", deny("sqs:SendMessage", { Principal: "*", Condition: until }));
  const none = write("none.json", { ...deny("sqs:*"), Statement: [] });
  expect((await workspace.run("compare", none, rcp)).status).toBe(2);
  expect((await workspace.run("compare", none, rcp, "--type", "rcp")).status).toBe(1);
  expect((await workspace.run("compare", none, rcp, "--type", "rcp", "--at", "2027-06-01")).status).toBe(0);
});

it.each([
  ["not JSON", "{"],
  ["no policy", "[]"],
  ["no statement", { Version: "2012-10-17", Statement: [{ Effect: "Deny" }] }],
  ["one key twice", '{"Version":"2012-10-17","Statement":[],"Statement":[]}'],
  ["a damaged plan", { formatVersion: 1, nodes: [] }],
  [
    "a plan that is no tree",
    {
      formatVersion: 1,
      organization: { id: "o", managementAccount: "1" },
      nodes: [{ id: "a", parent: "a", path: "a", name: "a", kind: "unit" }],
      policies: [],
    },
  ],
])("exits with 2 for %s, with the file's name", async (_, content) => {
  const { status, stdout, stderr } = await workspace.run(
    "compare",
    write("good.json", deny("s3:*")),
    write("bad.json", content),
  );
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("bad.json");
});

it.each([
  [["missing.json", "missing.json"], "there is no such file"],
  [["."], "expected 2 argument(s)"],
  [[".", ".", "--type", "tag"], "--type takes scp or rcp"],
  [[".", ".", "--at", "tomorrow"], "--at takes a date"],
])("exits with 2 for %j", async (words, message) => {
  const { status, stderr } = await workspace.run("compare", ...words);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

it("shows nothing of a Sid that would reach the terminal", async () => {
  const evil = deny("s3:GetObject", { Sid: "\u001b[31mred\u202e" });
  const { stdout } = await workspace.run(
    "compare",
    write("a.json", deny("ec2:RunInstances")),
    write("b.json", evil),
  );
  for (const hidden of ["\u001b", "\u202e"]) expect(stdout).not.toContain(hidden);
});
