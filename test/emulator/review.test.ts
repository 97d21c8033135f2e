import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  emulatorEnvironment,
  startEmulator,
} from "../support/emulator";
import { launch } from "../support/launch";

jest.setTimeout(120_000);

let emulator: Emulator;
let client: OrganizationsClient;
let built: BuiltOrganization;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new OrganizationsClient(emulatorClient(emulator.endpoint));
  await emulator.reset();
  built = await buildOrganization(client, {
    units: ["Workloads"],
    accounts: [{ name: "shop", unit: "Workloads" }],
  });
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...argv: string[]) => launch(argv, { cwd: folder, env: emulatorEnvironment(emulator.endpoint) });

test("review --base live compares with what AWS has, and writes nothing there", async () => {
  writeFileSync(
    join(folder, "organization.yaml"),
    `organization:
  id: ${built.id}
  management-account: "${built.managementAccount}"
  regions: [us-east-1]
  home-region: us-east-1
access:
  deployers:
    - { principal: "arn:aws:iam::${built.managementAccount}:role/deployer", needs: [organizations] }
guardrails:
  Workloads: [deny-iam-user-creation]
`,
  );
  expect((await run("snapshot", "--out", "organization.snapshot.json")).status).toBe(0);
  expect((await run("lock")).status).toBe(0);
  emulator.forget();

  const { status, stdout, stderr } = await run("review", "--base", "live", "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { groups, snapshotChanged } = JSON.parse(stdout);
  expect(snapshotChanged).toBeNull();
  expect(groups).toEqual([
    expect.objectContaining({
      accounts: [built.ids.get("shop")],
      newlyDenied: [expect.objectContaining({ actions: ["iam:CreateUser"] })],
      newlyAllowed: [],
    }),
  ]);
  const writes = emulator.calls.filter(({ operation }) => !/^(List|Describe)/.test(operation));
  expect(writes).toEqual([]);
});
