import fc from "fast-check";
import { compare } from "../../src/compare/compare";
import type { Differences } from "../../src/compare/types";
import { decide } from "../../src/evaluate/reference";
import { FULL, type LevelDocuments, levels, REQUESTS, replays, SEED } from "./support";

/** Pairs of chains that hold an Allow each, so that nothing is assumed, with what differs both ways. */
const compared = fc.sample(fc.tuple(levels, levels), { seed: SEED, numRuns: 14 }).map(([old, now]) => {
  const before: LevelDocuments = [[FULL], ...old];
  const after: LevelDocuments = [[FULL], ...now];
  return { before, after, there: compare(before, after), back: compare(after, before) };
});

const actionsOf = (entries: Differences["newlyDenied"]) => new Set(entries.flatMap(({ actions }) => actions));

it("finds no difference between equal policies, however their statements are ordered", () => {
  for (const { before } of compared.slice(0, 8)) {
    const reordered = before.map((one) =>
      [...one].reverse().map((document) => ({
        ...document,
        Statement: [...(document.Statement as [])].reverse(),
      })),
    );
    expect(compare(before, reordered)).toEqual({
      equal: true,
      assumed: [],
      newlyDenied: [],
      newlyAllowed: [],
      undecided: [],
    });
  }
});

it("what is newly denied one way round is newly allowed the other", () => {
  for (const { there, back } of compared) {
    expect(back.newlyAllowed).toEqual(there.newlyDenied);
    expect(back.newlyDenied).toEqual(there.newlyAllowed);
    expect(back.equal).toBe(there.equal);
  }
});

it("every witness replays through the plain evaluator, with each of its actions", () => {
  let entries = 0;
  for (const { before, after, there } of compared) {
    for (const entry of there.newlyDenied) expect(replays(entry, before, after)).toBe(true);
    for (const entry of there.newlyAllowed) expect(replays(entry, after, before)).toBe(true);
    entries += there.newlyDenied.length + there.newlyAllowed.length;
  }
  expect(entries).toBeGreaterThan(30);
});

it("lists every known action for which any of many requests shows a difference", () => {
  let seen = 0;
  for (const { before, after, there } of compared) {
    expect(there.undecided).toEqual([]);
    const [denied, allowed] = [actionsOf(there.newlyDenied), actionsOf(there.newlyAllowed)];
    for (const request of REQUESTS) {
      const [old, now] = [decide(before, request).verdict, decide(after, request).verdict];
      if (old === now) continue;
      seen++;
      expect(now === "denied" ? denied : allowed).toContain(request.action);
    }
  }
  expect(seen).toBeGreaterThan(300);
});
