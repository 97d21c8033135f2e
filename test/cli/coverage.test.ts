import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONTROLS } from "../../src/aws-data/controls";
import { exampleWorkspace, type Workspace } from "../support/command";

let workspace: Workspace;
beforeEach(() => {
  workspace = exampleWorkspace();
});
afterEach(() => workspace.remove());

const covered = async (...words: string[]) => {
  const { status, stdout, stderr } = await workspace.run("coverage", ...words, "--json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
};

it("says for each control in how many accounts, by what, where not, and what else covers it", async () => {
  const { status, stdout, stderr } = await workspace.run("coverage");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /^Controls that the guardrails of the organization o-exampleorgid support, in 39 accounts$/m,
  );
  expect(stdout).toContain("To support a control is not to comply with it");
  expect(stdout).toContain("SCPs and RCPs do not bind the management account, management");
  expect(stdout).toMatch(
    /supported +AWS-GR_RESTRICT_ROOT_USER no root user\n +in 39 of 39 by deny-root-user\n/,
  );
  const page = readFileSync(join(__dirname, "..", "..", "docs", "catalogue.md"), "utf8");
  const [, shown] = /```\n( {2}in part[\s\S]*?)```/.exec(page)!;
  expect(stdout).toContain(shown);
  expect(stdout).toMatch(/not in use +AWS-GR_DISALLOW_VPN_CONNECTIONS .*\n +would be by deny-vpn\n/);
  expect(stdout).toMatch(/not covered +EC2\.13 .*\n +by detection: /);
  expect(stdout).not.toMatch(/compliant/i);
});

it("one standard, one account", async () => {
  const all = await covered();
  expect(all).toMatchObject({
    formatVersion: 1,
    organization: "o-exampleorgid",
    account: null,
    accounts: 39,
  });
  expect(all.controls).toHaveLength(CONTROLS.length);
  const one = await covered("sandbox-ana", "--standard", "fsbp");
  expect(one).toMatchObject({ account: "200000015554", accounts: 1 });
  expect(one.classes).toHaveLength(1);
  expect(one.classes[0].guardrails).toContain("deny-services");
  const standards = new Set(one.controls.map(({ standard }: { standard: string }) => standard));
  expect([...standards]).toEqual(["AWS Foundational Security Best Practices"]);
});

it("2 for what there is not, and without a plan", async () => {
  for (const [words, message] of [
    [["--standard", "nist"], "cis-5.0.0"],
    [["sandbox-anna"], "did you mean sandbox-ana?"],
  ] as const) {
    const { status, stderr } = await workspace.run("coverage", ...words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
  const file = workspace.path("organization.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("deny-root-user", "deny-rot-user"));
  expect((await workspace.run("coverage")).status).toBe(2);
});
