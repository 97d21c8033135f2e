import { readFileSync, writeFileSync } from "node:fs";
import { parseLock } from "../../src/organization/lock-file";
import { parseSnapshot } from "../../src/organization/snapshot-file";
import type { Plan } from "../../src/plan/types";
import { exampleWorkspace, type Workspace } from "../support/command";
import { deployed } from "../support/organizations";
import {
  engineDocument,
  guardrailResources,
  knownPolicies,
  previewDocument,
} from "../support/pulumi-preview";

jest.setTimeout(30_000);

let workspace: Workspace;
let before: Plan;
beforeEach(async () => {
  workspace = exampleWorkspace();
  before = JSON.parse((await workspace.run("plan", "--json")).stdout);
});
afterEach(() => workspace.remove());

const read = (name: string) => readFileSync(workspace.path(name), "utf8");

/** Deploys the plan, changes organization.yaml, and previews what the new plan would do. */
async function change(from: string, to: string) {
  const { snapshot } = parseSnapshot(read("organization.snapshot.json"), "snapshot");
  const live = deployed(snapshot!, before);
  writeFileSync(workspace.path("organization.snapshot.json"), JSON.stringify(live));
  const organization = read("organization.yaml");
  expect(organization).toContain(from);
  writeFileSync(workspace.path("organization.yaml"), organization.replace(from, to));
  const lock = await workspace.run("lock", "--allow-loosening", "--reason", "a test");
  expect(lock).toMatchObject({ status: 0, stderr: "" });
  expect(parseLock(read("organization.lock.json"), "lock").problems).toEqual([]);
  const after: Plan = JSON.parse((await workspace.run("plan", "--json")).stdout);
  const document = previewDocument(
    guardrailResources(before.phases.at(-1)!.policies),
    guardrailResources(after.phases.at(-1)!.policies),
    knownPolicies(live),
  );
  writeFileSync(workspace.path("preview.json"), JSON.stringify(document));
}

const loosening = [
  "Workloads/Production: [deny-access-keys, deny-iam-user-creation]",
  "Workloads/Production: [deny-access-keys, deny-services: { services: [redshift] }]",
] as const;

test("shows what Pulumi is about to do to every account, in every format; from a file or standard input", async () => {
  await change(...loosening);
  const { status, stdout, stderr } = await workspace.run("review", "--pulumi", "preview.json", "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { groups, assumed, snapshotChanged } = JSON.parse(stdout);
  expect(groups).toHaveLength(1);
  expect(groups[0].accounts).toHaveLength(7);
  expect(groups[0].newlyAllowed[0].actions).toEqual(["iam:CreateUser"]);
  // The plan has a policy of just this text: it knows the guardrail.
  expect(groups[0].newlyDenied[0].decidedBy.guardrail).toBe("deny-services");
  expect(assumed[0]).toContain("of stack any-stack of project org-guardrails");
  expect(snapshotChanged).toBeNull();

  workspace.stdin = read("preview.json");
  expect(await workspace.run("review", "--pulumi", "-", "--json")).toEqual({ status, stdout, stderr });
  const text = await workspace.run("review", "--pulumi", "preview.json");
  expect(text.stdout).toContain("newly ALLOWED iam:CreateUser");
  const markdown = await workspace.run("review", "--pulumi", "preview.json", "--format", "markdown");
  expect(markdown.stdout).toContain("NEWLY ALLOWED");
  const sarif = await workspace.run("review", "--pulumi", "preview.json", "--format", "sarif");
  expect(JSON.parse(sarif.stdout).runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain(
    "newly-allowed",
  );
});

test("what is not known blocks with exit 1", async () => {
  await change(...loosening);
  const document = JSON.parse(read("preview.json"));
  const urn = "urn:pulumi:any-stack::org-guardrails::aws:organizations/organization:Organization::o";
  const state = { urn, custom: true, type: "aws:organizations/organization:Organization" };
  const steps = [...document.steps, { op: "update", urn, oldState: state, newState: state }];
  workspace.stdin = JSON.stringify({ ...document, steps });
  const { status, stdout } = await workspace.run("review", "--pulumi", "-");
  expect(status).toBe(1);
  expect(stdout).toContain("preview-unknown");
});

test("a preview that the facts do not go with is exit 2, and says why", async () => {
  workspace.stdin = engineDocument("change");
  const { status, stdout, stderr } = await workspace.run("review", "--pulumi", "-");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("the facts have no policy p-gdhhvlz6");
  const json = await workspace.run("review", "--pulumi", "-", "--json");
  expect(json.status).toBe(2);
  expect(JSON.parse(json.stdout).problems[0].code).toBe("preview-does-not-fit");
});

test.each([
  [["--pulumi", "nothing.json"], "pulumi preview --json > FILE"],
  [["--pulumi", ""], "name the preview"],
  [["--pulumi", "organization.lock.json"], "give a plan with --base"],
  [["--pulumi", "-"], "the document is empty"],
  [["--pulumi", "-", "--base", "main"], "say one of them"],
  [["--base", "main", "--live"], "--base live"],
])("review %j could not run: exit 2 and a message", async (words, message) => {
  const { status, stdout, stderr } = await workspace.run("review", ...words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
});
