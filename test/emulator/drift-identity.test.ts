import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { openIdentityCenter } from "../../src/aws/identity-center";
import { readIdentity } from "../../src/aws/identity-reader";
import { openReading } from "../../src/aws/reading";
import { readSnapshot } from "../../src/aws/snapshot-reader";
import { IDENTITY_SNAPSHOT_ACTIONS } from "../../src/aws-data/snapshot-actions";
import type { DesiredState } from "../../src/drift/desired";
import { drift } from "../../src/drift/drift";
import type { DriftRow } from "../../src/drift/types";
import { identityOf } from "../../src/files/identity-files";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import type { PlannedPermissionSet } from "../../src/identity/plan/types";
import { identityView } from "../../src/identity/plan/view";
import type { IdentitySnapshot } from "../../src/organization/identity-snapshot";
import { serializeLock } from "../../src/organization/lock-file";
import type { Snapshot } from "../../src/organization/snapshot";
import { serializeSnapshot } from "../../src/organization/snapshot-file";
import { awsProgram } from "../support/aws-command/run";
import { runCommandLine } from "../support/command-line";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  startEmulator,
} from "../support/emulator";
import type { Write } from "../support/engine/deployment";
import { type UpdateOptions, type UpdateResult, update } from "../support/engine/engine";
import { identityClientsOf } from "../support/engine/providers/aws-identity";
import { AwsOrganizations } from "../support/engine/providers/aws-organizations";
import { RefreshableIdentity } from "../support/engine/providers/refreshable-identity";
import { refreshed } from "../support/engine/refresh";
import { fortyAccounts } from "../support/forty-accounts";
import { type IdentityProxy, startIdentityProxy } from "../support/identity-center/proxy";

jest.setTimeout(300_000);

const project = resolve(__dirname, "../..");
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const ALLOWING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:DeleteBucket", Resource: "*" }],
});
const GROUPS = {
  devs: ["ana"],
  ops: ["ana", "ben"],
  finance: [],
  audit: [],
  helpers: [],
  contractors: [],
};

/** Who is looked up: those that organization.yaml names, and somebody who is nowhere yet. */
const NAMED = { managedGroups: Object.keys(GROUPS), users: ["ana", "ben", "eve"] };
const PATIENT = { sleep: async () => {}, random: () => 0, now: () => 0 };

let emulator: Emulator;
let proxy: IdentityProxy;
let organizations: Organizations;
let admin: SSOAdmin;
let store: Identitystore;
let built: BuiltOrganization;
let folder: string;
let files: PlanFiles;
let desired: DesiredState;
let last: UpdateResult | undefined;
let instance: { arn: string; store: string };
const users = new Map<string, string>();

const YAML = () => `organization:
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
identity:
  groups: managed
  members: ${JSON.stringify(GROUPS)}
  attributes: { team: "\${path:enterprise.department}" }
  assignments:
    - { group: devs, permission-set: developer, on: Sandbox }
    - { group: ops, permission-set: network-administrator, on: [network] }
    - { group: ops, permission-set: incident-responder, on: [audit, network] }
    - { group: finance, permission-set: billing, on: [network] }
    - { group: finance, permission-set: read-only, on: [log-archive] }
    - { group: audit, permission-set: security-auditor, on: Security }
    - { group: audit, permission-set: data-scientist, on: [audit, log-archive] }
    - { group: helpers, permission-set: support, on: [production-0, production-1] }
    - { group: contractors, permission-set: finops-analyst, on: [production-2, production-3] }
`;

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.reset();
  proxy = await startIdentityProxy(emulator.endpoint);
  const client = { ...emulatorClient(proxy.endpoint), maxAttempts: 3 };
  organizations = new Organizations(client);
  admin = new SSOAdmin(client);
  store = new Identitystore(client);
  built = await buildOrganization(organizations, { ...fortyAccounts, policies: [] });
  const [only] = (await admin.listInstances({})).Instances!;
  instance = { arn: only!.InstanceArn!, store: only!.IdentityStoreId! };
  for (const name of ["ana", "ben", "eve"]) {
    const made = { IdentityStoreId: instance.store, UserName: name, DisplayName: name };
    const { UserId } = await store.createUser({ ...made, Name: { GivenName: name, FamilyName: name } });
    users.set(name, UserId!);
  }
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
  const file = (name: string) => ({ path: join(folder, name), name });
  files = {
    organization: file("organization.yaml"),
    snapshot: file("organization.snapshot.json"),
    lock: file("organization.lock.json"),
  };
  writeFileSync(files.organization.path, YAML());
  await record();
  const guardrails = await update({
    project,
    main: "test/support/programs/guardrails.js",
    stack: "guardrails",
    provider: new AwsOrganizations(organizations),
    config: { "test:plan": JSON.stringify(desired.plan) },
  });
  expect(guardrails.error).toBeNull();
  await deploy();
  // Somebody else's set, which the snapshot has.
  const legacy = await newSet("legacy");
  await admin.createAccountAssignment(assignment(legacy, "USER", users.get("ana")!, "audit"));
  await record();
}, 300_000);

afterAll(async () => {
  for (const client of [organizations, admin, store]) client.destroy();
  await proxy.stop();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

/** What the command `snapshot` reads. */
async function readLive(): Promise<Snapshot> {
  const wishes = { selectorTagKeys: [], identity: NAMED };
  const options = { ...PATIENT, progress: () => {} };
  const { snapshot } = await readSnapshot({ organizations, identity: { admin, store } }, wishes, options);
  return snapshot;
}

async function readIdentityPart(): Promise<IdentitySnapshot | undefined> {
  const reading = openReading(PATIENT, new AbortController().signal);
  return readIdentity(openIdentityCenter(admin, store, reading), { ...NAMED, progress: () => {} });
}

/** Takes a snapshot, plans from it, and has the outcome reviewed. */
async function record(): Promise<void> {
  writeFileSync(files.snapshot.path, serializeSnapshot(await readLive()));
  const { plan, inputs, tree, lock, problems } = planFromFiles(files, 0);
  if (plan === null || lock === null) throw new Error(JSON.stringify(problems));
  const planned = identityOf(inputs, tree, 0);
  const digests = Object.fromEntries(planned.plans.map(({ stack, digest }) => [stack, digest]));
  writeFileSync(files.lock.path, serializeLock({ ...lock, digests: { ...lock.digests, ...digests } }));
  desired = {
    plan,
    recorded: inputs!.snapshot,
    lock,
    identity: identityView(planned),
    lockdown: null,
    partition: "aws",
    homeRegion: "us-east-1",
    now: 0,
  };
}

async function deploy(program: Partial<UpdateOptions> = {}): Promise<readonly string[]> {
  const provider = new RefreshableIdentity(
    identityClientsOf({ ...emulatorClient(proxy.endpoint), maxAttempts: 3 }),
    built.id,
  );
  last = await update({
    project,
    rootDirectory: folder,
    stack: "identity",
    provider,
    config: { "org-guardrails:program": "identity" },
    ...program,
    ...(last && { checkpoint: await refreshed(last.checkpoint, provider) }),
  });
  expect(last.error).toBeNull();
  const write = ({ op, name }: Write) => `${op} ${name.replace(/\d{12}/, (id) => namesOf([id]))}`;
  return last.writes.map(write).sort();
}

const found = async () => drift(desired, await readLive());

/** Names of accounts in the order of the tree, for people to read. */
const namesOf = (accounts: readonly string[]) =>
  accounts
    .map(
      (id) =>
        desired.plan.nodes
          .find((node) => node.id === id)!
          .path.split("/")
          .at(-1)!,
    )
    .join();
const brief = ({ kind, effect, name, accounts }: DriftRow) =>
  `${kind} ${effect} ${name}: ${namesOf(accounts)}`;

test("what was deployed has no drift", async () => {
  const { rows, notRead, counts } = await found();
  expect(rows.map(brief)).toEqual([]);
  expect([notRead, counts]).toEqual([[], { clean: 40, drifted: 0, unknown: 0 }]);
});

test.each(IDENTITY_SNAPSHOT_ACTIONS)(
  "where AWS refuses %s, nothing is made of it, and no account is called clean",
  async (action) => {
    proxy.denied.add(action.split(":")[1]!);
    const identity = await readIdentityPart();
    proxy.denied.clear();
    const { rows, notRead, counts } = drift(desired, { ...desired.recorded, identity });
    expect(new Set(notRead.map((gap) => gap.action))).toEqual(new Set([action]));
    expect(rows.map(brief)).toEqual([]);
    expect(counts).toEqual({ clean: 0, drifted: 0, unknown: 40 });
  },
);

const sandbox = (numbers: readonly number[]) => numbers.map((number) => `sandbox-${number}`).join();
/** Where somebody has anything, in the order of the tree. */
const USED = `network,${sandbox([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])},audit,log-archive,production-0,production-1,production-2,production-3,production-4,production-5`;

const idOf = (account: string) =>
  desired.plan.nodes.find(({ path }) => path.split("/").at(-1) === account)!.id;
const setOf = (name: string) =>
  desired.recorded.identity!.permissionSets.find((set) => set.name === name)!.arn;
const groupOf = (name: string) => desired.recorded.identity!.groups.find((group) => group.name === name)!.id;
const on = (name: string) => ({ InstanceArn: instance.arn, PermissionSetArn: setOf(name) });

async function newSet(name: string): Promise<string> {
  const { PermissionSet } = await admin.createPermissionSet({
    InstanceArn: instance.arn,
    Name: name,
    SessionDuration: "PT1H",
  });
  return PermissionSet!.PermissionSetArn!;
}

const assignment = (set: string, type: "USER" | "GROUP", id: string, account: string) => ({
  InstanceArn: instance.arn,
  PermissionSetArn: set,
  PrincipalType: type,
  PrincipalId: id,
  TargetId: idOf(account),
  TargetType: "AWS_ACCOUNT" as const,
});

/** As the console does it behind each change: the roles follow their set. */
const provision = (...names: readonly string[]) =>
  Promise.all(
    names.map((name) =>
      admin.provisionPermissionSet({ ...on(name), TargetType: "ALL_PROVISIONED_ACCOUNTS" }),
    ),
  );

test("each drift that is made by hand is found on exactly its accounts with its effect, and mended", async () => {
  const gone = (set: string, group: string, account: string) =>
    admin.deleteAccountAssignment(assignment(setOf(set), "GROUP", groupOf(group), account));
  const given = (set: string, type: "USER" | "GROUP", id: string, account: string) =>
    admin.createAccountAssignment(assignment(set, type, id, account));

  // Who has what.
  await gone("developer", "devs", "sandbox-1");
  await gone("developer", "devs", "sandbox-2");
  await given(setOf("developer"), "USER", users.get("eve")!, "network");
  await given(setOf("read-only"), "GROUP", groupOf("finance"), "production-4");
  await given(setOf("read-only"), "GROUP", groupOf("finance"), "production-5");
  const theirs = await newSet("theirs");
  await admin.attachManagedPolicyToPermissionSet({
    InstanceArn: instance.arn,
    PermissionSetArn: theirs,
    ManagedPolicyArn: ADMINISTRATOR,
  });
  await given(theirs, "USER", users.get("eve")!, "sandbox-5");

  // Sets that go.
  await gone("support", "helpers", "production-0");
  await gone("support", "helpers", "production-1");
  await admin.deletePermissionSet(on("support"));
  await admin.deleteAccountAssignment(assignment(setOf("legacy"), "USER", users.get("ana")!, "audit"));
  await admin.deletePermissionSet(on("legacy"));

  // What sets say.
  await admin.updatePermissionSet({
    ...on("billing"),
    Description: "changed",
    SessionDuration: "PT12H",
    RelayState: "https://console.aws.amazon.com/billing",
  });
  await admin.tagResource({
    InstanceArn: instance.arn,
    ResourceArn: setOf("security-auditor"),
    Tags: [{ Key: "by", Value: "hand" }],
  });
  await admin.attachManagedPolicyToPermissionSet({ ...on("read-only"), ManagedPolicyArn: ADMINISTRATOR });
  await admin.detachManagedPolicyFromPermissionSet({
    ...on("developer"),
    ManagedPolicyArn: "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
  });
  await admin.attachCustomerManagedPolicyReferenceToPermissionSet({
    ...on("security-auditor"),
    CustomerManagedPolicyReference: { Name: "own", Path: "/team/" },
  });
  await admin.putInlinePolicyToPermissionSet({ ...on("incident-responder"), InlinePolicy: ALLOWING });
  await admin.putInlinePolicyToPermissionSet({ ...on("read-only"), InlinePolicy: ALLOWING });
  await admin.deleteInlinePolicyFromPermissionSet(on("finops-analyst"));
  await admin.putPermissionsBoundaryToPermissionSet({
    ...on("network-administrator"),
    PermissionsBoundary: { ManagedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
  });
  await provision("billing", "read-only", "developer", "security-auditor");
  await provision("incident-responder", "network-administrator", "finops-analyst");

  // Roles that nobody brought up to date.
  const { PermissionSet: same } = await admin.describePermissionSet(on("data-scientist"));
  await admin.updatePermissionSet({
    ...on("data-scientist"),
    Description: same!.Description,
    SessionDuration: same!.SessionDuration,
    RelayState: same!.RelayState,
  });

  // Groups and attributes.
  await store.deleteGroup({ IdentityStoreId: instance.store, GroupId: groupOf("contractors") });
  const ops = { IdentityStoreId: instance.store, GroupId: groupOf("ops") };
  await store.createGroupMembership({ ...ops, MemberId: { UserId: users.get("eve")! } });
  const { MembershipId } = await store.getGroupMembershipId({
    ...ops,
    MemberId: { UserId: users.get("ben")! },
  });
  await store.deleteGroupMembership({ IdentityStoreId: instance.store, MembershipId });
  await admin.updateInstanceAccessControlAttributeConfiguration({
    InstanceArn: instance.arn,
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: [{ Key: "team", Value: { Source: ["${path:name.givenName}"] } }],
    },
  });

  const { rows, counts, notRead } = await found();
  expect(rows.map(brief).sort()).toEqual([
    // What a deleted group had is still there, and is said of the id that it had.
    "assignment-added opens finops-analyst: production-2,production-3",
    "assignment-added opens read-only: production-4,production-5",
    "assignment-added-to-user opens developer: network",
    "assignment-added-to-user opens theirs: sandbox-5",
    "assignment-missing closes developer: sandbox-1,sandbox-2",
    `attributes-changed unknown team: ${USED}`,
    "group-missing closes contractors: production-2,production-3",
    "member-added opens eve in ops: network,audit",
    "member-missing closes ben in ops: network,audit",
    "permission-set-added none theirs: sandbox-5",
    "permission-set-boundary closes network-administrator: network",
    "permission-set-changed none security-auditor: audit,log-archive",
    "permission-set-changed opens billing: network",
    "permission-set-missing closes support: production-0,production-1",
    "permission-set-outdated unknown data-scientist: audit,log-archive",
    `permission-set-policy closes developer: ${sandbox([0, 3, 4, 5, 6, 7, 8, 9])}`,
    "permission-set-policy closes finops-analyst: production-2,production-3",
    "permission-set-policy opens incident-responder: network,audit",
    "permission-set-policy opens read-only: log-archive",
    "permission-set-policy unknown security-auditor: audit,log-archive",
    "permission-set-removed closes legacy: audit",
  ]);
  // What it comes to, where it comes to something.
  const accessOf = (kind: string, name: string) =>
    rows.filter((row) => row.kind === kind && row.name === name).flatMap(({ access }) => access);
  for (const [kind, name] of [
    ["assignment-added-to-user", "theirs"],
    ["permission-set-policy", "read-only"],
  ] as const) {
    const [effect, ...more] = accessOf(kind, name);
    expect(more).toEqual([]);
    expect(effect!.newlyAllowed!.dangerous).toContain("iam:CreateAccessKey");
    expect(effect!.escalations).toContain("iam:CreateAccessKey");
  }
  const [responder] = accessOf("permission-set-policy", "incident-responder");
  expect(responder!.newlyAllowed).toMatchObject({ actions: 1, services: [{ service: "s3", actions: 1 }] });
  expect(responder!.newlyDenied!.services.map(({ service }) => service)).toContain("ec2");
  const [bounded] = accessOf("permission-set-boundary", "network-administrator");
  expect(bounded).toMatchObject({ newlyAllowed: null, escalations: [] });
  expect(bounded!.newlyDenied!.actions).toBeGreaterThan(100);

  expect(notRead).toEqual([]);
  expect(counts).toEqual({ clean: 40 - USED.split(",").length, drifted: USED.split(",").length, unknown: 0 });

  for (const { mend } of rows) await byHand(mend.command);
  // What AWS alone knows of is mended; what Pulumi owns waits for it.
  expect(new Set((await found()).rows.map(({ kind }) => kind))).toEqual(
    new Set([
      "assignment-missing",
      "attributes-changed",
      "group-missing",
      "member-missing",
      "permission-set-changed",
      "permission-set-missing",
      "permission-set-policy",
      "permission-set-removed",
    ]),
  );
  expect(await deploy()).toEqual([
    "create developer:aws:job-function/ViewOnlyAccess",
    "create developer:sandbox-1:group:devs",
    "create developer:sandbox-2:group:devs",
    "create finops-analyst:inline",
    // The group has another id: what the old one had was taken away by hand.
    "create finops-analyst:production-2:group:contractors",
    "create finops-analyst:production-3:group:contractors",
    "create group:contractors",
    "create group:ops:ben",
    "create support",
    "create support:aws:AWSSupportAccess",
    "create support:aws:job-function/ViewOnlyAccess",
    "create support:inline",
    "create support:production-0:group:helpers",
    "create support:production-1:group:helpers",
    "update attributes",
    "update billing",
    "update incident-responder:inline",
    "update security-auditor",
  ]);
  // Somebody else's set is gone: that it is so is recorded.
  expect((await found()).rows.map(brief)).toEqual(["permission-set-removed closes legacy: audit"]);
  await record();
  expect((await found()).rows).toEqual([]);
});

test("a boundary and a policy of the customer's, which no set of the catalogue has: changed, gone, and mended", async () => {
  const { inputs, tree } = planFromFiles(files, 0);
  const [plan] = identityOf(inputs, tree, 0).plans;
  const readOnly = { kind: "aws", arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } as const;
  const limit = { kind: "customer", policy: { name: "limit", path: "/" } } as const;
  const more: Readonly<Record<string, Partial<PlannedPermissionSet>>> = {
    developer: { boundary: limit, customerManagedPolicies: [{ name: "own", path: "/team/" }] },
    "network-administrator": { boundary: readOnly },
  };
  const permissionSets = plan!.permissionSets.map((set) => ({ ...set, ...more[set.name] }));
  const full = { ...plan!, permissionSets };
  const directory = {
    instanceArn: instance.arn,
    identityStoreId: instance.store,
    groups: {},
    users: Object.fromEntries(users),
  };
  const alone: Partial<UpdateOptions> = {
    main: "test/support/programs/identity-center.js",
    config: { "test:plan": JSON.stringify(full), "test:directory": JSON.stringify(directory) },
  };
  expect(await deploy(alone)).toEqual([
    "create developer:boundary",
    "create developer:customer:/team/own",
    "create network-administrator:boundary",
  ]);
  desired = { ...desired, identity: identityView({ plans: [full], problems: [] }) };
  expect((await found()).rows.map(brief)).toEqual([]);

  await admin.putPermissionsBoundaryToPermissionSet({
    ...on("developer"),
    PermissionsBoundary: { ManagedPolicyArn: readOnly.arn },
  });
  await admin.detachCustomerManagedPolicyReferenceFromPermissionSet({
    ...on("developer"),
    CustomerManagedPolicyReference: { Name: "own", Path: "/team/" },
  });
  await admin.deletePermissionsBoundaryFromPermissionSet(on("network-administrator"));
  await provision("developer", "network-administrator");
  const { rows } = await found();
  const everywhere = sandbox([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  // What the planned boundary would let through nobody here knows: nothing of what is allowed now is taken to be.
  expect(rows.map(brief).sort()).toEqual([
    `permission-set-boundary opens developer: ${everywhere}`,
    "permission-set-boundary opens network-administrator: network",
    `permission-set-policy opens developer: ${everywhere}`,
  ]);
  for (const { mend } of rows) await byHand(mend.command);
  // One boundary is put in the place of another by hand: Pulumi would have taken it off in between.
  expect(await deploy(alone)).toEqual([
    "create developer:customer:/team/own",
    "create network-administrator:boundary",
  ]);
  expect((await found()).rows.map(brief)).toEqual([]);
});

/** What of a mend a person runs before Pulumi runs again: everything but Pulumi. */
async function byHand(command: string | null): Promise<void> {
  const aws = awsProgram({ "sso-admin": admin, identitystore: store }, "us-east-1");
  const later = () => "";
  if (command !== null) await runCommandLine(command, { aws, pulumi: later, npx: later });
}
