import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { leastCalls } from "../src/aws/least-calls";
import { readOrganization } from "../src/aws/organization-reader";
import { parseSnapshot } from "../src/organization/snapshot-file";
import { buildOrganization, emulatorClient, specOf, startEmulator } from "../test/support/emulator";
import { node, type Row, ratio } from "./measure";

const root = join(__dirname, "..");

/** Calls of a snapshot of a large organization, against a made-up AWS that throttles, beside the fewest. */
export function largeSnapshotCalls(): readonly Row[] {
  const { management, delegated, megabytes } = JSON.parse(
    node("--require", "tsx/cjs", join(__dirname, "snapshot-large.ts")),
  );
  return [
    ["the management account", management],
    ["a delegated administrator", delegated],
  ].map(([who, { calls, least, assignments, minutes }]) => ({
    what: `API calls of a snapshot of 10,000 accounts, 2,000 units, 300 policies, ${assignments} assignments, by ${who}`,
    measured: `${calls} calls, ${minutes.toFixed(0)} min simulated, ${megabytes.toFixed(0)} MB`,
    beside: `least possible: ${least}`,
    ratio: ratio(calls, least),
  }));
}

/** Calls of a snapshot of the example organization, on moto, beside the fewest that could have told it. */
export async function snapshotCalls(): Promise<Row> {
  const what = "API calls of a snapshot of 41 accounts";
  if (!existsSync(join(root, ".venv", "moto"))) {
    return { what, measured: "skipped", beside: "needs moto: .ci/install-moto", ratio: "" };
  }
  const facts = readFileSync(join(root, "organization.snapshot.json"), "utf8");
  const { snapshot } = parseSnapshot(facts, "organization.snapshot.json");
  const emulator = await startEmulator();
  const client = new OrganizationsClient(emulatorClient(emulator.endpoint));
  try {
    await emulator.reset();
    await buildOrganization(client, specOf(snapshot!));
    emulator.forget();
    const read = await readOrganization(client, {
      selectorTagKeys: [],
      progress: () => {},
      sleep: async () => {},
      random: () => 0,
      now: () => 0,
    });
    const [calls, least] = [emulator.calls.length, leastCalls(read)];
    return {
      what,
      measured: String(calls),
      beside: `least possible: ${least}`,
      ratio: `${(calls / least).toFixed(2)}×`,
    };
  } finally {
    client.destroy();
    await emulator.stop();
  }
}
