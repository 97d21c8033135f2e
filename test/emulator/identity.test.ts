import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { permissionSets } from "../../permission-sets";
import { openIdentityCenter } from "../../src/aws/identity-center";
import { readIdentity } from "../../src/aws/identity-reader";
import { readOrganization } from "../../src/aws/organization-reader";
import { openReading } from "../../src/aws/reading";
import { identityOf } from "../../src/files/identity-files";
import { type PlanFiles, planFromFiles, readPlanInputs } from "../../src/files/plan-files";
import type { IdentityPlan } from "../../src/identity/plan/types";
import type { IdentitySnapshot } from "../../src/organization/identity-snapshot";
import { serializeLock } from "../../src/organization/lock-file";
import { serializeSnapshot } from "../../src/organization/snapshot-file";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  startEmulator,
} from "../support/emulator";
import { type UpdateOptions, type UpdateResult, update } from "../support/engine/engine";
import { AwsIdentity, identityClientsOf } from "../support/engine/providers/aws-identity";
import { seededOrder } from "../support/engine/scheduler";
import { fortyAccounts } from "../support/forty-accounts";
import { type IdentityProxy, startIdentityProxy } from "../support/identity-center/proxy";
import { emptyProject } from "../support/project-folder";

// Real programs, on the emulator, one after the other: each test goes on where the last one ended. Tags of sets,
// boundaries, provisioning and attributes are a stub's, because moto has none of them.
jest.setTimeout(600_000);

const project = resolve(__dirname, "../..");
const patient = { sleep: async () => {}, random: () => 0, now: () => 0 };

let emulator: Emulator;
let proxy: IdentityProxy;
let organizations: Organizations;
let admin: SSOAdmin;
let store: Identitystore;
let identityStore: string;
let built: BuiltOrganization;
let folder: string;
let files: PlanFiles;
let last: UpdateResult | undefined;

const HEAD = () => `organization:
  id: ${built.id}
  management-account: "${built.managementAccount}"
  regions: [us-east-1]
  home-region: us-east-1
access:
  deployers:
    - principal: arn:aws:iam::${built.managementAccount}:role/org-guardrails-deployer
      needs: [organizations, identity]
guardrails:
  Root: [deny-leave-organization]
`;

/** 25 assignments, of every set there is. */
const assignments = (): readonly string[] => {
  const targets = ["Workloads", "Sandbox", "Security", "[network, audit]", "Workloads/Production"];
  const sets = permissionSets.filter(({ forUsers }) => forUsers !== true).map(({ id }) => id);
  return Array.from(
    { length: 25 },
    (_, index) =>
      `{ group: group-${index}, permission-set: ${sets[index % sets.length]}, on: ${targets[index % targets.length]}${index % 6 === 0 ? ", expires: 2030-01-01" : ""} }`,
  );
};

const identitySection = (rows: readonly string[]) =>
  `identity:\n  attributes: { team: "\${path:enterprise.department}" }\n  assignments:\n${rows.map((row) => `    - ${row}\n`).join("")}`;

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.reset();
  proxy = await startIdentityProxy(emulator.endpoint);
  const client = { ...emulatorClient(proxy.endpoint), maxAttempts: 3 };
  organizations = new Organizations(client);
  admin = new SSOAdmin(client);
  store = new Identitystore(client);
  built = await buildOrganization(organizations, fortyAccounts);
  const { Instances } = await admin.listInstances({});
  identityStore = Instances![0]!.IdentityStoreId!;
  for (let index = 0; index < 25; index++)
    await store.createGroup({ IdentityStoreId: identityStore, DisplayName: `group-${index}` });

  ({ folder, files } = emptyProject());
}, 300_000);

afterAll(async () => {
  for (const client of [organizations, admin, store]) client.destroy();
  await proxy.stop();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

async function readLive(): Promise<IdentitySnapshot> {
  const api = openIdentityCenter(admin, store, openReading(patient, new AbortController().signal));
  return (await readIdentity(api, { managedGroups: [], users: [], progress: () => {} }))!;
}

/** Writes organization.yaml, takes a snapshot, and has the outcome reviewed. */
async function wanted(section: string): Promise<IdentityPlan> {
  writeFileSync(files.organization.path, HEAD() + section);
  const organization = await readOrganization(organizations, {
    ...patient,
    selectorTagKeys: [],
    progress: () => {},
  });
  writeFileSync(files.snapshot.path, serializeSnapshot({ ...organization, identity: await readLive() }));
  const planned = planFromFiles(files, 0);
  const { plans } = identityOf(planned.inputs, planned.tree, 0);
  const digests = Object.fromEntries(plans.map(({ stack, digest }) => [stack, digest]));
  writeFileSync(
    files.lock.path,
    serializeLock({ ...planned.lock!, digests: { ...planned.lock!.digests, ...digests } }),
  );
  return planNow();
}

function planNow(): IdentityPlan {
  const { inputs } = readPlanInputs(files);
  const { plans, problems } = identityOf(inputs, null, 0);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return plans[0]!;
}

async function deploy(options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
  last = await update({
    project,
    rootDirectory: folder,
    stack: "identity",
    provider: new AwsIdentity(
      identityClientsOf({ ...emulatorClient(proxy.endpoint), maxAttempts: 3 }),
      built.id,
    ),
    config: { "org-guardrails:program": "identity" },
    ...(last && { checkpoint: last.checkpoint }),
    ...options,
  });
  return last;
}

const writesOf = (result: UpdateResult) =>
  result.writes.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);

test("40 accounts, every set, 25 assignments: deployed, read back, and nothing is left to do", async () => {
  const plan = await wanted(identitySection(assignments()));
  expect(plan.changes!.length).toBeGreaterThan(200);
  const { error } = await deploy({ order: seededOrder(1) });
  expect(error).toBeNull();
  const after = await wanted(identitySection(assignments()));
  expect(after.changes).toEqual([]);
  expect(writesOf(await deploy())).toEqual([]);
});

test("no set was provisioned anew while it was made: its policies came before its first assignment", () => {
  expect(proxy.calls.filter(({ operation }) => operation === "ProvisionPermissionSet")).toEqual([]);
});

test("one assignment more is one write", async () => {
  const more = [...assignments(), "{ group: group-3, permission-set: read-only, on: sandbox-1 }"];
  const plan = await wanted(identitySection(more));
  expect(plan.changes).toHaveLength(1);
  const result = await deploy();
  expect(result.error).toBeNull();
  expect(writesOf(result)).toHaveLength(1);
  expect((await wanted(identitySection(more))).changes).toEqual([]);
});

test("a date that moves changes one policy and replaces nothing", async () => {
  const moved = assignments().map((row) => row.replace("2030-01-01", "2031-01-01"));
  const plan = await wanted(identitySection(moved));
  expect(new Set(plan.changes!.map(({ op, kind }) => `${op} ${kind}`))).toEqual(
    new Set(["update policy", "delete assignment"]),
  );
  expect((await deploy()).error).toBeNull();
  expect((await wanted(identitySection(moved))).changes).toEqual([]);
  expect((await readLive()).permissionSets.flatMap(({ outdated }) => outdated)).toEqual([]);
});

test("credentials of another organization stop the deployment before the first write", async () => {
  await wanted(identitySection(assignments()));
  const { error, writes } = await deploy({
    provider: new AwsIdentity(
      identityClientsOf({ ...emulatorClient(proxy.endpoint), maxAttempts: 1 }),
      "o-somebodyelse",
    ),
  });
  expect(error).toContain("nothing is written to another organization");
  expect(writes).toEqual([]);
});

test("what the credentials may not read is named with the action, and the rest is read", async () => {
  proxy.denied.add("GetInlinePolicyForPermissionSet").add("ListGroups");
  const { notRead, permissionSets: sets, groups } = await readLive();
  proxy.denied.clear();
  expect(new Set(notRead.map(({ action }) => action))).toEqual(
    new Set(["sso:GetInlinePolicyForPermissionSet", "identitystore:ListGroups"]),
  );
  expect(sets.length).toBeGreaterThan(0);
  expect(groups).toEqual([]);
});

test("assignments of a group that was deleted are found", async () => {
  const { groups, assignments: before } = await readLive();
  const group = groups.find(({ name }) => name === "group-1")!;
  await store.deleteGroup({ IdentityStoreId: identityStore, GroupId: group.id });
  const after = await readLive();
  expect(after.groups.map(({ name }) => name)).not.toContain("group-1");
  expect(after.assignments).toEqual(before);
});
