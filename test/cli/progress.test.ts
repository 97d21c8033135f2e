import type { Io } from "../../src/cli/io";
import { accountsLine, progressLine } from "../../src/cli/progress";

function shown(progress: boolean): string[] {
  const written: string[] = [];
  const line = progressLine({ progress, stderr: (text: string) => void written.push(text) } as unknown as Io);
  line.show({ calls: 1, units: 0, accounts: 0, policies: 0, policiesRead: 0 });
  line.show({ calls: 1234, units: 1, accounts: 40, policies: 8, policiesRead: 4 });
  line.end();
  return written;
}

test("one line that is drawn anew, and taken away at the end", () => {
  expect(shown(true)).toEqual([
    "\r\u001b[K░░░░░░░░░░░░░░░░░░░░ 0 of 0 policies, 0 units, 0 accounts, 1 call",
    "\r\u001b[K██████████░░░░░░░░░░ 4 of 8 policies, 1 unit, 40 accounts, 1,234 calls",
    "\r\u001b[K",
  ]);
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
