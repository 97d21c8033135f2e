import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leastStatusCalls } from "../src/aws/root-credentials";
import { launch } from "../test/support/launch";
import { startRootServer } from "../test/support/root-server/server";
import { member, world } from "../test/support/root-server/state";
import { ms, type Row } from "./measure";

const ACCOUNTS = 1000;
const LATENCY = 50;
const MANAGEMENT = "111111111111";

/** `root status` of a thousand accounts, as a shell runs it, against a test server that takes 50 ms for each call. */
export async function rootStatus(): Promise<Row> {
  const ids = Array.from({ length: ACCOUNTS }, (_, index) => String(200_000_000_000 + index));
  const there = world(MANAGEMENT, Object.fromEntries(ids.map((id) => [id, member()])));
  there.latency = LATENCY;
  const server = await startRootServer(there);
  const folder = mkdtempSync(join(tmpdir(), "root-status-"));
  try {
    writeFileSync(join(folder, "organization.snapshot.json"), snapshotOf(ids));
    const start = process.hrtime.bigint();
    const { status, stderr } = await launch(["root", "status", "--json", "--region", "eu-west-1"], {
      cwd: folder,
      env: server.env,
    });
    const time = Number(process.hrtime.bigint() - start) / 1e6;
    if (status !== 0) throw new Error(`root status ended with ${status}: ${stderr}`);
    const [calls, least] = [there.calls.length, leastStatusCalls(ACCOUNTS)];
    return {
      what: `root status of ${ACCOUNTS} accounts, ${LATENCY} ms a call (${calls / ACCOUNTS} calls an account)`,
      measured: `${ms(time)}, ${calls} calls`,
      beside: `least possible: ${least} calls (${least / ACCOUNTS} an account)`,
      ratio: `${(calls / least).toFixed(2)}×`,
    };
  } finally {
    rmSync(folder, { recursive: true });
    await server.stop();
  }
}

function snapshotOf(ids: readonly string[]): string {
  return JSON.stringify({
    formatVersion: 1,
    organization: { id: "o-exampleorgid", managementAccount: MANAGEMENT },
    root: { id: "r-ab12", name: "Root" },
    policyTypes: [],
    units: [],
    accounts: ids.map((id) => ({ id, name: `account-${id}`, parent: "r-ab12", state: "ACTIVE" })),
    policies: [],
  });
}
