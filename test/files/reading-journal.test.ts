import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSnapshot } from "../../src/aws/snapshot-reader";
import { JOURNAL_KEEPS, readingJournal } from "../../src/files/reading-journal";
import { serializeSnapshot } from "../../src/organization/snapshot-file";
import { type Answers, answersOf } from "../support/organization-server/answers";
import { clientsOf } from "../support/organization-server/clients";
import { SMALL, WISHES, worldOf } from "../support/organization-server/world";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
  path = join(folder, "facts.json.journal");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = Date.parse("2026-11-01T00:00:00Z");

describe("a journal", () => {
  const first = () => {
    const journal = readingJournal(path, () => NOW);
    journal.begin("o-one");
    journal.record("a", { text: "\u2028", list: [1, null] });
    journal.record("nothing", undefined);
    return journal;
  };
  const again = (organization = "o-one", now = NOW + JOURNAL_KEEPS) => {
    const journal = readingJournal(path, () => now);
    journal.begin(organization);
    return journal;
  };

  test("gives back what it was given, once, and goes on after it", () => {
    first();
    const journal = again();
    expect([journal.resumed(), journal.forgotten()]).toEqual([2, ""]);
    expect(journal.recall("a")).toEqual({ value: { text: "\u2028", list: [1, null] } });
    expect(journal.recall("a")).toBeUndefined();
    expect(journal.recall("nothing")).toEqual({ value: undefined });
    expect(journal.recall("b")).toBeUndefined();
    journal.record("b", "later");
    expect(again().resumed()).toBe(3);
  });

  test("forgets a line that a crash cut off, wherever it was cut", () => {
    first();
    const whole = readFileSync(path);
    const ends = [...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1);
    for (let length = ends[0]!; length < whole.length; length++) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      const journal = again();
      expect(journal.resumed()).toBe(ends.filter((end) => end <= length).length - 1);
      journal.record("more", 1);
      expect(again().recall("more")).toEqual({ value: 1 });
    }
  });

  test.each<[string, () => void, string, number, string]>([
    ["another organization's", () => void first(), "o-two", NOW, "of the organization o-one"],
    ["too old", () => void first(), "o-one", NOW + JOURNAL_KEEPS + 1, "older than four hours"],
    ["from the future", () => void first(), "o-one", NOW - 1, "older than four hours"],
    ["something else", () => writeFileSync(path, "{}\n"), "o-one", NOW, "no journal"],
  ])("is begun anew where the one that is there is %s", (_, before, organization, now, why) => {
    before();
    const journal = again(organization, now);
    expect(journal.resumed()).toBe(0);
    expect(journal.forgotten()).toContain(why);
    expect(journal.recall("a")).toBeUndefined();
    expect(again(organization, now).forgotten()).toBe("");
  });

  test("asks again only for the answers that are too old", () => {
    first();
    const later = again("o-one", NOW + 60_000);
    later.record("b", "younger");
    const journal = again("o-one", NOW + JOURNAL_KEEPS + 1);
    expect([journal.resumed(), journal.forgotten()]).toEqual([1, ""]);
    expect(journal.recall("a")).toBeUndefined();
    expect(journal.recall("b")).toEqual({ value: "younger" });
    journal.record("a", "again");
    expect(again("o-one", NOW + JOURNAL_KEEPS + 2).recall("a")).toEqual({ value: "again" });
  });

  test("is taken away", () => {
    first().remove();
    expect(existsSync(path)).toBe(false);
  });
});

test("a reading that is killed at any call goes on where it was, and gives the same bytes", async () => {
  const world = worldOf({ ...SMALL, accounts: 21, units: 2, accountsOfSet: 3 });
  const answers = answersOf(world);
  let clock = 0;
  const read = (from: Answers, now: number) =>
    readSnapshot(clientsOf(from), WISHES, {
      sleep: async () => {},
      random: () => 0,
      now: () => (clock += 60_000),
      progress: () => {},
      journal: readingJournal(path, () => now),
    });
  const { calls: all } = await read(answers, NOW);
  const repeated: number[] = [];
  for (let killed = 1; killed < all; killed += 3) {
    rmSync(path, { force: true });
    let left = killed;
    const killing: Answers = (action, input) => {
      if (left-- <= 0) throw new Error("killed");
      return answers(action, input);
    };
    await expect(read(killing, NOW)).rejects.toThrow();
    // What the kill left half-written.
    if (existsSync(path)) appendFileSync(path, '{"key":"[');
    const { snapshot, calls } = await read(answers, NOW + 1_000);
    expect(serializeSnapshot(snapshot)).toBe(serializeSnapshot(world.facts));
    repeated.push(killed + calls - all);
  }
  // Asked again are the organization, its root, the instance, the caller, and lists of which not every page was read.
  expect(Math.max(...repeated)).toBeLessThan(12);
});
