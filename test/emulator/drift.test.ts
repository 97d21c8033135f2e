import { resolve } from "node:path";
import { Organizations } from "@aws-sdk/client-organizations";
import { catalogue } from "../../guardrails";
import { readOrganization } from "../../src/aws/organization-reader";
import type { DesiredState } from "../../src/drift/desired";
import { drift } from "../../src/drift/drift";
import type { DriftRow } from "../../src/drift/types";
import type { Intent } from "../../src/organization/intent";
import type { Snapshot } from "../../src/organization/snapshot";
import { makePlan } from "../../src/plan/make-plan";
import { buildOrganization, type Emulator, emulatorClient, startEmulator } from "../support/emulator";
import { type UpdateResult, update } from "../support/engine/engine";
import { RefreshableOrganizations } from "../support/engine/providers/refreshable-organizations";
import { refreshed } from "../support/engine/refresh";
import { fortyAccounts } from "../support/forty-accounts";
import { smallIntent } from "../support/organizations";
import { NOW } from "../support/reviews";

// One deployment on the emulator, on which every test goes on.
jest.setTimeout(300_000);

let emulator: Emulator;
let client: Organizations;
let desired: DesiredState;
let last: UpdateResult;

async function readLive(): Promise<Snapshot> {
  const sleep = async () => {};
  const nothing = { sleep, random: () => 0, now: () => 0, progress: () => {} };
  return readOrganization(client, { ...nothing, selectorTagKeys: [] });
}

async function deploy(): Promise<void> {
  const provider = new RefreshableOrganizations(client);
  last = await update({
    project: resolve(__dirname, "../.."),
    main: "test/support/programs/guardrails.js",
    stack: "guardrails",
    provider,
    config: { "test:plan": JSON.stringify(desired.plan) },
    ...(last && { checkpoint: await refreshed(last.checkpoint, provider) }),
  });
  expect(last.error).toBeNull();
}

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.reset();
  client = new Organizations({ ...emulatorClient(emulator.endpoint), maxAttempts: 3 });
  await buildOrganization(client, { ...fortyAccounts, policies: [] });
  const empty = await readLive();
  const wishes = smallIntent({
    Root: ["deny-leave-organization"],
    "Workloads/Production": ["deny-iam-user-creation"],
    Sandbox: [["deny-services", { services: ["redshift"] }]],
  });
  const { id, managementAccount } = empty.organization;
  const access = { deployers: [], memberRoles: [], breakGlass: [] };
  const intent: Intent = {
    ...wishes,
    access,
    organization: { ...wishes.organization, id, managementAccount },
  };
  const planOf = (snapshot: Snapshot, lock: Parameters<typeof makePlan>[0]["lock"]) => {
    const made = makePlan({ intent, snapshot, lock, catalogue, now: NOW });
    if (made.plan === null) throw new Error(JSON.stringify(made.problems));
    return { plan: made.plan, lock: made.lock };
  };
  const first = planOf(empty, null);
  const rest = { identity: null, lockdown: null, partition: "aws", homeRegion: "eu-west-1", now: NOW };
  desired = { ...rest, ...first, recorded: empty };
  await deploy();
  const recorded = await readLive();
  desired = { ...rest, ...planOf(recorded, first.lock), recorded };
}, 300_000);

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

const found = async () => drift(desired, await readLive());
const nodeOf = (path: string) => desired.plan.nodes.find((node) => node.path === path)!.id;
const policyOf = (guardrail: string) =>
  desired.plan.policies.find(({ guardrails }) => guardrails.includes(guardrail))!.id!;

/** A mend of AWS's own, as the command says it. */
async function byHand(command: string): Promise<void> {
  const [aws, service, operation, ...words] = command.split(" ");
  expect([aws, service]).toEqual(["aws", "organizations"]);
  const options = Object.fromEntries(
    words.flatMap((word, at) => (word.startsWith("--") ? [[word.slice(2), words[at + 1]!]] : [])),
  );
  const ids = { PolicyId: options["policy-id"]!, TargetId: options["target-id"]! };
  if (operation === "attach-policy") await client.attachPolicy(ids);
  else if (operation === "detach-policy") await client.detachPolicy(ids);
  else if (operation === "move-account")
    await client.moveAccount({
      AccountId: options["account-id"]!,
      SourceParentId: options["source-parent-id"]!,
      DestinationParentId: options["destination-parent-id"]!,
    });
  else throw new Error(`no such mend here: ${command}`);
}

test("what was deployed has no drift", async () => {
  expect(await found()).toMatchObject({ rows: [], notRead: [], counts: { drifted: 0, unknown: 0 } });
});

test("each drift that is made by hand is found on exactly its accounts with its effect, and mended", async () => {
  const [production, sandbox] = [nodeOf("Workloads/Production"), nodeOf("Sandbox")];
  const accountsBelow = (unit: string) =>
    desired.plan.nodes
      .filter(({ kind, parent }) => kind === "account" && parent === unit)
      .map(({ id }) => id);
  const [moved, plain] = [nodeOf("Sandbox/sandbox-4"), nodeOf("Security/audit")];
  const everything =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}';
  await client.updatePolicy({ PolicyId: policyOf("deny-iam-user-creation"), Content: everything });
  await client.detachPolicy({ PolicyId: policyOf("deny-services"), TargetId: sandbox });
  await client.attachPolicy({ PolicyId: policyOf("deny-services"), TargetId: plain });
  await client.detachPolicy({ PolicyId: "p-FullAWSAccess", TargetId: production });
  await client.moveAccount({
    AccountId: moved,
    SourceParentId: sandbox,
    DestinationParentId: nodeOf("Suspended"),
  });
  const { rows } = await found();
  const brief = ({ kind, effect, accounts }: DriftRow) =>
    [kind, effect, [...accounts].sort().join()] as const;
  expect(rows.map(brief).sort()).toEqual(
    [
      ["account-moved", "opens", moved],
      ["attachment-added", "closes", plain],
      ["attachment-missing", "opens", accountsBelow(sandbox).sort().join()],
      ["full-access-detached", "closes", accountsBelow(production).sort().join()],
      ["policy-text", "opens", accountsBelow(production).sort().join()],
    ].sort(),
  );

  for (const { mend } of rows) if (mend.command?.startsWith("aws ")) await byHand(mend.command);
  const left = (await found()).rows.map(({ kind }) => kind).sort();
  expect(left).toEqual(["attachment-missing", "policy-text"]);
  await deploy();
  expect(last.writes.map(({ op }) => op).sort()).toEqual(["create", "update"]);
  expect((await found()).rows).toEqual([]);
});

test("a policy that is gone, one of others, and other names are found; what Pulumi owns comes back anew", async () => {
  const sandbox = nodeOf("Sandbox");
  const [audit, logs] = [nodeOf("Security/audit"), nodeOf("Security/log-archive")];
  const members = desired.plan.nodes.filter(
    ({ kind, id }) => kind === "account" && id !== desired.plan.organization.managementAccount,
  );
  const below = members.filter(({ parent }) => parent === sandbox).map(({ id }) => id);
  const services = policyOf("deny-services");
  await client.detachPolicy({ PolicyId: services, TargetId: sandbox });
  await client.deletePolicy({ PolicyId: services });
  await client.updatePolicy({ PolicyId: policyOf("deny-leave-organization"), Name: "renamed by hand" });
  const theirs = await client.createPolicy({
    Name: "theirs",
    Description: "",
    Type: "SERVICE_CONTROL_POLICY",
    Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}',
  });
  const other = theirs.Policy!.PolicySummary!.Id!;
  await client.attachPolicy({ PolicyId: other, TargetId: audit });
  await client.updateOrganizationalUnit({ OrganizationalUnitId: nodeOf("Security"), Name: "Safety" });

  const { rows } = await found();
  const brief = rows.map(({ kind, effect, accounts }) => [kind, effect, [...accounts].sort().join()]);
  const all = members.map(({ id }) => id).sort();
  expect(brief.sort()).toEqual(
    [
      ["policy-missing", "opens", below.sort().join()],
      ["policy-settings", "none", all.join()],
      ["unit-renamed", "none", [audit, logs].sort().join()],
      ["unmanaged-added", "closes", audit],
    ].sort(),
  );

  await client.detachPolicy({ PolicyId: other, TargetId: audit });
  await client.deletePolicy({ PolicyId: other });
  await client.updateOrganizationalUnit({ OrganizationalUnitId: nodeOf("Security"), Name: "Security" });
  await deploy();
  expect(last.writes.map(({ op, type }) => `${op} ${type.split(":").at(-1)}`).sort()).toEqual([
    "create Policy",
    "create PolicyAttachment",
    "update Policy",
  ]);
  expect((await found()).rows).toEqual([]);
});
