import fc from "fast-check";
import {
  interruptedSince,
  type JournalEntry,
  journalLine,
  openDeletions,
  parseJournal,
} from "../../src/root/journal";
import { CREDENTIAL_KINDS } from "../../src/root/types";

const start: JournalEntry = {
  event: "start",
  formatVersion: 1,
  organization: "o-a",
  at: "2026-12-01T00:00:00.000Z",
};
const credential = {
  account: fc.constantFrom("222222222222", "333333333333"),
  kind: fc.constantFrom(...CREDENTIAL_KINDS),
  id: fc.oneof(fc.constantFrom("", "a", "é\n\u2028"), fc.string()),
};
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record({ event: fc.constant("delete" as const), ...credential }),
  fc.record({ event: fc.constant("deleted" as const), ...credential }),
  fc.constant(start),
  fc.constant({ event: "end" } as const),
);
const bytes = (entries: readonly JournalEntry[]) => Buffer.from(entries.map(journalLine).join(""));

test("a journal cut off at any byte reads as its whole lines", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), fc.nat(), (some, seed) => {
      const entries = [start, ...some];
      const text = bytes(entries);
      const cut = seed % (text.length + 1);
      const journal = parseJournal(text.subarray(0, cut));
      if (typeof journal === "string") throw new Error(journal);
      expect(journal.entries).toEqual(entries.slice(0, journal.entries.length));
      expect(journal.length).toBe(bytes(journal.entries).length);
      expect(journal.length).toBeLessThanOrEqual(cut);
    }),
  );
});

test("what is open is what was begun and not reported done since", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const open = openDeletions({ entries, length: 0 }).map((one) => JSON.stringify(one));
      const last = new Map<string, string>();
      for (const one of entries) {
        if (one.event !== "delete" && one.event !== "deleted") continue;
        const { account, kind, id } = one;
        last.set(JSON.stringify({ account, kind, id }), one.event);
      }
      const expected = [...last].filter(([, event]) => event === "delete").map(([key]) => key);
      expect(open.sort()).toEqual(expected.sort());
    }),
  );
});

test("a run without its end was interrupted", () => {
  expect(interruptedSince({ entries: [start], length: 0 })).toBe("2026-12-01T00:00:00.000Z");
  expect(interruptedSince({ entries: [start, { event: "end" }], length: 0 })).toBeUndefined();
  expect(interruptedSince({ entries: [], length: 0 })).toBeUndefined();
});

test.each([
  ["hello\n", "line 1"],
  ['{"event":"end"}\n', "does not begin with the start"],
  [`${journalLine(start)}{"event":"delete","account":"1","kind":"soul","id":""}\n`, "line 2"],
  [`${journalLine(start)}null\n`, "line 2"],
])("%j is no journal", (text, message) => {
  expect(parseJournal(Buffer.from(text))).toContain(message);
});
