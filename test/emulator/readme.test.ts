import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  buildOrganization,
  type Emulator,
  emulatorClient,
  emulatorEnvironment,
  startEmulator,
} from "../support/emulator";
import { launch } from "../support/launch";
import { readmeArguments } from "../support/readme";

jest.setTimeout(120_000);

let emulator: Emulator;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.reset();
  const client = new OrganizationsClient(emulatorClient(emulator.endpoint));
  await buildOrganization(client, { units: ["Workloads"], accounts: [{ name: "shop", unit: "Workloads" }] });
  client.destroy();
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await emulator.stop();
});

// The other commands of the README need no AWS: test/readme.test.ts runs them.
it("the README's commands that need AWS run as they stand", async () => {
  const commands = readmeArguments("npx org-guardrails").filter(
    ([name]) => name === "snapshot" || name === "enable",
  );
  expect(commands.map(([name]) => name)).toEqual(expect.arrayContaining(["snapshot", "enable"]));
  for (const words of commands) {
    const { status, stderr } = await launch(words, {
      cwd: folder,
      env: emulatorEnvironment(emulator.endpoint),
    });
    expect({ words, status, stderr }).toEqual({ words, status: 0, stderr: expect.any(String) });
  }
  expect(existsSync(join(folder, "organization.snapshot.json"))).toBe(true);
});
