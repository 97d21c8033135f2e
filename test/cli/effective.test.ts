import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Snapshot } from "../../src/organization/snapshot";
import { exampleWorkspace, type Workspace } from "../support/command";
import { withManagement } from "../support/management";

// A review starts a process that makes head's plan.
jest.setTimeout(30_000);

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const tags = (value: object) => ({ tags: { team: { tag_key: { "@@assign": "Team" }, tag_value: value } } });
const [WORKLOADS, PRODUCTION] = ["ou-exam-wrk10000", "ou-exam-wrk1prd0"];

function attach(...policies: Parameters<typeof withManagement> extends [unknown, ...infer R] ? R : never) {
  const file = workspace.path("organization.snapshot.json");
  const snapshot = JSON.parse(readFileSync(file, "utf8")) as Snapshot;
  writeFileSync(file, JSON.stringify(withManagement(snapshot, ...policies), null, 2));
}

const effective = (...words: string[]) => workspace.run("effective", ...words);

it("shows each setting with the policies and targets that decided it", async () => {
  attach(
    ["TAG_POLICY", tags({ "@@assign": ["a"] }), "r-exam"],
    ["TAG_POLICY", tags({ "@@append": ["b"] }), WORKLOADS!],
  );
  for (const account of ["shop-prod", "Workloads/Production/shop-prod", "200000021109"]) {
    const { status, stdout, stderr } = await effective(account);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Effective policies of Workloads/Production/shop-prod (200000021109)");
    expect(stdout).toContain('  tags.team.tag_value = ["a","b"]\n');
    expect(stdout).toContain("by settings 0 (p-managed0) at Root\n");
    expect(stdout).toContain("by added to by settings 1 (p-managed1) at Workloads\n");
    expect(stdout).toMatch(/Nothing is attached of BACKUP_POLICY, /);
  }
});

it("prints what its page shows", async () => {
  const page = readFileSync(join(__dirname, "..", "..", "docs", "effective.md"), "utf8");
  const locked = { "@@assign": "Team", "@@operators_allowed_for_child_policies": ["@@none"] };
  const team = (tag_key: object, tag_value: object) => ({ tags: { team: { tag_key, tag_value } } });
  attach(
    ["TAG_POLICY", team(locked, { "@@assign": ["blue", "green"] }), "r-exam"],
    ["TAG_POLICY", team({ "@@assign": "TEAM" }, { "@@append": ["red"] }), WORKLOADS!],
  );
  const file = workspace.path("organization.snapshot.json");
  const named = [
    ["settings 0", "organization tags"],
    ["settings 1", "workload tags"],
    ["p-managed0", "p-1a2b3c4d5e"],
    ["p-managed1", "p-5e4d3c2b1a"],
  ] as const;
  writeFileSync(
    file,
    named.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, "utf8")),
  );
  const { stdout } = await effective("shop-prod", "--type", "TAG_POLICY");
  expect(page).toContain("```\n" + stdout + "```\n");
});

it("--json prints one document of the documented shape, of one type when asked", async () => {
  attach(["TAG_POLICY", tags({ "@@assign": ["a"] }), "r-exam"]);
  const { status, stdout } = await effective("shop-prod", "--type", "tag_policy", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    formatVersion: 1,
    account: "200000021109",
    path: "Workloads/Production/shop-prod",
    types: [
      {
        type: "TAG_POLICY",
        policy: { tags: { team: { tag_key: "Team", tag_value: ["a"] } } },
        leaves: ["tag_key", "tag_value"].map((key) => ({
          path: ["tags", "team", key],
          value: key === "tag_key" ? "Team" : ["a"],
          certain: true,
          by: [
            {
              policy: "p-managed0",
              name: "settings 0",
              managed: false,
              guardrails: [],
              target: "r-exam",
              targetPath: "Root",
              operator: "@@assign",
            },
          ],
        })),
        ignored: [],
        notes: [],
        problems: [],
      },
    ],
    without: [],
    unknown: [],
  });
});

it("1 when a policy cannot be read; the snapshot alone answers as well", async () => {
  attach(["TAG_POLICY", "no JSON", "r-exam"], ["FUTURE_POLICY", "x", PRODUCTION!]);
  for (const from of ["plan", "snapshot"]) {
    const { status, stdout } = await effective("shop-prod", "--from", from);
    expect(status).toBe(1);
    expect(stdout).toContain("TAG_POLICY  UNKNOWN\n");
    expect(stdout).toContain("FUTURE_POLICY  UNKNOWN\n");
  }
  expect((await effective("shop-dev", "--type", "BACKUP_POLICY")).status).toBe(0);
});

it("names what is wrong with its words, 2", async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["shop-prd"], "did you mean shop-prod?"],
    [["Workloads"], "not one account"],
    [["shop-prod", "--type", "TAG_POLICIES"], "did you mean TAG_POLICY?"],
    [["shop-prod", "--type", "SERVICE_CONTROL_POLICY"], "there is no policy type"],
    [["shop-prod", "--from", "live"], "--from takes plan or snapshot"],
    [[], "expected 1 argument"],
  ];
  for (const [words, message] of cases) {
    const { status, stderr } = await effective(...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
});

it("nothing that a policy holds reaches the terminal but visible characters", async () => {
  attach(["TAG_POLICY", { tags: { "a\u001b[31m\u202e": { tag_key: { "@@assign": "\u0007" } } } }, "r-exam"]);
  const { stdout } = await effective("shop-prod");
  expect(stdout).toContain("\\u{202e}");
  expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
});

it("check warns of management policies that conflict", async () => {
  attach(
    ["TAG_POLICY", tags({ "@@assign": ["a"] }), "r-exam"],
    ["TAG_POLICY", tags({ "@@assign": ["b"] }), "r-exam"],
  );
  const { status, stdout } = await workspace.run("check");
  expect(status).toBe(0);
  expect(stdout).toContain("management-policy-conflict");
});

it("review shows what becomes of accounts when a management policy changes", async () => {
  writeFileSync(workspace.path("plan.json"), (await workspace.run("plan", "--json")).stdout);
  attach(
    ["TAG_POLICY", tags({ "@@assign": ["a"] }), WORKLOADS!],
    [
      "DECLARATIVE_POLICY_EC2",
      { ec2_attributes: { serial_console_access: { status: { "@@assign": "enabled" } } } },
      PRODUCTION!,
    ],
  );
  const reviewed = (...words: string[]) => workspace.run("review", "--base", "plan.json", ...words);
  const { status, stdout } = await reviewed("--json");
  expect(status).toBe(0);
  const { formatVersion, management } = JSON.parse(stdout);
  expect(formatVersion).toBe(1);
  expect(management).toMatchObject([
    {
      type: "DECLARATIVE_POLICY_EC2",
      changes: [{ path: ["ec2_attributes", "serial_console_access", "status"], effect: "may-loosen" }],
    },
    { type: "TAG_POLICY", changes: [{ effect: "sets" }, { effect: "sets" }] },
  ]);
  const text = (await reviewed()).stdout;
  expect(text).toContain("DECLARATIVE_POLICY_EC2, 7 accounts: 1 MAY BE LOOSENED");
  expect(text).toMatch(/Not blocked: \d+ accounts changed, 7 accounts LOOSENED/);
  const markdown = (await reviewed("--format", "markdown")).stdout;
  expect(markdown).toContain(
    '- newly set `tags.team.tag_key`: `not set -> "Team"`, by `p-managed0 at Workloads`',
  );
});
