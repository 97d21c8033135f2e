import type { Io } from "../../src/cli/io";
import { accountsLine, snapshotLine, snapshotProgress } from "../../src/cli/progress";

const NOTHING = {
  calls: 0,
  toCome: 0,
  units: 0,
  accounts: 0,
  policies: 0,
  policiesRead: 0,
  sets: 0,
  setsRead: 0,
};

function shown(progress: boolean): string[] {
  const written: string[] = [];
  const io = { progress, stderr: (text: string) => void written.push(text) } as unknown as Io;
  let time = 0;
  const line = snapshotLine(io, () => time);
  line.show({ ...NOTHING, calls: 1, toCome: 1 });
  time = 120_000;
  line.show({
    calls: 1_000,
    toCome: 3_000,
    units: 1,
    accounts: 40,
    policies: 8,
    policiesRead: 4,
    sets: 20,
    setsRead: 1,
  });
  line.end();
  return written;
}

test("one line that is drawn anew, and taken away at the end", () => {
  expect(shown(true)).toEqual([
    "\r\u001b[K██████████░░░░░░░░░░ 1 call of at least 2, 0 units, 0 accounts, 0 of 0 policies, about 0 s left",
    "\r\u001b[K█████░░░░░░░░░░░░░░░ 1,000 calls of at least 4,000, 1 unit, 40 accounts, 4 of 8 policies, 1 of 20 permission sets, about 6 min left",
    "\r\u001b[K",
  ]);
});

test("no time is promised when nothing is known to come", () => {
  expect(snapshotProgress({ ...NOTHING, calls: 7 }, 1_000)).not.toContain("left");
  expect(snapshotProgress({ ...NOTHING, calls: 7, toCome: 7 }, 1_000)).toContain("about 1 s left");
});

test("nothing where nobody watches", () => {
  expect(shown(false)).toEqual([]);
});

test("accounts are counted on one line, and nowhere where nobody watches", () => {
  const counted = (progress: boolean) => {
    const written: string[] = [];
    const io = { progress, stderr: (text: string) => void written.push(text) } as unknown as Io;
    const line = accountsLine(io, 4);
    line.one();
    line.one();
    line.end();
    return written;
  };
  expect(counted(true)).toEqual([
    "\r\u001b[K█████░░░░░░░░░░░░░░░ 1 of 4 accounts",
    "\r\u001b[K██████████░░░░░░░░░░ 2 of 4 accounts",
    "\r\u001b[K",
  ]);
  expect(counted(false)).toEqual([]);
});
