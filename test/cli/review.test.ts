import { readFileSync, writeFileSync } from "node:fs";
import { exampleWorkspace, type Workspace } from "../support/command";

// Each review starts a process that makes head's plan.
jest.setTimeout(30_000);

let workspace: Workspace;
beforeEach(async () => {
  workspace = exampleWorkspace();
  writeFileSync(workspace.path("plan.json"), (await workspace.run("plan", "--json")).stdout);
});
afterEach(() => workspace.remove());

/** Changes organization.yaml and the lock with it. */
async function change(from: string, to: string) {
  const file = workspace.path("organization.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  const { status, stderr } = await workspace.run("lock", "--allow-loosening", "--reason", "a test");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

async function reviewed(...words: string[]) {
  const { status, stdout, stderr } = await workspace.run("review", "--base", "plan.json", "--json", ...words);
  return { status, stderr, review: JSON.parse(stdout) };
}

test("nothing changed: no groups, nobody locked out, exit 0", async () => {
  const { status, stderr, review } = await reviewed();
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(review).toMatchObject({
    formatVersion: 1,
    blocked: false,
    groups: [],
    exceptions: { added: [], expiring: [], removed: [] },
    snapshotChanged: null,
    problems: [],
  });
  const verdicts = new Set(review.lockout.map(({ verdict }: { verdict: string }) => verdict));
  expect(verdicts).toEqual(new Set(["proved", "exempt"]));
});

test("a tightened and loosened unit is one group, exit 0: a reviewer decides", async () => {
  await change(
    "Workloads/Production: [deny-access-keys, deny-iam-user-creation]",
    "Workloads/Production: [deny-access-keys, deny-services: { services: [redshift] }]",
  );
  const { status, review } = await reviewed();
  expect(status).toBe(0);
  expect(review.groups).toHaveLength(1);
  const [group] = review.groups;
  expect(group.type).toBe("scp");
  expect(group.accounts).toHaveLength(7);
  expect(group.newlyAllowed.map(({ actions }: { actions: string[] }) => actions)).toEqual([
    ["iam:CreateUser"],
  ]);
  expect(group.newlyDenied[0]).toMatchObject({ decidedBy: { guardrail: "deny-services" } });
  expect(group.newlyDenied[0]).not.toHaveProperty("accounts");
  const text = (await workspace.run("review", "--base", "plan.json")).stdout;
  expect(text).toContain("newly ALLOWED iam:CreateUser");
  expect(text).toContain("7 accounts LOOSENED");
});

test("a lockout blocks with exit 1, and check says the same", async () => {
  await change(
    'break-glass: ["role/break-glass"]',
    'break-glass: ["role/break-glass", "role/aws-service-role/x"]',
  );
  await change("Suspended: [deny-everything]", "Suspended: [deny-services: { services: [iam] }]");
  const { status, review } = await reviewed();
  expect([status, review.blocked]).toEqual([1, true]);
  const stops = review.lockout.filter(({ verdict }: { verdict: string }) => verdict === "blocked");
  expect(stops.map(({ need }: { need: string }) => need)).toEqual(
    expect.arrayContaining(["member-role", "break-glass"]),
  );
  const check = await workspace.run("check", "--json");
  expect(check.status).toBe(1);
  expect(JSON.parse(check.stdout).problems).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: "lockout", severity: "error" })]),
  );
});

test("a failed assertion blocks, at its place", async () => {
  await change(
    "\nexceptions:",
    "\nassertions:\n  - { on: Workloads, principal: role/developer, action: iam:CreateUser, expect: allowed }\nexceptions:",
  );
  const { status, review } = await reviewed();
  expect([status, review.blocked]).toEqual([1, true]);
  const { stdout } = await workspace.run("check", "--json");
  const failed = JSON.parse(stdout).problems;
  expect(failed.map(({ code }: { code: string }) => code)).toEqual(["assertion-failed"]);
  expect(failed[0].line).toBeGreaterThan(1);
});

test("exceptions that are added, removed and about to end have their sections", async () => {
  await change("owner: payments@example.com", "owner: someone-else@example.com");
  const { review } = await reviewed("--at", "2028-06-15");
  expect(review.exceptions.added).toEqual([expect.objectContaining({ owner: "someone-else@example.com" })]);
  expect(review.exceptions.removed).toEqual([expect.objectContaining({ owner: "payments@example.com" })]);
  expect(review.exceptions.expiring).toHaveLength(2);
  expect(review.groups).toEqual([]);
});

test("plan is told the moment too", async () => {
  const codes = async (at: string) => {
    const { stdout } = await workspace.run("plan", "--json", "--at", at);
    return JSON.parse(stdout).problems.map(({ code }: { code: string }) => code);
  };
  expect(await codes("2028-02-01")).toEqual([]);
  expect(await codes("2028-03-15")).toEqual(["exception-ends-soon"]);
  expect(await codes("2028-03-31T00:00Z")).toEqual(["exception-expired"]);
});

test("changed facts have their own section", async () => {
  const file = workspace.path("organization.snapshot.json");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll('"name":"crm-dev"', '"name":"crm-development"'));
  const { review } = await reviewed();
  expect(review.snapshotChanged).toEqual([
    { kind: "account-renamed", id: "200000038885", before: "crm-dev", after: "crm-development" },
  ]);
});

test("a problem that is an error blocks", async () => {
  const file = workspace.path("organization.yaml");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace("Suspended: [deny-everything]", "Sandbox2: [deny-everything]"),
  );
  const broken = await workspace.run("review", "--base", "plan.json", "--json");
  expect(broken.status).toBe(2);
  expect(JSON.parse(broken.stdout).problems[0]).toMatchObject({ code: "unknown-target" });

  writeFileSync(
    file,
    readFileSync(file, "utf8").replace("Sandbox2:", "Suspended: [deny-root-access-keys]\n  Transitional:"),
  );
  const { status, review } = await reviewed();
  expect([status, review.blocked]).toEqual([1, true]);
  expect(review.problems.map(({ code }: { code: string }) => code)).toContain("lock-stale");
});

test.each([
  [[], "--base"],
  [["--base", "nothing.json"], "cannot read nothing.json"],
  [["--base", "organization.yaml"], "organization.yaml is no plan"],
  [["--base", "main"], "--base PLAN.json"],
  [["--base", "plan.json", "--format", "html"], "text, markdown, sarif, json"],
  [["--base", "plan.json", "--format", "sarif", "--json"], "different things"],
  [["--base", "plan.json", "--at", "tomorrow"], "--at takes a date"],
])("review %j could not run: exit 2 and a message", async (words, message) => {
  const { status, stdout, stderr } = await workspace.run("review", ...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test("SARIF and Markdown of the same review", async () => {
  await change("Sandbox:\n", "Sandbox:\n    - deny-access-keys\n");
  const sarif = await workspace.run("review", "--base", "plan.json", "--format", "sarif");
  expect(sarif.status).toBe(0);
  expect(JSON.parse(sarif.stdout).runs[0].results).toEqual([
    expect.objectContaining({ ruleId: "newly-denied", level: "note" }),
  ]);
  const markdown = await workspace.run("review", "--base", "plan.json", "--format", "markdown");
  expect(markdown.stdout).toContain("<summary>SCP, 5 accounts: 1 newly denied</summary>");
});
