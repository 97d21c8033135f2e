import { readFileSync, writeFileSync } from "node:fs";
import { EXAMPLE_NOW, exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace(EXAMPLE_NOW, "examples/root-lockdown");
});
afterEach(() => workspace.remove());

const file = (name: string) => readFileSync(workspace.path(name), "utf8");
const run = (...argv: string[]) => workspace.run(...argv);

/** Replaces one piece of organization.yaml; the piece must be there. */
function edit(from: string | RegExp, to: string): void {
  const text = file("organization.yaml");
  expect(text).toMatch(from);
  writeFileSync(workspace.path("organization.yaml"), text.replace(from, to));
}

async function json(...argv: string[]) {
  const { status, stdout, stderr } = await run(...argv, "--json");
  return { status, stderr, document: JSON.parse(stdout) };
}

const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);

test("the example has no error before its first deployment, and its lock is as it would be written", async () => {
  const { status, document } = await json("check");
  expect([status, codes(document)]).toEqual([0, ["accounts-skipped", "root-guardrails-not-deployed"]]);
  expect(await run("lock")).toMatchObject({ status: 0, stdout: "organization.lock.json is up to date.\n" });
});

test("plan --stack root-lockdown shows what is deployed where, to whom, and what is missing", async () => {
  const { status, stdout, stderr } = await run("plan", "--stack", "root-lockdown");
  expect([status, stderr]).toEqual([0, ""]);
  for (const line of [
    "stack root-lockdown: StackSets reach 6 accounts",
    "RootCredentialsManagement, RootSessions are on",
    "administered by Security/audit (222222222222)",
    "org-guardrails-unused-access in eu-west-1, after 90 days without use",
    "bucket org-guardrails-trail-exampleorgid-333333333333",
    "password policy: 16 characters or more, with lower case, upper case, digits, symbols",
    "org-guardrails-detections: 36 stacks in ap-southeast-2, eu-central-1, eu-north-1",
    "units Root; 20 % at once, stops when 5 % fail; template of ",
    "new-shop (999999999999) is PENDING_ACTIVATION",
    "security@example.com is told from high on",
    "missing   StackSet org-guardrails-baseline",
    "unknown   27: no snapshot has it; pulumi preview compares it",
    "as in the lock",
  ])
    expect(stdout).toContain(line);
});

test("its document is the plan: the digest of the lock, templates and all", async () => {
  const { status, document } = await json("plan", "--stack", "root-lockdown");
  expect(status).toBe(0);
  expect(document).toMatchObject({ formatVersion: 1, stack: "root-lockdown" });
  expect(document.digest).toBe(JSON.parse(file("organization.lock.json")).digests["root-lockdown"]);
  expect(document.stackSets[0].template.AWSTemplateFormatVersion).toBe("2010-09-09");
});

test("the plan of the guardrails points at the other stack", async () => {
  const { stdout } = await run("plan");
  expect(stdout).toContain("org-guardrails plan --stack root-lockdown");
  edit(/\nroot-lockdown:(.|\n)*$/, "\n");
  expect((await run("plan")).stdout).not.toContain("root-lockdown");
});

test("another desired state is stale until lock writes it", async () => {
  edit("minimum-length: 16", "minimum-length: 20");
  const stale = await json("check");
  expect([stale.status, codes(stale.document)]).toEqual([
    1,
    ["accounts-skipped", "root-guardrails-not-deployed", "lock-stale"],
  ]);
  expect((await run("plan", "--stack", "root-lockdown")).stdout).toContain("not the one in the lock");
  expect(await run("lock")).toMatchObject({ status: 0 });
  expect((await run("check")).status).toBe(0);
});

test("what stands against the lockdown is an error of check, and without a plan the lock is not written", async () => {
  edit("    - restrict-assume-root\n", "");
  expect(codes((await json("check")).document)).toContain("root-guardrail-missing");
  edit("  log-archive: log-archive\n", "");
  const before = file("organization.lock.json");
  const { status, stderr } = await run("lock");
  expect(status).toBe(1);
  expect(stderr).toContain("root-lockdown.trail needs an account, and accounts.log-archive names none");
  expect(file("organization.lock.json")).toBe(before);
  const plan = await run("plan", "--stack", "root-lockdown");
  expect(plan).toMatchObject({ status: 2, stdout: "" });
  expect(plan.stderr).toContain("accounts.log-archive");
});

test("once the guardrails are in force at Root by the snapshot, nothing is said of them", async () => {
  const lock = JSON.parse(file("organization.lock.json"));
  const snapshot = JSON.parse(file("organization.snapshot.json"));
  const deployed = lock.policies.map(
    ({ key, name, type, targets }: Record<"key" | "name" | "type" | "targets", unknown>) => ({
      id: `p-${key}`,
      name,
      description: "",
      type,
      awsManaged: false,
      tags: { "managed-by": "org-guardrails", "org-guardrails-key": key },
      content: "{}",
      targets,
    }),
  );
  snapshot.policies.push(...deployed);
  writeFileSync(workspace.path("organization.snapshot.json"), JSON.stringify(snapshot));
  const { document } = await json("plan", "--stack", "root-lockdown");
  expect(codes(document)).toEqual(["accounts-skipped"]);
  expect((await json("check")).document.problems.map(({ code }: { code: string }) => code)).not.toContain(
    "root-guardrails-not-deployed",
  );
});

test("a review says what a change takes away, and is blocked by what stands against it", async () => {
  writeFileSync(workspace.path("base.json"), (await run("plan", "--json")).stdout);
  edit("    - { email: security@example.com, from: high }\n", "");
  edit("  central-root-access: true\n", "");
  await run("lock");
  const loosened = await run("review", "--base", "base.json");
  expect([loosened.status, loosened.stderr]).toEqual([0, ""]);
  for (const words of ["RootSessions is on", "security@example.com is told from high on"])
    expect(loosened.stdout).toContain(`the root lockdown no longer has this: ${words}`);
  edit("  log-archive: log-archive\n", "");
  const broken = await json("review", "--base", "base.json");
  expect([broken.status, broken.document.blocked]).toEqual([1, true]);
  expect(codes(broken.document)).toContain("duty-without-account");
  expect(codes(broken.document)).not.toContain("lockdown-part-removed");
}, 60_000);

test("a stack that nobody asked for cannot be planned, and leaves the lock", async () => {
  edit(/\nroot-lockdown:(.|\n)*$/, "\nroot-lockdown:\n  trail: existing\n");
  const { status, stderr } = await run("plan", "--stack", "root-lockdown");
  expect(status).toBe(2);
  expect(stderr).toContain("wants nothing of this stack");
  await run("lock");
  expect(Object.keys(JSON.parse(file("organization.lock.json")).digests)).toEqual(["guardrails"]);
});

test("names from AWS cannot paint the terminal", async () => {
  const snapshot = JSON.parse(file("organization.snapshot.json"));
  snapshot.accounts.find(({ name }: { name: string }) => name === "old-shop").name = "old\u001b[31m\nshop";
  snapshot.lockdown.stackSets = [
    {
      name: "org-guardrails-baseline",
      status: "ACTIVE",
      template: "sha256:x",
      permissionModel: "SELF\u001b[31mMANAGED",
      autoDeployment: null,
      units: ["r-r00t"],
      instances: [
        {
          region: "eu-west-1",
          status: "OUTDATED",
          detailedStatus: "FAILED",
          reason: "no\u001b[2J\nroot",
          accounts: ["444444444444"],
        },
      ],
    },
  ];
  writeFileSync(workspace.path("organization.snapshot.json"), JSON.stringify(snapshot));
  const { stdout } = await run("plan", "--stack", "root-lockdown");
  expect(stdout).not.toContain("\u001b");
  expect(stdout).not.toContain("\nroot");
  expect(stdout).toContain(
    "different the stack of org-guardrails-baseline in 444444444444, eu-west-1: OUTDATED, FAILED: no",
  );
});

test("a folder of Pulumi has the plan of the stack, or the reason why not", async () => {
  const { loadLockdownPlan } = await import("../../stacks/load-plan");
  const { plan, reviewedDigest } = loadLockdownPlan(workspace.folder);
  expect(reviewedDigest).toBe(plan.digest);
  edit("  log-archive: log-archive\n", "");
  expect(() => loadLockdownPlan(workspace.folder)).toThrow(/accounts.log-archive names none/);
  edit(/\nroot-lockdown:(.|\n)*$/, "\n");
  expect(() => loadLockdownPlan(workspace.folder)).toThrow("wants nothing of this stack");
});
