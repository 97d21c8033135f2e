import { IDENTITY_SNAPSHOT_ACTIONS } from "../../src/aws-data/snapshot-actions";
import { drift } from "../../src/drift/drift";
import type { DriftRow } from "../../src/drift/types";
import type { PlannedPermissionSet } from "../../src/identity/plan/types";
import { identityView } from "../../src/identity/plan/view";
import type { UpdateOptions } from "../support/engine/engine";
import { DeployedIdentity } from "../support/identity-center/deployed";

// One deployment on the emulator, on which every test goes on.
jest.setTimeout(300_000);

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const ALLOWING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:DeleteBucket", Resource: "*" }],
});
const GROUPS = { devs: ["ana"], ops: ["ana", "ben"], finance: [], audit: [], helpers: [], contractors: [] };
const SECTION = `identity:
  groups: managed
  members: ${JSON.stringify(GROUPS)}
  attributes: { team: "\${path:enterprise.department}" }
  assignments:
    - { group: devs, permission-set: developer, on: [sandbox-0, sandbox-1, sandbox-2, sandbox-3] }
    - { group: ops, permission-set: network-administrator, on: [network] }
    - { group: ops, permission-set: incident-responder, on: [audit, network] }
    - { group: finance, permission-set: billing, on: [network] }
    - { group: finance, permission-set: read-only, on: [log-archive] }
    - { group: audit, permission-set: security-auditor, on: Security }
    - { group: audit, permission-set: data-scientist, on: [audit, log-archive] }
    - { group: helpers, permission-set: support, on: [production-0, production-1] }
    - { group: contractors, permission-set: finops-analyst, on: [production-2, production-3] }
`;

let center: DeployedIdentity;

beforeAll(async () => {
  // Eve is in no group, and has nothing.
  const users = ["ana", "ben", "eve"];
  center = await DeployedIdentity.start({ section: SECTION, groups: Object.keys(GROUPS), users });
  // Somebody else's set, which the snapshot has.
  const legacy = await center.newSet("legacy");
  await center.admin.createAccountAssignment(center.assignment(legacy, "user:ana", "audit"));
  await center.record();
}, 300_000);

afterAll(() => center.stop());

const found = async () => drift(center.desired, await center.readLive());
const brief = ({ kind, effect, name, accounts }: DriftRow) =>
  `${kind} ${effect} ${name}: ${center.namesOf(accounts)}`;

test("what was deployed has no drift", async () => {
  const { rows, notRead, counts } = await found();
  expect(rows.map(brief)).toEqual([]);
  expect([notRead, counts]).toEqual([[], { clean: 40, drifted: 0, unknown: 0 }]);
});

test.each(IDENTITY_SNAPSHOT_ACTIONS)(
  "where AWS refuses %s, nothing is made of it, and no account is called clean",
  async (action) => {
    center.denied.add(action.split(":")[1]!);
    const identity = await center.readIdentity();
    center.denied.clear();
    const { desired } = center;
    const { rows, notRead, counts } = drift(desired, { ...desired.recorded, identity });
    expect(new Set(notRead.map((gap) => gap.action))).toEqual(new Set([action]));
    expect(rows.map(brief)).toEqual([]);
    expect(counts).toEqual({ clean: 0, drifted: 0, unknown: 40 });
  },
);

const sandbox = (numbers: readonly number[]) => numbers.map((number) => `sandbox-${number}`).join();
/** Where somebody has anything, in the order of the tree. */
const USED = `network,${sandbox([0, 1, 2, 3, 5])},audit,log-archive,production-0,production-1,production-2,production-3,production-4,production-5`;

test("each drift that is made by hand (of tags, boundaries, provisioning and attributes in a stub, which moto lacks) is found on exactly its accounts with its effect, and mended", async () => {
  const { admin, store, instance, users } = center;
  const on = (set: string) => center.on(set);
  const gone = (set: string, who: string, account: string) =>
    admin.deleteAccountAssignment(center.assignment(on(set), who, account));
  const given = (set: ReturnType<typeof on>, who: string, account: string) =>
    admin.createAccountAssignment(center.assignment(set, who, account));

  // Who has what.
  await gone("developer", "group:devs", "sandbox-1");
  await gone("developer", "group:devs", "sandbox-2");
  await given(on("developer"), "user:eve", "network");
  await given(on("read-only"), "group:finance", "production-4");
  await given(on("read-only"), "group:finance", "production-5");
  const theirs = await center.newSet("theirs");
  await admin.attachManagedPolicyToPermissionSet({ ...theirs, ManagedPolicyArn: ADMINISTRATOR });
  await given(theirs, "user:eve", "sandbox-5");

  // Sets that go.
  await gone("support", "group:helpers", "production-0");
  await gone("support", "group:helpers", "production-1");
  await admin.deletePermissionSet(on("support"));
  await gone("legacy", "user:ana", "audit");
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
    ResourceArn: on("security-auditor").PermissionSetArn,
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
  await center.provision("billing", "read-only", "developer", "security-auditor");
  await center.provision("incident-responder", "network-administrator", "finops-analyst");

  // Roles that nobody brought up to date.
  const { PermissionSet: same } = await admin.describePermissionSet(on("data-scientist"));
  await admin.updatePermissionSet({
    ...on("data-scientist"),
    Description: same!.Description,
    SessionDuration: same!.SessionDuration,
    RelayState: same!.RelayState,
  });

  // Groups and attributes.
  await store.deleteGroup({ IdentityStoreId: instance.store, GroupId: center.groupId("contractors") });
  const ops = { IdentityStoreId: instance.store, GroupId: center.groupId("ops") };
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
    `permission-set-policy closes developer: ${sandbox([0, 3])}`,
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

  for (const { mend } of rows) await center.byHand(mend.command);
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
  expect(await center.deploy()).toEqual([
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
  await center.record();
  expect((await found()).rows).toEqual([]);
});

test("a boundary and a policy of the customer's, which no set of the catalogue has: changed, gone, and mended", async () => {
  const { admin, plan, instance, users } = center;
  const on = (set: string) => center.on(set);
  const readOnly = { kind: "aws", arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } as const;
  const limit = { kind: "customer", policy: { name: "limit", path: "/" } } as const;
  const more: Readonly<Record<string, Partial<PlannedPermissionSet>>> = {
    developer: { boundary: limit, customerManagedPolicies: [{ name: "own", path: "/team/" }] },
    "network-administrator": { boundary: readOnly },
  };
  const permissionSets = plan.permissionSets.map((set) => ({ ...set, ...more[set.name] }));
  const full = { ...plan, permissionSets };
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
  expect(await center.deploy(alone)).toEqual([
    "create developer:boundary",
    "create developer:customer:/team/own",
    "create network-administrator:boundary",
  ]);
  center.desired = { ...center.desired, identity: identityView({ plans: [full], problems: [] }) };
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
  await center.provision("developer", "network-administrator");
  const { rows } = await found();
  const everywhere = sandbox([0, 1, 2, 3]);
  // What the planned boundary would let through nobody here knows: nothing of what is allowed now is taken to be.
  expect(rows.map(brief).sort()).toEqual([
    `permission-set-boundary opens developer: ${everywhere}`,
    "permission-set-boundary opens network-administrator: network",
    `permission-set-policy opens developer: ${everywhere}`,
  ]);
  for (const { mend } of rows) await center.byHand(mend.command);
  // One boundary is put in the place of another by hand: Pulumi would have taken it off in between.
  expect(await center.deploy(alone)).toEqual([
    "create developer:customer:/team/own",
    "create network-administrator:boundary",
  ]);
  expect((await found()).rows.map(brief)).toEqual([]);
});
