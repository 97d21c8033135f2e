import fc from "fast-check";
import { planChanges } from "../../../src/plan/changes";
import type { ChangesInput, ManagedState } from "../../../src/plan/changes/types";
import { allowChanges, denyChanges } from "./generators";
import { plain } from "./simulate";

function reversed<T>(items: Iterable<T>): T[] {
  return [...items].reverse();
}

function turned({ policies, targets }: ManagedState): ManagedState {
  return {
    policies: new Map(reversed(policies)),
    targets: new Map(reversed(targets).map(([key, at]) => [key, new Set(reversed(at))])),
  };
}

it.each([
  ["Denies alone", denyChanges],
  ["Allows that decide", allowChanges],
])("plans the same in whatever order the input lists things: %s", (_name, changes) => {
  const result = (input: ChangesInput) => {
    const { phases, refusal } = planChanges(input);
    return JSON.stringify({
      refusal,
      phases: phases.map(({ state, unprotected, ...phase }) => ({
        ...phase,
        unprotected: [...unprotected].sort(),
        state: plain(state),
      })),
    });
  };
  fc.assert(
    fc.property(changes, (input) => {
      const other = {
        ...input,
        parents: new Map(reversed(input.parents)),
        before: turned(input.before),
        after: turned(input.after),
        unmanaged: reversed(input.unmanaged).map((policy) => ({
          ...policy,
          targets: new Set(reversed(policy.targets)),
        })),
      };
      expect(result(other)).toBe(result(input));
    }),
    { numRuns: 200, seed: 1 },
  );
});
