import fc from "fast-check";
import type { DriftKind } from "../../src/drift/kinds";
import { apart, deedsOf } from "../support/deeds";
import { brief, driftOf } from "../support/drift";
import { organizations } from "../support/drift-organizations";
import { accepted, allMended, isToAccept } from "../support/mended";
import { SEED } from "../support/policy-generator";

/** organization.yaml names units by their paths: with these a person has to write there first. */
const NEEDS_YAML: readonly DriftKind[] = ["unit-moved", "unit-removed", "unit-renamed"];

test("whatever was done, the mends leave what a person is to accept, and accepting that leaves nothing", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      organizations,
      fc.noBias(fc.array(fc.nat(), { minLength: 1, maxLength: 8 })),
      (state, choice) => {
        const possible = deedsOf(state).filter(({ kind }) => !NEEDS_YAML.includes(kind));
        const deeds = apart(possible, choice);
        for (const { kind } of deeds) seen.add(kind);
        const { facts, left } = allMended(
          state,
          deeds.reduce((before, { done }) => done(before), state.facts),
        );
        expect(brief(left.filter((row) => !isToAccept(row)))).toEqual([]);
        const now = accepted(state, facts);
        expect(brief(driftOf(now, now.facts).rows)).toEqual([]);
      },
    ),
    { seed: SEED, numRuns: process.env.RUN_DEEP ? 1000 : 40 },
  );
  expect(seen.size).toBe(22);
});
