import { readFileSync, writeFileSync } from "node:fs";
import { exampleWorkspace, type Workspace } from "../support/command";
import { bareSet, setArn } from "../support/identity";

// A review starts a process that makes head's plan.
jest.setTimeout(60_000);

const SECTION = `identity:
  assignments:
    - { group: developers, permission-set: developer, on: Workloads }
    - { group: auditors, permission-set: security-auditor, on: Root }
    - { group: contractors, permission-set: developer, on: Sandbox, expires: 2027-12-31 }
  management-account:
    - { group: finance, permission-set: billing }
`;

let workspace: Workspace;
beforeEach(async () => {
  workspace = exampleWorkspace();
  withSection(SECTION);
});
afterEach(() => workspace.remove());

const file = (name: string) => readFileSync(workspace.path(name), "utf8");
const BARE = readFileSync("organization.yaml", "utf8").replace(/^identity:\n(?: .*\n|\n)*/m, "");
const withSection = (section: string) =>
  writeFileSync(workspace.path("organization.yaml"), `${BARE}\n${section}`);
const edited = (from: string, to: string) => {
  expect(SECTION).toContain(from);
  withSection(SECTION.replace(from, to));
};
const run = (...argv: string[]) => workspace.run(...argv);
async function json(...argv: string[]) {
  const { status, stdout, stderr } = await run(...argv, "--json");
  return { status, stderr, document: stdout === "" ? null : JSON.parse(stdout) };
}
const codes = ({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code);

/** Puts facts of Identity Center into the snapshot. */
function withLive(identity: object): void {
  const name = "organization.snapshot.json";
  const nothing = {
    attributes: null,
    permissionSets: [],
    assignments: [],
    groups: [],
    users: [],
    notRead: [],
  };
  const instance = { arn: "arn:aws:sso:::instance/i", identityStore: "d-1" };
  const snapshot = { ...JSON.parse(file(name)), identity: { instance, ...nothing, ...identity } };
  writeFileSync(workspace.path(name), JSON.stringify(snapshot));
}

describe("plan --stack", () => {
  test("identity: the sets, who has them, and that what differs is not known", async () => {
    const { status, stdout, stderr } = await run("plan", "--stack", "identity");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("stack identity: 3 permission sets, 3 groups");
    expect(stdout).toContain("group developers on ");
    expect(stdout).toContain("denies everything from 2027-12-31T00:00:00Z on");
    expect(stdout).toContain("not known, because the snapshot does not have all of Identity Center");
    const { document } = await json("plan", "--stack", "identity");
    expect(document).toMatchObject({ formatVersion: 1, stack: "identity", changes: null, cost: null });
  });

  test("identity, beside facts: every write with its cost", async () => {
    withLive({ groups: ["developers", "auditors", "contractors"].map((name) => ({ id: name, name })) });
    const { stdout } = await run("plan", "--stack", "identity");
    expect(stdout).toContain("+ create permission-set");
    expect(stdout).toMatch(/Cost: \d+ requests that write, \d+ account assignments, 0 provisionings/);
    const { document } = await json("plan", "--stack", "identity");
    expect(document.cost.assignments).toBe(
      document.permissionSets
        .flatMap(({ grants }: { grants: { accounts: string[] }[] }) => grants)
        .reduce((sum: number, { accounts }: { accounts: string[] }) => sum + accounts.length, 0),
    );
    expect(codes(document)).toContain("unknown-group");
  });

  test("identity-management: the twin of the set, on the management account alone", async () => {
    const { document } = await json("plan", "--stack", "identity-management");
    expect(document.permissionSets).toMatchObject([
      { name: "billing-mgmt", grants: [{ accounts: ["111111111111"] }] },
    ]);
  });

  test.each([
    ["nonsense", SECTION, "known: guardrails, identity, identity-management"],
    ["identity", "", "no section `identity`"],
    [
      "identity-management",
      SECTION.slice(0, SECTION.indexOf("  management-account:")),
      "identity.management-account",
    ],
  ])("%s could not run: exit 2 and a message", async (stack, section, message) => {
    withSection(section);
    const { status, stdout, stderr } = await run("plan", "--stack", stack);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  test("what is wrong stands against a plan, with line and column", async () => {
    edited("permission-set: security-auditor", "permission-set: security-auditr");
    const { status, stderr } = await run("plan", "--stack", "identity");
    expect(status).toBe(2);
    expect(stderr).toMatch(/organization\.yaml:\d+:\d+ error unknown-permission-set/);
    expect(stderr).toContain("security-auditor");
  });
});

describe("plan --json", () => {
  test("says of Identity Center what is wanted, and nothing of how to get there", async () => {
    await run("lock");
    const { document } = await json("plan");
    expect(document.formatVersion).toBe(1);
    expect(document.identity.problems.map(({ code }: { code: string }) => code)).toEqual([
      "accounts-skipped",
      "identity-not-in-snapshot",
    ]);
    expect(document.identity.stacks.map(({ stack }: { stack: string }) => stack)).toEqual([
      "identity",
      "identity-management",
    ]);
    expect(Object.keys(document.identity.stacks[0])).toEqual([
      "stack",
      "permissionSets",
      "groups",
      "attributes",
      "digest",
    ]);
  });

  test("says so where nothing is wanted", async () => {
    withSection("");
    expect((await json("plan")).document.identity).toEqual({ stacks: [], problems: [] });
  });
});

describe("lock and check", () => {
  test("each stack has its digest in the lock, until the section goes", async () => {
    expect((await run("lock")).status).toBe(0);
    const digests = () => JSON.parse(file("organization.lock.json")).digests;
    const { document } = await json("plan", "--stack", "identity");
    expect(digests()).toMatchObject({
      identity: document.digest,
      "identity-management": expect.stringMatching(/^sha256:/),
    });
    expect((await run("lock")).stdout).toContain("up to date");
    withSection("");
    await run("lock");
    expect(Object.keys(digests())).toEqual(["guardrails"]);
  });

  test("check is content with what the lock was written for, and with nothing else", async () => {
    await run("lock");
    const before = await json("check");
    expect(before.status).toBe(0);
    expect(codes(before.document)).toEqual(["accounts-skipped", "identity-not-in-snapshot"]);
    edited("on: Workloads }", "on: [Workloads, Sandbox] }");
    const after = await json("check");
    expect(after.status).toBe(1);
    expect(codes(after.document)).toContain("lock-stale");
    const stale = after.document.problems.find(({ code }: { code: string }) => code === "lock-stale");
    expect(stale.message).toContain("stack identity");
  });

  test("check warns before an assignment ends, and fails after", async () => {
    const at = async (date: string) => {
      workspace.remove();
      workspace = exampleWorkspace(Date.parse(date));
      withSection(SECTION);
      await run("lock");
      const { status, document } = await json("check");
      return [status, codes(document).filter((code) => code.startsWith("assignment"))];
    };
    expect(await at("2027-11-30")).toEqual([0, []]);
    expect(await at("2027-12-15")).toEqual([0, ["assignment-ends-soon"]]);
    expect(await at("2027-12-31")).toEqual([1, ["assignment-expired"]]);
  });

  test("lock writes nothing while the section is wrong", async () => {
    edited("on: Sandbox,", "on: Sandbox, except: Sandbox,");
    const before = file("organization.lock.json");
    const { status, stderr } = await run("lock");
    expect(status).toBe(1);
    expect(stderr).toContain("assignment-without-accounts");
    expect(file("organization.lock.json")).toBe(before);
  });
});

describe("access", () => {
  test("lists who has which set on an account, until when", async () => {
    const { status, stdout, stderr } = await run("access", "sandbox-ana");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/group auditors\s+security-auditor\s+PT8H\s+without an end/);
    expect(stdout).toMatch(
      /group contractors\s+developer-[0-9a-f]{12} \(developer\)\s+PT8H\s+until 2027-12-31T00:00:00Z/,
    );
    expect(stdout).not.toContain("developers");
    expect(stdout).toContain("Note the snapshot does not have Identity Center");
  });

  test("as JSON, without the documents", async () => {
    const { document } = await json("access", "111111111111");
    expect(document).toMatchObject({
      formatVersion: 1,
      account: "111111111111",
      access: [
        {
          principal: { kind: "group", name: "finance" },
          permissionSet: "billing-mgmt",
          slug: "billing",
          expires: null,
          unknownPolicies: [],
        },
      ],
    });
    expect(document.access[0]).not.toHaveProperty("policies");
  });

  test("escapes what a directory holds", async () => {
    withLive({
      groups: [{ id: "g", name: "evil\u001b[31m\u202e" }],
      permissionSets: [bareSet("theirs", { customerManagedPolicies: [{ name: "x", path: "/" }] })],
      assignments: [
        {
          permissionSet: setArn("theirs"),
          principal: { type: "GROUP", id: "g" },
          accounts: [idOf("sandbox-ana")],
        },
      ],
    });
    const { stdout } = await run("access", "sandbox-ana");
    expect(stdout).toContain("evil\\u{1b}[31m\\u{202e}");
    expect(stdout).toContain("some policies are not known");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test("of an account that nobody is assigned to", async () => {
    edited("    - { group: auditors, permission-set: security-auditor, on: Root }\n", "");
    expect((await run("access", "audit")).stdout).toContain("nobody has access");
  });

  test.each([
    [["access", "sandbox-anna"], "did you mean"],
    [["access", "Sandbox"], "is not one account"],
    [["access"], "expected 1 argument"],
  ])("%j could not run", async (words, message) => {
    const { status, stderr } = await run(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test("where nothing speaks of Identity Center: exit 2", async () => {
    withSection("");
    const { status, stderr } = await run("access", "audit");
    expect(status).toBe(2);
    expect(stderr).toContain("neither organization.yaml nor the snapshot");
  });
});

describe("who-can", () => {
  const verdicts = async (...words: string[]) => {
    const { status, document } = await json("who-can", ...words);
    expect(status).toBe(0);
    const rows: { principal: { name: string }; verdict: string }[] = document.who;
    return Object.fromEntries(rows.map(({ principal, verdict }) => [principal.name, verdict]));
  };

  test("decides by set, boundary and service control policies", async () => {
    expect(await verdicts("iam:CreateUser", "sandbox-ana")).toEqual({
      auditors: "denied",
      contractors: "denied",
    });
    expect(await verdicts("lambda:CreateFunction", "sandbox-ana")).toEqual({
      auditors: "denied",
      contractors: "depends",
    });
    const region = ["--context", "aws:RequestedRegion=eu-west-1"];
    expect(await verdicts("guardduty:ListDetectors", "sandbox-ana", ...region)).toMatchObject({
      auditors: "allowed",
    });
    const elsewhere = ["--context", "aws:RequestedRegion=ap-south-1"];
    expect(await verdicts("guardduty:ListDetectors", "sandbox-ana", ...elsewhere)).toMatchObject({
      auditors: "denied",
    });
  });

  test("shows a request for each answer that depends, and who may first", async () => {
    const { stdout } = await run("who-can", "lambda:CreateFunction", "sandbox-ana");
    const [, first] = stdout.split("\n");
    expect(first).toMatch(/^ {2}DEPENDS group contractors/);
    expect(stdout).toContain("allowed:");
    expect(stdout).toContain("denied:");
    expect(stdout.indexOf("DENIED")).toBeGreaterThan(stdout.indexOf("DEPENDS"));
  });

  test("says that no service control policy binds the management account", async () => {
    const { document } = await json("who-can", "billing:GetBillingData", "111111111111");
    expect(document.who).toMatchObject([{ verdict: "allowed", permissionSet: "billing-mgmt" }]);
    expect(document.notes).toContain("no service control policy binds the management account");
  });

  test("never takes a policy that nobody knows for safe", async () => {
    withLive({
      groups: [{ id: "g", name: "guests" }],
      permissionSets: [bareSet("theirs", { customerManagedPolicies: [{ name: "x", path: "/" }] })],
      assignments: [
        {
          permissionSet: setArn("theirs"),
          principal: { type: "GROUP", id: "g" },
          accounts: [idOf("sandbox-ana")],
        },
      ],
    });
    expect(await verdicts("iam:CreateUser", "sandbox-ana")).toMatchObject({ guests: "unknown" });
    const { stdout } = await run("who-can", "iam:CreateUser", "sandbox-ana");
    expect(stdout).toContain("the document of customer policy /x is not known");
  });

  test("nor a part that was not read", async () => {
    withLive({
      groups: [{ id: "g", name: "guests" }],
      permissionSets: [bareSet("theirs")],
      assignments: [
        {
          permissionSet: setArn("theirs"),
          principal: { type: "GROUP", id: "g" },
          accounts: [idOf("sandbox-ana")],
        },
      ],
      notRead: [
        {
          what: "identity.permissionSets[theirs].inlinePolicy",
          action: "sso:GetInlinePolicyForPermissionSet",
          reason: "",
        },
      ],
    });
    expect(await verdicts("iam:CreateUser", "sandbox-ana")).toMatchObject({ guests: "unknown" });
  });

  test.each([
    [["who-can", "CreateUser", "audit"], "expected one action"],
    [["who-can", "iam:*", "audit"], "expected one action"],
    [["who-can", "iam:CreateUser", "audit", "--context", "x"], "--context takes KEY=VALUE"],
    [["who-can", "iam:CreateUser"], "expected 2 argument"],
  ])("%j could not run", async (words, message) => {
    const { status, stdout, stderr } = await run(...words);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("review", () => {
  test("shows what a change does to access, in each format", async () => {
    writeFileSync(workspace.path("plan.json"), (await run("plan", "--json")).stdout);
    edited(
      "on: Workloads }",
      "on: [Workloads, Sandbox] }\n    - { group: ops, permission-set: platform-engineer, on: Sandbox }",
    );
    await run("lock");
    const { status, document } = await json("review", "--base", "plan.json");
    expect([status, document.formatVersion, document.blocked]).toEqual([0, 1, false]);
    const rows = document.identity.grants.map(
      ({
        direction,
        permissionSet,
        principals,
      }: {
        direction: string;
        permissionSet: string;
        principals: { name: string }[];
      }) => `${principals.map(({ name }) => name)} ${direction} ${permissionSet}`,
    );
    expect(rows).toEqual(["developers gained developer", "ops gained platform-engineer"]);
    expect(document.groups).toEqual([]);
    expect(codes(document)).toContain("identity-not-in-snapshot");
    const text = (await run("review", "--base", "plan.json")).stdout;
    expect(text).toContain("group ops GAINS platform-engineer on 5 accounts");
    expect(text).toContain("OPENS         ways to more rights: ");
    expect(text).toContain("2 principals GAIN ACCESS");
    const markdown = (await run("review", "--base", "plan.json", "--format", "markdown")).stdout;
    expect(markdown).toContain("### :warning: Access through Identity Center: gained or widened");
    const sarif = JSON.parse((await run("review", "--base", "plan.json", "--format", "sarif")).stdout);
    expect(
      sarif.runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === "access-gained"),
    ).toHaveLength(2);
  });

  test("a base that does not know the section is not taken to have had it", async () => {
    const { identity: _, ...plan } = JSON.parse((await run("plan", "--json")).stdout);
    writeFileSync(workspace.path("plan.json"), JSON.stringify(plan));
    await run("lock");
    const { document } = await json("review", "--base", "plan.json");
    expect(
      document.identity.grants.every(({ direction }: { direction: string }) => direction === "gained"),
    ).toBe(true);
    expect(document.assumed).toContainEqual(
      expect.stringContaining("plan.json does not know Identity Center"),
    );
  });

  test("problems of Identity Center block", async () => {
    await run("lock");
    writeFileSync(workspace.path("plan.json"), (await run("plan", "--json")).stdout);
    edited("on: Sandbox,", "on: Sandbox, except: Sandbox,");
    const { status, document } = await json("review", "--base", "plan.json");
    expect([status, document.blocked, document.identity]).toEqual([1, true, null]);
    expect(codes(document)).toContain("assignment-without-accounts");
    expect(document.assumed).toContainEqual(expect.stringContaining("cannot be planned"));
  });
});

function idOf(name: string): string {
  const { accounts } = JSON.parse(file("organization.snapshot.json"));
  return accounts.find((account: { name: string }) => account.name === name).id;
}
