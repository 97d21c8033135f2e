import { Organizations, type PolicyType } from "@aws-sdk/client-organizations";
import { levelsOf } from "../../src/chain/chain";
import { planChains } from "../../src/chain/plan-chains";
import { drift } from "../../src/drift/drift";
import { sidesOf } from "../../src/drift/sides";
import type { DriftRow } from "../../src/drift/types";
import { decide } from "../../src/evaluate/reference/decide";
import { DeployedOrganization } from "../support/deployed-organization";
import { emulatorClient } from "../support/emulator";
import { fortyAccounts } from "../support/forty-accounts";
import type { Wishes } from "../support/organizations";
import { NOW } from "../support/reviews";

// One deployment with policies of six types, on which every test goes on.
jest.setTimeout(300_000);

const deny = (action: string, more: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", ...more, Action: action, Resource: "*" }],
  });
const ANYBODY = { Principal: "*" };
const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";
const PROJECT = JSON.stringify({ tags: { Project: { tag_key: { "@@assign": "Project" } } } });

const WISHES: Wishes = {
  Security: ["deny-leave-organization"],
  Workloads: [
    ["restrict-identities", {}],
    "deny-ai-training-use",
    ["require-tag-keys", { tags: [{ key: "CostCenter", values: ["1*"] }] }],
  ],
  "Workloads/Production": [
    "deny-iam-user-creation",
    "deny-public-ami-sharing",
    ["require-backups", { tag: { key: "backup", values: ["daily"] } }],
  ],
  Sandbox: [["deny-services", { services: ["redshift"] }]],
};
const EXPIRES = "2027-01-31T00:00:00Z";
const EXCEPTION = {
  guardrail: "deny-services",
  on: ["sandbox-3"],
  principals: ["role/analytics"],
  expires: EXPIRES,
  selfEnding: false,
};

let here: DeployedOrganization;
let client: Organizations;

beforeAll(async () => {
  here = await DeployedOrganization.start(
    {
      ...fortyAccounts,
      policyTypes: [
        SCP,
        RCP,
        "TAG_POLICY",
        "BACKUP_POLICY",
        "AISERVICES_OPT_OUT_POLICY",
        "DECLARATIVE_POLICY_EC2",
      ],
      policies: [
        { name: "their-scp", type: SCP, content: deny("sqs:*"), targets: ["network"] },
        { name: "their-old-scp", type: SCP, content: deny("sns:*"), targets: ["sandbox-1"] },
        { name: "their-rcp", type: RCP, content: deny("s3:GetObject", ANYBODY), targets: ["audit"] },
        { name: "their-tags", type: "TAG_POLICY", content: PROJECT, targets: ["log-archive"] },
      ],
    },
    WISHES,
    [EXCEPTION],
  );
  client = here.client;
});

afterAll(() => here.stop());

/** Kinds, effects and accounts of the rows; every witness is replayed on both sides first. */
async function found(now = NOW) {
  const facts = await here.read();
  const desired = { ...here.desired, now };
  const found = drift(desired, facts);
  const { wanted, found: live } = sidesOf(desired, facts);
  const [before, after] = [planChains(wanted), planChains(live, new Set(facts.policyTypes))];
  let replayed = 0;
  const verdict = (chains: typeof before, account: string, entry: DriftRow["newlyAllowed"][number]) =>
    decide(levelsOf(chains.chain(account, entry.type === "rcp" ? "RCP" : "SCP")), entry.witness).verdict;
  for (const { newlyAllowed, newlyDenied } of found.rows)
    for (const [entries, then, now] of [
      [newlyAllowed, "denied", "allowed"],
      [newlyDenied, "allowed", "denied"],
    ] as const)
      for (const entry of entries) {
        const { account } = entry.witness;
        expect(entry.accounts).toContain(account);
        expect([verdict(before, account!, entry), verdict(after, account!, entry)]).toEqual([then, now]);
        replayed++;
      }
  expect(found.notRead).toEqual([]);
  const brief = found.rows.map(({ kind, effect, name, accounts }) => [
    kind,
    effect,
    name,
    [...accounts].sort(),
  ]);
  return { ...found, brief: brief.sort(), replayed };
}

const nothing = async () => expect((await found()).brief).toEqual([]);

test("what was deployed has no drift", async () => {
  expect(await found()).toMatchObject({ rows: [], counts: { drifted: 0, unknown: 0 } });
});

test("policies of others: changed, removed, attached and detached", async () => {
  const [network, audit, logs] = ["Infrastructure/network", "Security/audit", "Security/log-archive"].map(
    (path) => here.node(path),
  ) as [string, string, string];
  const old = here.theirs("their-old-scp");
  await client.updatePolicy({ PolicyId: here.theirs("their-scp"), Content: deny("sns:*") });
  await client.updatePolicy({ PolicyId: here.theirs("their-rcp"), Content: deny("s3:*", ANYBODY) });
  await client.detachPolicy({ PolicyId: old, TargetId: here.node("Sandbox/sandbox-1") });
  await client.deletePolicy({ PolicyId: old });
  await client.attachPolicy({ PolicyId: here.theirs("their-tags"), TargetId: network });
  await client.detachPolicy({ PolicyId: here.theirs("their-tags"), TargetId: logs });

  const { brief, replayed, rows } = await found();
  expect(brief).toEqual([
    ["unmanaged-attached", "closes", "their-tags", [network]],
    ["unmanaged-changed", "closes", "their-rcp", [audit]],
    ["unmanaged-changed", "opens", "their-scp", [network]],
    ["unmanaged-detached", "opens", "their-tags", [logs]],
    ["unmanaged-removed", "opens", "their-old-scp", [here.node("Sandbox/sandbox-1")]],
  ]);
  expect(replayed).toBeGreaterThan(3);

  for (const { mend } of rows) if (mend.command?.startsWith("aws ")) await here.byHand(mend.command);
  await client.updatePolicy({ PolicyId: here.theirs("their-scp"), Content: deny("sqs:*") });
  await client.updatePolicy({ PolicyId: here.theirs("their-rcp"), Content: deny("s3:GetObject", ANYBODY) });
  expect((await found()).brief.map(([kind]) => kind)).toEqual(["unmanaged-removed"]);
  // What is gone is gone: it is taken as it is.
  await here.accept();
});

test("our resource control, tag, AI, backup and declarative policies", async () => {
  const production = here.below("Workloads/Production");
  const [audit, workloads] = [here.node("Security/audit"), here.node("Workloads")];
  const ai = here.ours("deny-ai-training-use");
  await client.updatePolicy({
    PolicyId: here.ours("restrict-identities"),
    Content: deny("kms:ScheduleKeyDeletion", ANYBODY),
  });
  await client.detachPolicy({ PolicyId: here.ours("require-tag-keys"), TargetId: workloads });
  await client.detachPolicy({ PolicyId: ai, TargetId: workloads });
  await client.deletePolicy({ PolicyId: ai });
  await client.updatePolicy({
    PolicyId: here.ours("deny-public-ami-sharing"),
    Content: '{"ec2_attributes":{"image_block_public_access":{"state":{"@@assign":"unblocked"}}}}',
  });
  await client.attachPolicy({ PolicyId: here.ours("require-backups"), TargetId: audit });

  const { brief, rows } = await found();
  expect(brief.map(([kind, effect, name, accounts]) => [kind, effect, name, accounts])).toEqual([
    ["attachment-added", "closes", "guardrail-require-backups", [audit]],
    ["attachment-missing", "opens", "guardrail-require-tag-keys", production],
    ["policy-missing", "opens", "guardrail-deny-ai-training-use", production],
    ["policy-text", "opens", "guardrail-deny-public-ami-sharing", production],
    ["policy-text", "opens", "guardrail-restrict-identities", production],
  ]);
  const text = rows.find(({ name }) => name === "guardrail-restrict-identities")!;
  expect(text.newlyAllowed.map(({ type }) => type)).toContain("rcp");
  expect(text.newlyDenied).toMatchObject([{ actions: ["kms:ScheduleKeyDeletion"], type: "rcp" }]);

  for (const { mend } of rows) if (mend.command?.startsWith("aws ")) await here.byHand(mend.command);
  await here.deploy();
  await nothing();
});

test("policy types that were disabled, with all their attachments, and one that was enabled", async () => {
  const root = here.node("Root");
  const all = here.below("Root");
  const members = all.filter((id) => id !== here.desired.plan.organization.managementAccount);
  const off = [SCP, RCP, "TAG_POLICY", "DECLARATIVE_POLICY_EC2"] as PolicyType[];
  for (const type of off) await client.disablePolicyType({ RootId: root, PolicyType: type });
  await client.enablePolicyType({ RootId: root, PolicyType: "CHATBOT_POLICY" });

  const { brief, rows } = await found();
  expect(brief).toEqual([
    ["policy-type-disabled", "opens", "DECLARATIVE_POLICY_EC2", all],
    ["policy-type-disabled", "opens", RCP, members],
    ["policy-type-disabled", "opens", SCP, members],
    ["policy-type-disabled", "opens", "TAG_POLICY", all],
    ["policy-type-enabled", "none", "CHATBOT_POLICY", []],
  ]);

  for (const { mend, subject } of rows) {
    const enable = `npx org-guardrails enable ${subject.policyType} --yes && pulumi up --stack guardrails --refresh`;
    if (mend.command !== enable) await here.byHand(mend.command!);
    else await client.enablePolicyType({ RootId: root, PolicyType: subject.policyType as PolicyType });
  }
  await here.deploy();
  // AWS detached those of others too: nobody but a person brings them back.
  const left = await found();
  expect(left.brief.map(([kind, , name]) => [kind, name])).toEqual([
    ["unmanaged-detached", "their-rcp"],
    ["unmanaged-detached", "their-scp"],
    ["unmanaged-detached", "their-tags"],
  ]);
  for (const { mend } of left.rows) await here.byHand(mend.command!);
  await nothing();
});

test("accounts that came, went and were closed; a unit made anew elsewhere, which is how one is moved", async () => {
  const idOf = async (name: string, parent: string) => {
    const created = await client.createAccount({ AccountName: name, Email: `${name}@example.com` });
    const AccountId = created.CreateAccountStatus!.AccountId!;
    await client.moveAccount({ AccountId, SourceParentId: here.node("Root"), DestinationParentId: parent });
    return AccountId;
  };
  const [infrastructure, network] = [here.node("Infrastructure"), here.node("Infrastructure/network")];
  const [gone, closed] = [here.node("Sandbox/sandbox-9"), here.node("Sandbox/sandbox-8")];
  const covered = await idOf("sandbox-new", here.node("Sandbox"));
  const bare = await idOf("log-new", here.node("PolicyStaging"));
  await client.removeAccountFromOrganization({ AccountId: gone });
  await client.closeAccount({ AccountId: closed });
  const { OrganizationalUnit } = await client.createOrganizationalUnit({
    ParentId: here.node("Workloads"),
    Name: "Infrastructure",
  });
  await client.moveAccount({
    AccountId: network,
    SourceParentId: infrastructure,
    DestinationParentId: OrganizationalUnit!.Id!,
  });
  await client.deleteOrganizationalUnit({ OrganizationalUnitId: infrastructure });

  const { brief, rows, counts } = await found();
  expect(brief).toEqual([
    ["account-added", "none", "PolicyStaging/log-new", [bare]],
    ["account-added", "none", "Sandbox/sandbox-new", [covered]],
    ["account-gone", "unknown", "Sandbox/sandbox-9", [gone]],
    ["account-moved", "closes", "Workloads/Infrastructure/network", [network]],
    ["account-suspended", "none", "Sandbox/sandbox-8", [closed]],
    ["unit-added", "none", "Workloads/Infrastructure", [network]],
    ["unit-removed", "none", "Infrastructure", []],
  ]);
  const detail = (id: string) => rows.find(({ account }) => account === id)!.detail;
  expect(detail(covered)).toBe("planned where it stands: deny-services");
  expect(detail(bare)).toBe("no guardrail is planned where it stands");
  expect(counts).toMatchObject({ drifted: 4, unknown: 0 });
  expect(
    rows.map(({ mend }) => mend.command).filter((command) => command?.includes("snapshot")),
  ).toHaveLength(6);

  await here.accept();
  await here.deploy();
  await nothing();
});

test("names and states that neither moto nor the API of Organizations changes, in AWS's answers", async () => {
  const [renamed, reopened] = [here.node("Sandbox/sandbox-2"), here.node("Suspended/left-behind")];
  here.emulator.faults.add((operation) =>
    /^ListAccounts/.test(operation)
      ? {
          kind: "rewrite",
          answer: (output) => ({
            ...output,
            Accounts: (output.Accounts as { Id: string }[]).map((account) => ({
              ...account,
              ...(account.Id === renamed && { Name: "lab" }),
              ...(account.Id === reopened && { Status: "ACTIVE", State: "ACTIVE" }),
            })),
          }),
        }
      : undefined,
  );
  expect((await found()).brief).toEqual([
    ["account-active", "none", "Suspended/left-behind", [reopened]],
    ["account-renamed", "none", "Sandbox/lab", [renamed]],
  ]);
  await here.accept();
  await nothing();
  here.emulator.faults.clear();
  await here.accept();
});

test("an exception past its end, policies that are no longer planned, and a text over its size, which moto alone takes", async () => {
  const end = Date.parse(EXPIRES);
  expect((await found(end)).brief).toEqual([
    ["exception-ended", "opens", "deny-services", [here.node("Sandbox/sandbox-3")]],
  ]);
  const moto = new Organizations(emulatorClient(here.emulator.moto));
  const PolicyId = here.ours("deny-iam-user-creation");
  const text = (await client.describePolicy({ PolicyId })).Policy!.Content!;
  await moto.updatePolicy({ PolicyId, Content: text + " ".repeat(10_240) });
  moto.destroy();
  const { Security: _, ...fewer } = WISHES;
  here.want(fewer);

  const tooLong = [
    "policy-size",
    "none",
    "guardrail-deny-iam-user-creation",
    here.below("Workloads/Production"),
  ];
  const { brief, rows } = await found(end);
  expect(brief).toEqual([
    ["policy-left-over", "closes", "guardrail-deny-leave-organization", here.below("Security")],
    ["policy-left-over", "closes", "guardrail-protect-exempt-principals", [here.node("Sandbox/sandbox-3")]],
    tooLong,
    ["policy-text", "opens", "guardrail-deny-services", here.below("Sandbox")],
  ]);

  await here.deploy();
  // White space is nothing that Pulumi would write: the mend writes it.
  expect((await found(end)).brief).toEqual([tooLong]);
  const { mend } = rows.find(({ kind }) => kind === "policy-size")!;
  expect(mend.command).toContain(`update-policy --policy-id ${PolicyId} --content "$(`);
  await client.updatePolicy({ PolicyId, Content: JSON.stringify(JSON.parse(text)) });
  expect((await found(end)).brief).toEqual([]);
});
