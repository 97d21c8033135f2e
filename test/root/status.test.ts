import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { SECRET_MARK } from "../support/root-server/sessions";
import { exampleMembers, exampleWorkspace, type Stage, stage } from "./support";

// Each command makes a hundred calls and more: a busy machine takes its time.
jest.setTimeout(60_000);

const workspace = exampleWorkspace();
afterAll(() => workspace.remove());
const members = exampleMembers(workspace);
const active = members.filter(({ state }) => state === "ACTIVE");
const [dirty, deviceOnly, refused, hostile] = active.slice(0, 4).map(({ id }) => id) as [
  string,
  string,
  string,
  string,
];

let on: Stage;
beforeEach(async () => {
  on = await stage(Object.fromEntries(members.map(({ id }) => [id, {}])));
});
afterEach(() => on.end());

const give = (id: string, has: object) => Object.assign(on.world.members.get(id)!, has);
const refuse = (id: string) => on.world.members.delete(id);

test("no root credentials anywhere ends with 0; two calls an account to the test server of AssumeRoot", async () => {
  const { status, stdout, stderr } = await workspace.run("root", "status");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain(`${active.length} accounts: no root credentials.`);
  expect(stdout).toContain(`${2 * active.length} calls; the least possible: ${2 * active.length}.`);
  expect(stdout).toContain("Not covered: 111111111111 ");
  for (const { id, state } of members.filter(({ state }) => state !== "ACTIVE")) {
    expect(stdout).toMatch(new RegExp(`Skipped: ${id} .*${state}`));
  }
  expect(on.world.calls).toHaveLength(2 * active.length);
});

test("each kind of credential counts, a device alone does not: test server of AssumeRoot", async () => {
  give(deviceOnly, { devices: ["arn:aws:iam::1:mfa/x"] });
  expect((await workspace.run("root", "status")).status).toBe(0);
  for (const has of [{ password: true }, { keys: ["AKIA1"] }, { certificates: ["C1"] }]) {
    give(dirty, { password: false, keys: [], certificates: [], ...has });
    const { status, stdout } = await workspace.run("root", "status", "--json");
    expect(status).toBe(1);
    const rows = JSON.parse(stdout).accounts as { id: string; root: string }[];
    expect(rows.filter(({ root }) => root === "credentials").map(({ id }) => id)).toEqual([dirty]);
    expect(rows.filter(({ root }) => root === "mfa-only").map(({ id }) => id)).toEqual([deviceOnly]);
  }
});

test("one account that the test server of AssumeRoot refuses stops no other and is never clean", async () => {
  give(dirty, { password: true });
  refuse(refused);
  const text = await workspace.run("root", "status");
  expect(text.status).toBe(2);
  expect(text.stdout).toMatch(new RegExp(`${refused} .* NOT READ`));
  expect(text.stdout).toMatch(new RegExp(`${dirty} .* HAS CREDENTIALS`));
  expect(text.stdout).toContain("grant sts:AssumeRoot");
  const { accounts } = JSON.parse((await workspace.run("root", "status", "--json")).stdout);
  const row = accounts.find(({ id }: { id: string }) => id === refused);
  expect(row).toMatchObject({ root: "not-read", action: "sts:AssumeRoot" });
  expect(row).not.toHaveProperty("password");
  const csv = (await workspace.run("root", "status", "--csv")).stdout;
  expect(csv.split("\r\n").find((line) => line.startsWith(refused))).toMatch(
    /,not-read,,,,,,.*,sts:AssumeRoot$/,
  );
});

test("a root session that is not accepted concerns its account alone: test server of AssumeRoot", async () => {
  let refusals = 0;
  on.world.fault = ({ operation }) =>
    operation === "GetAccountSummary" && refusals++ === 0
      ? { status: 403, code: "InvalidClientTokenId" }
      : undefined;
  const { status, stdout } = await workspace.run("root", "status", "--json");
  expect(status).toBe(2);
  const roots = (JSON.parse(stdout).accounts as { root: string }[]).map(({ root }) => root);
  expect(roots.filter((root) => root === "not-read")).toHaveLength(1);
  expect(roots.filter((root) => root === "none")).toHaveLength(active.length - 1);
});

test("without credentials of the caller's nothing is listed: test server of AssumeRoot", async () => {
  on.world.fault = () => ({ status: 403, code: "InvalidClientTokenId" });
  const { status, stdout, stderr } = await workspace.run("root", "status");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("AWS does not accept the credentials");
});

test("hostile names steer neither terminal nor spreadsheet: test server of AssumeRoot", async () => {
  const path = workspace.path("organization.snapshot.json");
  const before = readFileSync(path, "utf8");
  const snapshot = JSON.parse(before);
  const name = `=HYPERLINK("http://x","y")\u001b[2J\u202e`;
  snapshot.accounts.find(({ id }: { id: string }) => id === hostile).name = name;
  writeFileSync(path, JSON.stringify(snapshot));
  try {
    const csv = (await workspace.run("root", "status", "--csv")).stdout;
    expect(csv).toContain(`${hostile},"'=HYPERLINK(""http://x"",""y"")\\u{1b}[2J\\u{202e}",ACTIVE`);
    const text = (await workspace.run("root", "status")).stdout;
    expect(text).toContain("\\u{1b}[2J\\u{202e}");
    for (const hidden of ["\u001b", "\u202e"]) expect(csv + text).not.toContain(hidden);
    const { accounts } = JSON.parse((await workspace.run("root", "status", "--json")).stdout);
    expect(accounts.find(({ id }: { id: string }) => id === hostile).name).toBe(name);
  } finally {
    writeFileSync(path, before);
  }
});

test("what organization.yaml keeps is shown as kept and is no error: test server of AssumeRoot", async () => {
  give(dirty, { keys: ["AKIA1"] });
  const path = workspace.path("organization.yaml");
  const before = readFileSync(path, "utf8");
  const keep = (expires: string) =>
    writeFileSync(
      path,
      `${before}\nroot-lockdown:\n  keep-root-credentials:\n    - { account: "${dirty}", reason: the old backup, expires: ${expires} }\n`,
    );
  try {
    keep("2027-06-30");
    const kept = await workspace.run("root", "status");
    expect(kept.status).toBe(0);
    expect(kept.stdout).toContain("Kept until 2027-06-30T00:00:00Z: the old backup");
    keep("2026-11-30");
    const expired = await workspace.run("root", "status");
    expect(expired.status).toBe(1);
    expect(expired.stderr).toContain("kept-root-expired");
  } finally {
    writeFileSync(path, before);
  }
});

test("nothing that status prints of the test server of AssumeRoot is a secret", async () => {
  refuse(refused);
  for (const format of [[], ["--json"], ["--csv"]]) {
    const { stdout, stderr } = await workspace.run("root", "status", ...format);
    expect(stdout + stderr).not.toContain(SECRET_MARK);
  }
});

test.each([
  [["root", "status", "--json", "--csv"], "choose one"],
  [["root", "status", "--snapshot", "none.json"], "cannot read none.json"],
])("%j cannot run", async (words, message) => {
  const { status, stderr } = await workspace.run(...words);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(on.world.calls).toEqual([]);
});

test("with --live the accounts are AWS's of this moment, not the snapshot's: test server of AssumeRoot", async () => {
  on.world.members.set("999999999999", { ...on.world.members.get(dirty)!, password: true });
  const { status, stdout } = await workspace.run(
    "root",
    "status",
    "--live",
    "--snapshot",
    "none.json",
    "--json",
  );
  expect(status).toBe(1);
  const { accounts, notCovered } = JSON.parse(stdout);
  expect(accounts).toHaveLength(members.length + 1);
  expect(accounts).toContainEqual(
    expect.objectContaining({ id: "999999999999", name: "live-999999999999", root: "credentials" }),
  );
  expect(notCovered).toMatchObject([{ id: "111111111111" }]);
  expect(on.world.calls.filter(({ operation }) => /Polic/.test(operation))).toEqual([]);
});

test("a snapshot of another organization is refused before the test server of AssumeRoot is asked", async () => {
  const path = workspace.path("other.json");
  const snapshot = JSON.parse(readFileSync(workspace.path("organization.snapshot.json"), "utf8"));
  snapshot.organization.id = "o-anotherorgid";
  writeFileSync(path, JSON.stringify(snapshot));
  const { status, stderr } = await workspace.run("root", "status", "--snapshot", "other.json");
  rmSync(path);
  expect(status).toBe(2);
  expect(stderr).toContain("o-anotherorgid");
  expect(on.world.calls).toEqual([]);
});
