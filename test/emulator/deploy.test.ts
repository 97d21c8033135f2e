import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  MoveAccountCommand,
  Organizations,
  UpdateOrganizationalUnitCommand,
} from "@aws-sdk/client-organizations";
import { readOrganization } from "../../src/aws/organization-reader";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import type { Lock, LockedPolicy } from "../../src/organization/lock";
import { parseLock, serializeLock } from "../../src/organization/lock-file";
import { parseSnapshot, serializeSnapshot } from "../../src/organization/snapshot-file";
import { organizationFacts } from "../../src/plan/facts";
import type { Plan } from "../../src/plan/types";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  specOf,
  startEmulator,
} from "../support/emulator";
import { type UpdateOptions, type UpdateResult, update } from "../support/engine/engine";
import { AwsOrganizations } from "../support/engine/providers/aws-organizations";
import { preferring, seededOrder } from "../support/engine/scheduler";
import { brokenLaws, catalogueRequests, type Moment, momentOf } from "../support/laws";
import { emptyProject } from "../support/project-folder";

// Real programs, on the emulator, one after the other: each test goes on where the last one ended.
jest.setTimeout(600_000);

const project = resolve(__dirname, "../..");
const example = (name: string) => readFileSync(join(project, name), "utf8");

let emulator: Emulator;
let client: Organizations;
let built: BuiltOrganization;
let folder: string;
let files: PlanFiles;
let last: UpdateResult | undefined;

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.reset();
  client = new Organizations({
    ...emulatorClient(emulator.endpoint),
    // A connection that was idle while a program ran may be gone.
    maxAttempts: 3,
  });
  const { snapshot } = parseSnapshot(example("organization.snapshot.json"), "organization.snapshot.json");
  built = await buildOrganization(client, { ...specOf(snapshot!), policies: [] });

  ({ folder, files } = emptyProject());
  writeFileSync(
    files.organization.path,
    example("organization.yaml")
      .replaceAll(snapshot!.organization.id, built.id)
      .replaceAll(snapshot!.organization.managementAccount, built.managementAccount)
      .replace("loosened-targets: 0", "loosened-targets: 1000"),
  );
  await takeSnapshot();
}, 300_000);

afterAll(async () => {
  client.destroy();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

async function readLive() {
  const sleep = async () => {};
  return await readOrganization(client, {
    selectorTagKeys: [],
    progress: () => {},
    sleep,
    random: () => 0,
    now: () => 0,
  });
}

async function takeSnapshot(): Promise<void> {
  writeFileSync(files.snapshot.path, serializeSnapshot(await readLive()));
}

/** Edits organization.yaml as a person would, and has it reviewed. */
function edit(from: string, to: string): Plan {
  const text = readFileSync(files.organization.path, "utf8");
  expect(text).toContain(from);
  writeFileSync(files.organization.path, text.replace(from, to));
  return review();
}

function review(): Plan {
  writeFileSync(files.lock.path, serializeLock(planFromFiles(files, 0).lock!));
  return planned();
}

function planned(): Plan {
  const { plan, problems } = planFromFiles(files, 0);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return plan!;
}

async function deploy(phase: number, options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
  last = await update({
    project,
    rootDirectory: folder,
    stack: "guardrails",
    provider: new AwsOrganizations(client),
    config: { "org-guardrails:phase": String(phase) },
    ...(last && { checkpoint: last.checkpoint }),
    ...options,
  });
  return last;
}

/** All phases of a plan, as one change. */
async function deployAll(plan: Plan, options: Partial<UpdateOptions> = {}): Promise<readonly UpdateResult[]> {
  const results: UpdateResult[] = [];
  for (const { phase } of plan.phases) results.push(await deploy(phase, options));
  expect(results.map(({ error }) => error)).toEqual(plan.phases.map(() => null));
  return results;
}

const countWrites = (results: readonly UpdateResult[]) =>
  results.reduce((count, { writes }) => count + writes.length, 0);

/** What is live is what was planned, and there is nothing left to do. */
async function expectCarriedOut(plan: Plan): Promise<void> {
  await takeSnapshot();
  const live = (await readLive()).policies
    .filter(({ tags }) => tags["managed-by"] === "org-guardrails")
    .map(({ name, content, targets }) => ({ name, content, targets }));
  const wanted = plan.phases
    .at(-1)!
    .policies.map(({ name, text, targets }) => ({ name, content: text, targets }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(live.sort(byName)).toEqual(wanted.sort(byName));
  expect(planned().changes).toEqual([]);
}

test("the example organization is deployed: live equals plan, in as many writes as were planned", async () => {
  const plan = review();
  const results = await deployAll(plan, { order: seededOrder(1) });
  expect(countWrites(results)).toBe(plan.changes.length);
  expect(plan.changes.length).toBeGreaterThan(20);
  await expectCarriedOut(plan);
  expect(countWrites(await deployAll(planned()))).toBe(0);
});

test("one edit writes only that edit", async () => {
  const plan = edit("services: [redshift,", "services: [braket, redshift,");
  const results = await deployAll(plan);
  expect(results.flatMap(({ writes }) => writes.map(({ op }) => op))).toEqual(["update"]);
  await expectCarriedOut(plan);
});

test("a renamed unit and a moved account cause no write", async () => {
  const unit = built.ids.get("Sandbox")!;
  await client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: unit, Name: "Playground" }));
  const { accounts } = await readLive();
  const moved = accounts.find(({ parent }) => parent === unit)!;
  const to = built.ids.get("Infrastructure")!;
  await client.send(
    new MoveAccountCommand({ AccountId: moved.id, SourceParentId: unit, DestinationParentId: to }),
  );
  await takeSnapshot();
  const plan = edit("  Sandbox:", "  Playground:");
  expect(plan.changes).toEqual([]);
  expect(countWrites(await deployAll(plan))).toBe(0);
});

describe("both laws hold at every moment", () => {
  const more = "    - deny-access-keys\n    - deny-iam-user-creation\n    - require-mfa-for-users\n";
  const fewer = "    - deny-leave-organization\n    - deny-region-changes\n";

  let moments: Moment[];
  const watch = async () => {
    moments.push(await momentOf(client));
  };

  beforeEach(async () => {
    moments = [await momentOf(client)];
  });

  async function expectLaws(plan: Plan): Promise<void> {
    await expectCarriedOut(plan);
    expect(moments).toHaveLength(plan.changes.length + 1);
    const { inputs } = planFromFiles(files, 0);
    const requests = catalogueRequests(organizationFacts(inputs!.intent));
    expect(brokenLaws(moments, plan.nodes, requests)).toEqual([]);
  }

  test("of guardrails that come, merged because the root has no room for one policy each", async () => {
    const plan = edit("    - protect-guardduty\n", `    - protect-guardduty\n${more}`);
    await deployAll(plan, { order: seededOrder(1), afterWrite: watch });
    await expectLaws(plan);
  });

  test("of guardrails that go, detached in one phase and deleted in the next", async () => {
    const plan = edit(fewer, "");
    expect(plan.phases).toHaveLength(2);
    await deployAll(plan, { order: seededOrder(2), afterWrite: watch });
    await expectLaws(plan);
  });

  /** A person may edit the packing; what the lock says stays. */
  function moveItem(item: string, from: string, to: string): Plan {
    const { lock } = parseLock(readFileSync(files.lock.path, "utf8"), "organization.lock.json");
    const items = (policy: LockedPolicy) => {
      if (policy.key === from) return policy.items.filter((candidate) => candidate !== item);
      return policy.key === to ? [...policy.items, item].sort() : policy.items;
    };
    const moved = lock!.policies.map((policy) => ({ ...policy, items: items(policy) }));
    const emptied = moved.filter((policy) => policy.items.length === 0).map(({ key }) => key);
    const edited: Lock = {
      ...lock!,
      policies: moved.filter(({ key }) => !emptied.includes(key)),
      retiredKeys: [...lock!.retiredKeys, ...emptied].sort(),
    };
    writeFileSync(files.lock.path, serializeLock(edited));
    return review();
  }

  test("of a statement that moves from policy to policy, though every write is followed by a crash", async () => {
    const together = moveItem("protect-guardduty", "protect-guardduty", "deny-root-user");
    await deployAll(together);
    await expectCarriedOut(together);

    moments = [await momentOf(client)];
    const plan = moveItem("protect-guardduty", "deny-root-user", "protect-cloudtrail");
    expect(plan.changes.map(({ id, after }) => [id, ...after])).toEqual([
      ["update:deny-root-user", "update:protect-cloudtrail"],
      ["update:protect-cloudtrail"],
    ]);
    const order = preferring("::deny-root-user");
    const first = await deploy(1, { crashAfter: 1, order, afterWrite: watch });
    expect(first.error).toBe("crashed after 1 writes");
    const second = await deploy(1, { crashAfter: 1, order, afterWrite: watch });
    expect(second.error).toBe("crashed after 1 writes");
    expect((await deploy(1)).writes).toEqual([]);
    await expectLaws(plan);
  });
});
