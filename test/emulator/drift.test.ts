import type { Organizations } from "@aws-sdk/client-organizations";
import { drift } from "../../src/drift/drift";
import type { DriftRow } from "../../src/drift/types";
import { DeployedOrganization } from "../support/deployed-organization";
import { fortyAccounts } from "../support/forty-accounts";

// One deployment on the emulator, on which every test goes on.
jest.setTimeout(300_000);

let here: DeployedOrganization;
let client: Organizations;

beforeAll(async () => {
  here = await DeployedOrganization.start(
    { ...fortyAccounts, policies: [] },
    {
      Root: ["deny-leave-organization"],
      "Workloads/Production": ["deny-iam-user-creation"],
      Sandbox: [["deny-services", { services: ["redshift"] }]],
    },
  );
  client = here.client;
});

afterAll(() => here.stop());

const found = async () => drift(here.desired, await here.read());

test("what was deployed has no drift", async () => {
  expect(await found()).toMatchObject({ rows: [], notRead: [], counts: { drifted: 0, unknown: 0 } });
});

test("each drift that is made by hand is found on exactly its accounts with its effect, and mended", async () => {
  const [production, sandbox] = [here.node("Workloads/Production"), here.node("Sandbox")];
  const accountsBelow = (unit: string) =>
    here.desired.plan.nodes
      .filter(({ kind, parent }) => kind === "account" && parent === unit)
      .map(({ id }) => id);
  const [moved, plain] = [here.node("Sandbox/sandbox-4"), here.node("Security/audit")];
  const everything =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}';
  await client.updatePolicy({ PolicyId: here.ours("deny-iam-user-creation"), Content: everything });
  await client.detachPolicy({ PolicyId: here.ours("deny-services"), TargetId: sandbox });
  await client.attachPolicy({ PolicyId: here.ours("deny-services"), TargetId: plain });
  await client.detachPolicy({ PolicyId: "p-FullAWSAccess", TargetId: production });
  await client.moveAccount({
    AccountId: moved,
    SourceParentId: sandbox,
    DestinationParentId: here.node("Suspended"),
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

  for (const { mend } of rows) if (mend.command?.startsWith("aws ")) await here.byHand(mend.command);
  const left = (await found()).rows.map(({ kind }) => kind).sort();
  expect(left).toEqual(["attachment-missing", "policy-text"]);
  await here.deploy();
  expect(here.last.writes.map(({ op }) => op).sort()).toEqual(["create", "update"]);
  expect((await found()).rows).toEqual([]);
});

test("a policy that is gone, one of others, and other names are found; what Pulumi owns comes back anew", async () => {
  const sandbox = here.node("Sandbox");
  const [audit, logs] = [here.node("Security/audit"), here.node("Security/log-archive")];
  const members = here.desired.plan.nodes.filter(
    ({ kind, id }) => kind === "account" && id !== here.desired.plan.organization.managementAccount,
  );
  const below = members.filter(({ parent }) => parent === sandbox).map(({ id }) => id);
  const services = here.ours("deny-services");
  await client.detachPolicy({ PolicyId: services, TargetId: sandbox });
  await client.deletePolicy({ PolicyId: services });
  await client.updatePolicy({ PolicyId: here.ours("deny-leave-organization"), Name: "renamed by hand" });
  const theirs = await client.createPolicy({
    Name: "theirs",
    Description: "",
    Type: "SERVICE_CONTROL_POLICY",
    Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}',
  });
  const other = theirs.Policy!.PolicySummary!.Id!;
  await client.attachPolicy({ PolicyId: other, TargetId: audit });
  await client.updateOrganizationalUnit({ OrganizationalUnitId: here.node("Security"), Name: "Safety" });

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
  await client.updateOrganizationalUnit({ OrganizationalUnitId: here.node("Security"), Name: "Security" });
  await here.deploy();
  expect(here.last.writes.map(({ op, type }) => `${op} ${type.split(":").at(-1)}`).sort()).toEqual([
    "create Policy",
    "create PolicyAttachment",
    "update Policy",
  ]);
  expect((await found()).rows).toEqual([]);
});
