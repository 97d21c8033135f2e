import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { SECRET_MARK } from "../support/root-server/sessions";
import { exampleMembers, exampleWorkspace, type Stage, stage } from "./support";

// Each command makes a hundred calls and more: a busy machine takes its time.
jest.setTimeout(60_000);

const workspace = exampleWorkspace();
afterAll(() => workspace.remove());
const members = exampleMembers(workspace);
const active = members.filter(({ state }) => state === "ACTIVE");
const [first, second, third] = active.slice(0, 3).map(({ id }) => id) as [string, string, string];
const JOURNAL = "root-lockdown.journal.jsonl";
const journal = () => readFileSync(workspace.path(JOURNAL), "utf8");
const entries = () =>
  journal()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

let on: Stage;
beforeEach(async () => {
  on = await stage(Object.fromEntries(members.map(({ id }) => [id, {}])));
  give(first, { password: true, keys: ["AKIAB", "AKIAA"], certificates: ["CERT"], devices: ["mfa/1"] });
  give(second, { keys: ["AKIAC"] });
});
afterEach(async () => {
  await on.end();
  rmSync(workspace.path(JOURNAL), { force: true });
  rmSync(workspace.path(`${JOURNAL}.lock`), { force: true });
});

function give(id: string, has: object): void {
  Object.assign(on.world.members.get(id)!, structuredClone(has));
}
const lockdown = (...words: string[]) => workspace.run("root", "lockdown", ...words);
const operations = () => new Set(on.world.calls.map(({ operation }) => operation));

async function withYaml(text: string, work: () => Promise<void>): Promise<void> {
  const path = workspace.path("organization.yaml");
  const before = readFileSync(path, "utf8");
  writeFileSync(path, `${before}\n${text}`);
  try {
    await work();
  } finally {
    writeFileSync(path, before);
  }
}
const keep = (...accounts: string[]) =>
  `root-lockdown:\n  keep-root-credentials:\n${accounts
    .map((account) => `    - { account: ${account}, reason: a test, expires: 2027-06-30 }\n`)
    .join("")}`;

test("without --yes it says what it would do, in sessions of the test server of AssumeRoot that only read", async () => {
  const { status, stdout } = await lockdown();
  expect(status).toBe(1);
  expect(stdout).toContain("would delete the password");
  expect(stdout).toContain("would delete access key AKIAC");
  expect(stdout).toContain("Would delete 6 root credentials");
  expect(on.world.deleted).toEqual([]);
  expect(on.world.calls.filter(({ operation }) => operation === "AssumeRoot")).not.toHaveLength(0);
  expect([...operations()].filter((name) => !/^(AssumeRoot|List|Get)/.test(name))).toEqual([]);
  expect(existsSync(workspace.path(JOURNAL))).toBe(false);
});

test("with --yes password and keys go before devices; a second run on the test server of AssumeRoot finds nothing", async () => {
  const { status, stdout } = await lockdown("--yes");
  expect(status).toBe(0);
  expect(stdout).toContain("Deleted 6 root credentials");
  expect(on.world.deleted.filter((name) => name.startsWith(first))).toEqual([
    `${first} password `,
    `${first} access-key AKIAA`,
    `${first} access-key AKIAB`,
    `${first} signing-certificate CERT`,
    `${first} mfa-device mfa/1`,
  ]);
  const again = await lockdown("--yes");
  expect(again.status).toBe(0);
  expect(again.stdout).toContain(`Nothing to delete in ${active.length} accounts.`);
  expect(on.world.deleted).toHaveLength(6);
  expect((await lockdown()).status).toBe(0);
});

test("the journal tells each step before and after it, and no secret of the test server of AssumeRoot", async () => {
  const { stdout, stderr } = await lockdown(first, "--yes");
  expect(entries().map(({ event, kind }) => [event, kind])).toEqual([
    ["start", undefined],
    ...["password", "access-key", "access-key", "signing-certificate", "mfa-device"].flatMap((kind) => [
      ["delete", kind],
      ["deleted", kind],
    ]),
    ["end", undefined],
  ]);
  expect(journal() + stdout + stderr).not.toContain(SECRET_MARK);
  expect(existsSync(workspace.path(`${JOURNAL}.lock`))).toBe(false);
});

test("only named accounts are touched: test server of AssumeRoot", async () => {
  const name = active.find(({ id }) => id === second)!.name;
  expect((await lockdown(name, "--yes")).status).toBe(0);
  expect(on.world.deleted).toEqual([`${second} access-key AKIAC`]);
});

test("the management account is refused before the test server of AssumeRoot is asked", async () => {
  const { status, stderr } = await lockdown("111111111111", "--yes");
  expect(status).toBe(2);
  expect(stderr).toContain("never locked down");
  expect(on.world.calls).toEqual([]);
});

test("what organization.yaml keeps is left and said: test server of AssumeRoot", async () => {
  await withYaml(keep(`"${first}"`), async () => {
    const { status, stdout } = await lockdown("--yes");
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`Left: ${first} .* until 2027-06-30T00:00:00Z: a test`));
    expect(on.world.deleted).toEqual([`${second} access-key AKIAC`]);
  });
});

test.each([
  ["an expired entry", `"${"ID"}", reason: a test, expires: 2026-11-30`, "kept-root-expired"],
  ["an unknown account", "nobody, reason: a test, expires: 2027-06-30", "unknown-target"],
  [
    "the management account",
    '"111111111111", reason: a test, expires: 2027-06-30',
    "management-account-root-kept",
  ],
  ["a unit", "Workloads, reason: a test, expires: 2027-06-30", "not-an-account"],
  ["no reason", '"ID", expires: 2027-06-30', "missing-key"],
])(
  "%s in the keep list stops everything before the test server of AssumeRoot is asked",
  async (_, entry, code) => {
    const text = `root-lockdown:\n  keep-root-credentials:\n    - { account: ${entry.replace("ID", first)} }\n`;
    await withYaml(text, async () => {
      const { status, stderr } = await lockdown("--yes");
      expect(status).toBe(2);
      expect(stderr).toContain(code);
      expect(on.world.calls).toEqual([]);
      const check = await workspace.run("check");
      expect(check.status).toBe(1);
      expect(check.stdout).toContain(code);
    });
  },
);

test("an account named twice in the keep list is an error", async () => {
  await withYaml(keep(`"${first}"`, `"${first}"`), async () => {
    expect((await workspace.run("check")).stdout).toContain("root-kept-twice");
  });
});

test("one account that fails stops no other, and keeps its MFA device: test server of AssumeRoot", async () => {
  on.world.fault = ({ operation, id }) =>
    operation === "DeleteAccessKey" && id === "AKIAA"
      ? { status: 403, code: "AccessDenied", message: "explicit deny in a service control policy" }
      : undefined;
  on.world.members.delete(third);
  const { status, stdout } = await lockdown("--yes");
  expect(status).toBe(2);
  expect(stdout).toContain("a policy denies iam:DeleteAccessKey");
  expect(stdout).toContain("still there, or in doubt: MFA device mfa/1");
  expect(stdout).toMatch(new RegExp(`${third} .*\\n  FAILED: AWS refused AssumeRoot`));
  expect(on.world.members.get(first)!.devices).toEqual(["mfa/1"]);
  expect(on.world.deleted).toContain(`${second} access-key AKIAC`);
  on.world.fault = () => undefined;
  expect((await lockdown(first, "--yes")).status).toBe(0);
  expect(on.world.deletedTwice).toEqual([]);
});

test("an answer of the test server of AssumeRoot that was lost is settled, not asked for again", async () => {
  const start = {
    event: "start",
    formatVersion: 1,
    organization: "o-exampleorgid",
    at: "2026-11-30T00:00:00.000Z",
  };
  const gone = { event: "delete", account: second, kind: "access-key", id: "AKIAGONE" };
  const left = { event: "delete", account: second, kind: "access-key", id: "AKIAC" };
  writeFileSync(
    workspace.path(JOURNAL),
    `${[start, gone, left].map((one) => JSON.stringify(one)).join("\n")}\n{"eve`,
  );
  const { status, stdout } = await lockdown("--yes");
  expect(status).toBe(0);
  expect(stdout).toContain("Going on where the run of 2026-11-30T00:00:00.000Z was cut off.");
  expect(stdout).toContain("an earlier run had deleted access key AKIAGONE");
  expect(entries()).toContainEqual({ ...gone, event: "deleted", settled: true });
  expect(on.world.deletedTwice).toEqual([]);
  expect((await lockdown("--yes")).stdout).not.toContain("cut off");
});

test("a file that is no journal, or another organization's, is refused and left as it is", async () => {
  for (const text of ["hello\n", '{"event":"start","formatVersion":1,"organization":"o-other","at":"x"}\n']) {
    writeFileSync(workspace.path(JOURNAL), text);
    const { status, stderr } = await lockdown("--yes");
    expect(status).toBe(2);
    expect(stderr).toContain("--journal");
    expect(journal()).toBe(text);
  }
  expect(on.world.deleted).toEqual([]);
});

test("of two runs at once on the test server of AssumeRoot the second refuses, and nothing is deleted twice", async () => {
  on.world.latency = 20;
  const both = await Promise.all([lockdown("--yes"), lockdown("--yes")]);
  expect(both.map(({ status }) => status).sort()).toEqual([0, 2]);
  expect(both.find(({ status }) => status === 2)!.stderr).toContain(`process ${process.pid} on`);
  expect(on.world.deleted).toHaveLength(6);
  expect(on.world.deletedTwice).toEqual([]);
});

test("when the caller's credentials end, no account of the test server of AssumeRoot is begun any more", async () => {
  let opened = 0;
  on.world.latency = 5;
  on.world.fault = ({ operation }) => {
    if (operation !== "AssumeRoot" || opened++ < 3) return undefined;
    return { status: 403, code: "ExpiredToken" };
  };
  const { status, stderr } = await lockdown("--yes");
  expect(status).toBe(2);
  expect(stderr).toContain("does not accept the credentials (ExpiredToken)");
  expect(opened).toBeLessThan(active.length);
  // What was under way came to its end, in the journal, too.
  const events = entries().map(({ event }) => event);
  expect(events.filter((event) => event === "deleted")).toHaveLength(on.world.deleted.length);
  expect(events).not.toContain("end");
  on.world.fault = () => undefined;
  expect((await lockdown("--yes")).stdout).toContain("was cut off");
  expect(on.world.deletedTwice).toEqual([]);
});

test("a dead run's lock is taken over, another machine's is not", async () => {
  const lock = (holder: object) =>
    writeFileSync(workspace.path(`${JOURNAL}.lock`), `${JSON.stringify(holder)}\n`);
  lock({ pid: 4_000_000, host: `${hostname()}-other` });
  const refused = await lockdown("--yes");
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain(`remove ${JOURNAL}.lock`);
  lock({ pid: 4_000_000, host: hostname() });
  expect((await lockdown("--yes")).status).toBe(0);
});
