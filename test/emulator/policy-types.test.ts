import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Organizations, type PolicyType as SdkPolicyType } from "@aws-sdk/client-organizations";
import { catalogue } from "../../guardrails";
import { readOrganization } from "../../src/aws/organization-reader";
import { compileContent, compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { type AnyGuardrail, isAuthorization } from "../../src/catalogue/guardrail";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import { serializeLock } from "../../src/organization/lock-file";
import { parseSnapshot, serializeSnapshot } from "../../src/organization/snapshot-file";
import { canonicalJson } from "../../src/policy/canonical";
import { isDeployable } from "../../src/policy/deployable";
import { LIMITS } from "../../src/policy/limits";
import { policyText } from "../../src/policy/minify";
import { trustedServiceOf } from "../../src/policy/trusted-access";
import { POLICY_TYPES, type PolicyType } from "../../src/policy/types";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  specOf,
  startEmulator,
} from "../support/emulator";
import { update } from "../support/engine/engine";
import { AwsOrganizations } from "../support/engine/providers/aws-organizations";
import { seededOrder } from "../support/engine/scheduler";
import { emptyProject } from "../support/project-folder";
import { HELD_TYPES } from "../support/strict-proxy/held-types";

jest.setTimeout(600_000);

const project = resolve(__dirname, "../..");

let emulator: Emulator;
let client: Organizations;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new Organizations({ ...emulatorClient(emulator.endpoint), maxAttempts: 3 });
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

const readLive = () =>
  readOrganization(client, {
    selectorTagKeys: [],
    progress: () => {},
    sleep: async () => {},
    random: () => 0,
    now: () => 0,
  });

async function enableTypes(root: string, types: readonly string[]): Promise<void> {
  for (const type of types) {
    const service = trustedServiceOf(type);
    if (service !== undefined) await client.enableAWSServiceAccess({ ServicePrincipal: service });
    await client.enablePolicyType({ RootId: root, PolicyType: type as SdkPolicyType });
  }
}

const DEPLOYABLE = POLICY_TYPES.filter(isDeployable);
const othersThanScp = (types: readonly string[]) => types.filter((type) => type !== "SERVICE_CONTROL_POLICY");

/** The text that a plan would store of a guardrail with its example parameters. */
function textOf(guardrail: AnyGuardrail): string {
  const compiled = isAuthorization(guardrail)
    ? compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION)
    : compileContent(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(`${guardrail.id}: ${JSON.stringify(compiled.problems)}`);
  return "statements" in compiled ? policyText(compiled.statements) : canonicalJson(compiled.content);
}

/** Which of the two holds policies of a type, for the names of tests. */
const holder = (type: string) => (HELD_TYPES.includes(type) ? "held by the proxy" : "held by moto");

describe("every guardrail of the catalogue is created, attached, read back, detached and deleted", () => {
  let built: BuiltOrganization;

  beforeAll(async () => {
    await emulator.reset();
    built = await buildOrganization(client, { units: ["Workloads"], accounts: [] });
    await enableTypes(built.root, othersThanScp(DEPLOYABLE));
  });

  const rows = DEPLOYABLE.map(
    (type) => [type, holder(type), catalogue.filter((guardrail) => guardrail.type === type)] as const,
  );

  test.each(rows)("%s, %s", async (type, _holder, guardrails) => {
    expect(guardrails.length).toBeGreaterThan(0);
    const unit = built.ids.get("Workloads")!;
    // A unit has AWS's own SCP or RCP already.
    const room = LIMITS[type].attached - 1;
    for (let start = 0; start < guardrails.length; start += room) {
      const batch = guardrails.slice(start, start + room);
      const ids = new Map<string, string>();
      for (const guardrail of batch) {
        const { Policy } = await client.createPolicy({
          Name: guardrail.id,
          Description: guardrail.title,
          Type: type as SdkPolicyType,
          Content: textOf(guardrail),
        });
        const PolicyId = Policy!.PolicySummary!.Id!;
        await client.attachPolicy({ PolicyId, TargetId: unit });
        ids.set(guardrail.id, PolicyId);
      }
      const { policies } = await readLive();
      const read = policies.filter(({ awsManaged }) => !awsManaged);
      const expected = batch.map((guardrail) => ({
        id: ids.get(guardrail.id)!,
        name: guardrail.id,
        description: guardrail.title,
        type,
        awsManaged: false,
        tags: {},
        content: textOf(guardrail),
        targets: [unit],
      }));
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect([...read].sort(byName)).toEqual(expected.sort(byName));
      for (const PolicyId of ids.values()) {
        await client.detachPolicy({ PolicyId, TargetId: unit });
        await client.deletePolicy({ PolicyId });
      }
    }
    expect((await readLive()).policies.filter(({ awsManaged }) => !awsManaged)).toEqual([]);
  });
});

describe("an organization with guardrails of every policy type, those that moto lacks held by the proxy", () => {
  let built: BuiltOrganization;
  let folder: string;
  let files: PlanFiles;

  const example = (name: string) => readFileSync(join(project, "examples/policy-types", name), "utf8");

  beforeAll(async () => {
    await emulator.reset();
    const { snapshot } = parseSnapshot(example("organization.snapshot.json"), "organization.snapshot.json");
    const spec = specOf(snapshot!);
    built = await buildOrganization(client, {
      ...spec,
      policies: [],
      policyTypes: ["SERVICE_CONTROL_POLICY"],
    });
    ({ folder, files } = emptyProject());
    const written = example("organization.yaml")
      .replaceAll(snapshot!.organization.id, built.id)
      .replaceAll(snapshot!.organization.managementAccount, built.managementAccount);
    writeFileSync(files.organization.path, written);
    await takeSnapshot();
    writeFileSync(files.lock.path, serializeLock(planFromFiles(files, 0).lock!));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  async function takeSnapshot(): Promise<void> {
    writeFileSync(files.snapshot.path, serializeSnapshot(await readLive()));
  }

  const errors = () =>
    planFromFiles(files, 0)
      .problems.filter(({ severity }) => severity === "error")
      .map(({ code }) => code);

  const deploy = (checkpoint?: Awaited<ReturnType<typeof update>>["checkpoint"]) =>
    update({
      project,
      rootDirectory: folder,
      stack: "guardrails",
      provider: new AwsOrganizations(client),
      order: seededOrder(3),
      ...(checkpoint && { checkpoint }),
    });

  test("is not begun while types are disabled or their services have no trusted access", async () => {
    const needed = othersThanScp(DEPLOYABLE as readonly PolicyType[]).length;
    expect(errors()).toEqual(Array.from({ length: needed }, () => "policy-type-disabled"));
    const refused = await deploy();
    expect(refused.writes).toEqual([]);
    expect(refused.error).not.toBeNull();
    expect(refused.logs.map(({ message }) => message).join("\n")).toMatch(
      /need trusted access for inspector2\.amazonaws\.com[\s\S]*org-guardrails enable BACKUP_POLICY/,
    );
  });

  test("is deployed by the real program in as many writes as were planned, and then there is nothing to do", async () => {
    await enableTypes(built.root, othersThanScp(DEPLOYABLE));
    await takeSnapshot();
    expect(errors()).toEqual([]);
    const { plan } = planFromFiles(files, 0);
    expect(plan!.phases).toHaveLength(1);
    const result = await deploy();
    expect(result.error).toBeNull();
    expect(result.writes).toHaveLength(plan!.changes.length);

    await takeSnapshot();
    const again = planFromFiles(files, 0);
    expect(again.problems).toEqual([]);
    expect(again.plan!.changes).toEqual([]);
    const live = (await readLive()).policies.filter(({ awsManaged }) => !awsManaged);
    expect([...new Set(live.map(({ type }) => type))].sort()).toEqual([...DEPLOYABLE].sort());
    expect((await deploy(result.checkpoint)).writes).toEqual([]);
  });
});
