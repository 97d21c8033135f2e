import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { exampleMembers, exampleWorkspace, type Stage, stage } from "./support";

// Each command makes a hundred calls and more: a busy machine takes its time.
jest.setTimeout(60_000);

const workspace = exampleWorkspace();
afterAll(() => workspace.remove());
const account = exampleMembers(workspace).find(({ state }) => state === "ACTIVE")!.id;
const POLICY = `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*\u202e"}]}`;

let on: Stage;
beforeEach(async () => {
  on = await stage({
    [account]: {
      buckets: new Map([
        ["locked", { region: "eu-central-1", policy: POLICY }],
        ["locked-too", { region: "eu-west-1", policy: POLICY }],
        ["open", { region: "eu-west-1", policy: null }],
      ]),
      queues: new Map([
        ["eu-west-1/jobs", POLICY],
        ["eu-west-1/quiet", null],
      ]),
    },
  });
});
afterEach(() => on.end());

const bucket = (name: string) => on.world.members.get(account)!.buckets.get(name)!.policy;
const queue = (name: string) => on.world.members.get(account)!.queues.get(name);

describe.each([
  ["unlock-bucket", "locked", "bucket", () => bucket("locked"), "DeleteBucketPolicy"],
  ["unlock-queue", "jobs", "queue", () => queue("eu-west-1/jobs"), "SetQueueAttributes"],
] as const)("root %s", (command, name, noun, policy, write) => {
  const copy = `${account}.${name}.${noun}-policy.json`;
  afterEach(() => rmSync(workspace.path(copy), { force: true }));
  const run = (...words: string[]) => workspace.run("root", command, account, name, ...words);

  test("without --yes shows the policy and does nothing: test server of AssumeRoot", async () => {
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain('"Effect": "Deny"');
    expect(stdout).toContain("\\u{202e}");
    expect(stdout).not.toContain("\u202e");
    expect(policy()).toBe(POLICY);
    expect(existsSync(workspace.path(copy))).toBe(false);
    expect(on.world.calls.map(({ operation }) => operation)).not.toContain(write);
  });

  test("with --yes saves a copy to the byte, then removes it: test server of AssumeRoot", async () => {
    let saved: string | undefined;
    on.world.fault = ({ operation }) => {
      if (operation === write) saved = readFileSync(workspace.path(copy), "utf8");
      return undefined;
    };
    expect((await run("--yes")).status).toBe(0);
    expect(policy()).toBeNull();
    expect(saved).toBe(POLICY);
    expect((await run("--yes")).stdout).toContain("has no policy");
  });

  test("a copy that is there with another text is kept, and so is the policy: test server of AssumeRoot", async () => {
    writeFileSync(workspace.path(copy), "mine");
    const { status, stderr } = await run("--yes");
    expect(status).toBe(2);
    expect(stderr).toContain("--out");
    expect(readFileSync(workspace.path(copy), "utf8")).toBe("mine");
    expect(policy()).toBe(POLICY);
    writeFileSync(workspace.path(copy), POLICY);
    expect((await run("--yes")).status).toBe(0);
    expect(policy()).toBeNull();
  });

  test("a session of the test server of AssumeRoot that ends in the middle is renewed", async () => {
    let ended = false;
    on.world.fault = ({ operation }) => {
      if (operation !== write || ended) return undefined;
      ended = true;
      on.server.expireSessions();
      return undefined;
    };
    expect((await run("--yes")).status).toBe(0);
    expect(policy()).toBeNull();
  });

  test("a refusal of the test server of AssumeRoot is told with the action", async () => {
    on.world.tasks = [];
    const { status, stderr } = await run("--yes");
    expect(status).toBe(2);
    expect(stderr).toContain("grant sts:AssumeRoot");
  });
});

test.each([
  [["unlock-bucket", account, "nothing"], "has no bucket"],
  [["unlock-bucket", account, "../x"], "is not the name of a bucket"],
  [["unlock-bucket", "111111111111", "locked"], "management account"],
  [["unlock-bucket", "nobody", "locked"], "nothing in the snapshot"],
  [["unlock-queue", account, "nothing"], "has no queue"],
  [["unlock-queue", account, "jobs", "--region", "eu-central-1"], "name another Region with --region"],
])("root %j is refused, also by the test server of AssumeRoot", async (words, message) => {
  const { status, stderr } = await workspace.run("root", ...words, "--yes");
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test("what has no policy needs nothing: test server of AssumeRoot", async () => {
  expect((await workspace.run("root", "unlock-bucket", account, "open")).stdout).toContain("no policy");
  expect((await workspace.run("root", "unlock-queue", account, "quiet")).stdout).toContain("no policy");
});

describe("root recover", () => {
  const yaml = workspace.path("organization.yaml");
  const before = readFileSync(yaml, "utf8");
  afterEach(() => writeFileSync(yaml, before));
  const run = (...words: string[]) => workspace.run("root", "recover", account, ...words);
  const except = (expires: string, target = `"${account}"`, principal = "root") =>
    writeFileSync(
      yaml,
      before.replace(
        "exceptions:\n",
        `exceptions:\n  - { guardrail: deny-root-user, on: ${target}, principals: [${principal}], owner: a, reason: b, expires: ${expires} }\n`,
      ),
    );

  test("is refused without an exception, with the lines to add; with them the test server of AssumeRoot makes it", async () => {
    const refused = await run("--yes");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("no exception spares root");
    expect(on.world.calls).toEqual([]);
    const lines = refused.stdout.slice(refused.stdout.indexOf("\n") + 1);
    writeFileSync(yaml, before.replace("exceptions:\n", `exceptions:\n${lines}`));
    const shown = await run();
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain("Nothing was done");
    expect(on.world.calls).toEqual([]);
    const done = await run("--yes");
    expect(done.status).toBe(0);
    expect(done.stdout).toContain(`org-guardrails root lockdown ${account} --yes`);
    expect(on.world.members.get(account)!.password).toBe(true);
    expect(on.world.calls.map(({ operation }) => operation)).toEqual([
      "AssumeRoot",
      "GetLoginProfile",
      "CreateLoginProfile",
    ]);
    expect((await run("--yes")).stdout).toContain("has a password already");
  });

  test.each([
    ["an exception that ended", "2026-11-30T23:00Z", undefined, undefined, "its exception ended"],
    ["one of more than 24 hours", "2026-12-02T00:01Z", undefined, undefined, "at most 24 hours"],
    [
      "one for a unit",
      "2026-12-01T12:00Z",
      "[Workloads, Security, Infrastructure, Sandbox]",
      undefined,
      "more than this account",
    ],
    ["one for a role", "2026-12-01T12:00Z", undefined, "role/root", "no exception spares root"],
  ])("%s does not do", async (_, expires, target, principal, message) => {
    except(expires, target, principal);
    const { status, stderr } = await run("--yes");
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(on.world.calls).toEqual([]);
  });

  test("24 hours to the minute do", async () => {
    except("2026-12-02T00:00Z");
    expect((await run()).status).toBe(0);
  });

  test("an account that deny-root-user does not reach needs no exception", async () => {
    writeFileSync(yaml, before.replace("    - deny-root-user\n", ""));
    expect((await run()).stdout).toContain("is not in force there");
  });
});
