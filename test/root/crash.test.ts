import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDeletions, parseJournal } from "../../src/root/journal";
import { exampleMembers, exampleWorkspace, type Stage, stage } from "./support";

const LAUNCHER = join(__dirname, "../../bin/org-guardrails.js");
const workspace = exampleWorkspace();
afterAll(() => workspace.remove());
const [first, second] = exampleMembers(workspace)
  .filter(({ state }) => state === "ACTIVE")
  .map(({ id }) => id) as [string, string];
const CREDENTIALS = 5;

const words = (journal: string) => ["root", "lockdown", first, second, "--yes", "--journal", journal];

function start(on: Stage, journal: string) {
  const child = spawn(process.execPath, [LAUNCHER, ...words(journal)], {
    cwd: workspace.folder,
    env: { PATH: process.env.PATH, ...on.server.env },
    stdio: "ignore",
  });
  return { child, ended: new Promise((resolve) => child.once("close", resolve)) };
}

/** Runs with a kill of the process after so many calls were performed; then runs again. */
async function killAndResume(after: number) {
  const on = await stage({
    [first]: { password: true, keys: ["AKIA1"], certificates: ["C1"], devices: ["mfa/1"] },
    [second]: { keys: ["AKIA2"] },
  });
  try {
    const name = `journal-${after}.jsonl`;
    const { child, ended } = start(on, name);
    let killed = false;
    let deletedBefore = 0;
    on.world.fault = (_, position) => {
      if (position !== after) return undefined;
      return {
        after: () => {
          killed = true;
          deletedBefore = on.world.deleted.length;
          child.kill("SIGKILL");
        },
      };
    };
    await ended;
    on.world.fault = () => undefined;
    const { status } = await workspace.run(...words(name));
    const journal = parseJournal(readFileSync(workspace.path(name)));
    return { world: on.world, killed, deletedBefore, status, journal };
  } finally {
    await on.end();
  }
}

test("after a kill at any call of the test server of AssumeRoot, a second run loses nothing and deletes nothing twice", async () => {
  const before = new Set<number>();
  for (let after = 0; ; after++) {
    const { world, killed, deletedBefore, status, journal } = await killAndResume(after);
    expect({ after, status }).toEqual({ after, status: 0 });
    expect(world.deletedTwice).toEqual([]);
    expect(world.deleted).toHaveLength(CREDENTIALS);
    if (typeof journal === "string") throw new Error(journal);
    expect(openDeletions(journal)).toEqual([]);
    const deleted = journal.entries.filter(({ event }) => event === "deleted");
    expect(deleted).toHaveLength(CREDENTIALS);
    if (!killed) break;
    before.add(deletedBefore);
  }
  // The kills fell before, between and after the deletions.
  expect(before.size).toBeGreaterThan(CREDENTIALS / 2);
  expect([...before]).toEqual(expect.arrayContaining([0, CREDENTIALS]));
}, 300_000);
