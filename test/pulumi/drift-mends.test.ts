import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type DriftKind, KIND_ORDER } from "../../src/drift/kinds";
import type { Mendable } from "../../src/drift/mend";
import type { SnapshotBoundary } from "../../src/organization/identity-snapshot";
import { update } from "../support/engine/engine";
import { AwsOrganizations } from "../support/engine/providers/aws-organizations";
import { MemoryIdentity } from "../support/engine/providers/memory-identity";
import { MemoryOrganizations } from "../support/engine/providers/memory-organizations";
import { MemoryResources } from "../support/engine/providers/memory-resources";
import { targetMatcher } from "../support/engine/refresh";
import {
  grant,
  guardrailsPlan,
  identityFacts,
  identityPlan,
  lockdown,
  mend,
  mending,
  PROD,
  policyKey,
  ROWS,
  SHOP,
  words,
} from "../support/mends";
import { LOCKDOWN_RULES } from "../support/root-lockdown/resources";

// Three programs are started, each of which takes some seconds.
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every URN that the three components register, from the engine. */
async function registered(): Promise<readonly string[]> {
  const planFile = join(folder, "plan.json");
  writeFileSync(planFile, JSON.stringify(lockdown));
  const run = { project: resolve(__dirname, "../.."), stack: "any-name", preview: true };
  const directory = {
    instanceArn: identityFacts.instance.arn,
    identityStoreId: identityFacts.instance.identityStore,
    groups: {},
    users: { ana: "u-ana" },
  };
  const results = [
    await update({
      ...run,
      main: "test/support/programs/guardrails.js",
      provider: new AwsOrganizations(new MemoryOrganizations()),
      config: { "test:plan": JSON.stringify(guardrailsPlan) },
    }),
    await update({
      ...run,
      main: "test/support/programs/identity-center.js",
      provider: new MemoryIdentity().provider(),
      config: { "test:plan": JSON.stringify(identityPlan), "test:directory": JSON.stringify(directory) },
    }),
    await update({
      ...run,
      main: "test/support/programs/root-lockdown.js",
      provider: new MemoryResources(LOCKDOWN_RULES),
      config: { "test:plan": planFile },
    }),
  ];
  expect(results.map(({ error }) => error)).toEqual([null, null, null]);
  return results.flatMap(({ registrations }) => registrations.map(({ urn }) => urn));
}

test("every kind has a mend that says what to do, and names what stacks really register", async () => {
  const urns = await registered();
  const named = new Set<string>();
  for (const kind of KIND_ORDER) {
    const { command, resources, step } = mend(kind, ROWS[kind]);
    expect({ kind, says: `${command ?? ""}${step}` }).not.toEqual({ kind, says: "" });
    const line = words(command ?? "");
    const targets = line.flatMap((word, at) => (line[at - 1] === "--target" ? [word] : []));
    for (const target of targets) {
      const matching = urns.filter((urn) => targetMatcher(target).test(urn));
      expect({ kind, target, isRegistered: matching.length > 0 }).toEqual({
        kind,
        target,
        isRegistered: true,
      });
      for (const urn of matching) named.add(urn.split("::")[2]!.split("$")[1]!);
    }
    // What the JSON names is what the command targets; policies that go are deployed by phases instead.
    if (targets.length > 0)
      expect(resources.map((resource) => `urn:pulumi:*::*::${resource}`)).toEqual(targets);
    expect(line.includes("up") ? line.includes("--refresh") || kind === "exception-ended" : true).toBe(true);
  }
  expect([...named].sort()).toEqual(
    expect.arrayContaining([
      "aws:identitystore/group:Group",
      "aws:identitystore/groupMembership:GroupMembership",
      "aws:iam/organizationsFeatures:OrganizationsFeatures",
      "aws:organizations/policy:Policy",
      "aws:organizations/policyAttachment:PolicyAttachment",
      "aws:ssoadmin/accountAssignment:AccountAssignment",
      "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
    ]),
  );
});

const commandOf = (kind: DriftKind, rest: Partial<Mendable> = ROWS[kind]) => mend(kind, rest).command;

test("a policy that was changed or detached by hand needs a refresh first: Pulumi's state is stale", () => {
  expect(commandOf("policy-text")).toBe(
    `pulumi up --stack guardrails --refresh --target 'urn:pulumi:*::*::org-guardrails:index:Guardrails$aws:organizations/policy:Policy::${policyKey}'`,
  );
  expect(commandOf("attachment-missing")).toBe(
    `pulumi up --stack guardrails --refresh --target 'urn:pulumi:*::*::org-guardrails:index:Guardrails$aws:organizations/policyAttachment:PolicyAttachment::${policyKey}:${PROD}'`,
  );
});

test("what Pulumi does not own is undone by AWS's own command", () => {
  expect(commandOf("attachment-added")).toBe(
    `aws organizations detach-policy --policy-id p-${policyKey} --target-id ${SHOP}`,
  );
  expect(commandOf("unmanaged-attached")).toBe(
    `aws organizations detach-policy --policy-id p-other --target-id ${SHOP}`,
  );
  expect(commandOf("full-access-detached")).toBe(
    `aws organizations attach-policy --policy-id p-FullAWSAccess --target-id ${SHOP}`,
  );
  expect(commandOf("assignment-added")).toMatch(
    /^for account in 222222222222 333333333333; do aws sso-admin delete-account-assignment .* --principal-type GROUP --principal-id group:devs --target-type AWS_ACCOUNT --target-id "\$account"; done$/,
  );
  expect(commandOf("assignment-added-to-user")).toMatch(/--principal-type USER --principal-id user:ana/);
  const moved = { ...mending, parents: new Map([[SHOP, "ou-test-dev00001"]]) };
  expect(mend("account-moved", ROWS["account-moved"], moved).command).toBe(
    `aws organizations move-account --account-id ${SHOP} --source-parent-id ou-test-dev00001 --destination-parent-id ${PROD}`,
  );
});

test("a set's policies: what was attached by hand goes by hand, what is planned comes by Pulumi", () => {
  const command = commandOf("permission-set-policy")!;
  const parts = command.split(" && ");
  expect(parts.map((part) => words(part).slice(0, 3).join(" "))).toEqual([
    "aws sso-admin detach-managed-policy-from-permission-set",
    "aws sso-admin detach-customer-managed-policy-reference-from-permission-set",
    "aws sso-admin provision-permission-set",
    "pulumi up --stack",
  ]);
  expect(parts[0]).toContain("AdministratorAccess");
  const targets = words(parts[3]!).filter((word) => word.startsWith("urn:"));
  expect(targets.map((target) => target.split("::").at(-1))).toEqual([
    "developer:inline",
    "developer:aws:job-function/ViewOnlyAccess",
    "developer:customer:/team/own",
  ]);
});

test("another boundary is put back at once; one that is gone comes by Pulumi; one that nobody planned goes by hand", () => {
  const within = (boundary: SnapshotBoundary | null, isPlanned = true) => {
    const { sets, plannedSets } = mending;
    const live = new Map([...sets].map(([name, one]) => [name, { ...one, boundary }]));
    const planned = new Map([...plannedSets].map(([name, one]) => [name, { ...one, boundary: null }]));
    const facts = { ...mending, sets: live, ...(isPlanned ? {} : { plannedSets: planned }) };
    return mend("permission-set-boundary", ROWS["permission-set-boundary"], facts);
  };
  const resource = expect.stringMatching(/::developer:boundary$/);
  const another = within({ aws: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
  const [put, provision] = another.command!.split(" && ").map(words);
  expect(put!.slice(0, 3)).toEqual(["aws", "sso-admin", "put-permissions-boundary-to-permission-set"]);
  expect(put!.slice(-2)).toEqual([
    "--permissions-boundary",
    '{"CustomerManagedPolicyReference":{"Name":"limit","Path":"/"}}',
  ]);
  expect(provision!.slice(0, 3)).toEqual(["aws", "sso-admin", "provision-permission-set"]);
  expect(another.resources).toEqual([resource]);
  expect(within(null)).toMatchObject({
    command: expect.stringMatching(/^pulumi up .*--refresh/),
    resources: [resource],
  });
  const unplanned = within({ customer: { name: "limit", path: "/" } }, false);
  expect(unplanned.command!.split(" && ").map((part) => words(part)[2])).toEqual([
    "delete-permissions-boundary-from-permission-set",
    "provision-permission-set",
  ]);
});

test("many targets are one pattern", () => {
  const accounts = Array.from({ length: 100 }, (_, index) => String(100000000000 + index));
  const { command, resources } = mend("assignment-missing", { accounts, subject: grant });
  expect(resources).toHaveLength(1);
  expect(command!.length).toBeLessThan(300);
  expect(
    targetMatcher(`urn:pulumi:*::*::${resources[0]}`).test(
      "urn:pulumi:s::p::org-guardrails:index:IdentityCenter$aws:ssoadmin/accountAssignment:AccountAssignment::developer:100000000001:group:devs",
    ),
  ).toBe(true);
});

test("hostile names are quoted, and names with hidden characters make no command", () => {
  const evil = "x'; rm -rf ~ #$(id)";
  const command = mend("member-missing", { subject: { group: evil, user: "ana" } }).command!;
  expect(words(command).at(-1)).toContain(evil);
  expect(words(command)).toHaveLength(7);
  const hidden = mend("member-missing", { subject: { group: "a\u202eb", user: "ana" } });
  expect(hidden).toMatchObject({ command: null, step: expect.stringContaining("do not show") });
});

test("what the facts do not name makes no half command", () => {
  for (const kind of KIND_ORDER) {
    const { command } = mend(kind, {});
    expect(command ?? "").not.toMatch(/undefined|null/);
  }
});
