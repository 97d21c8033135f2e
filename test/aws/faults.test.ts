import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { FaultRun } from "../support/organization-server/fault-runs";

const DEEP = process.env.RUN_DEEP === "1";
const RUNS = DEEP ? 1_000 : 16;
jest.setTimeout(DEEP ? 3_600_000 : 120_000);

/**
 * In a process of its own, because the SDK takes no error of another realm as one, and so no lost connection.
 */
test(`whatever happens on the line, a snapshot is whole or says what it lacks: ${RUNS} seeds`, () => {
  const program = join(__dirname, "../support/organization-server/fault-runs.ts");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", program, "0", String(RUNS)],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: "true" },
    },
  );
  expect([status, stderr.replace(/\(node:.*|.*trace-warnings.*/g, "").includes("Error")]).toEqual([0, false]);
  const runs = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as FaultRun);
  expect(runs).toHaveLength(RUNS);
  expect(runs.filter(({ outcome }) => outcome === "wrong")).toEqual([]);
  // Nearly half of all calls went wrong, and the facts were found nevertheless.
  const same = runs.filter(({ outcome }) => outcome === "same");
  expect(same.length).toBeGreaterThanOrEqual(RUNS / 2);
  for (const { spoiled, calls } of same) expect(spoiled).toBeGreaterThan(calls / 4);
  // And what could not be found was said, in errors and in gaps.
  const said = runs.filter(({ outcome }) => outcome === "said");
  expect(said.length).toBeGreaterThan(0);
  for (const { detail } of said) expect(detail).not.toBe("");
});
