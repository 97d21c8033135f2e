import fc from "fast-check";
import type { Levels } from "../../../src/evaluate/request";
import { type Answer, findRequest } from "../../../src/evaluate/search/find-request";
import { planChanges } from "../../../src/plan/changes";
import type { ChangesInput, ManagedState } from "../../../src/plan/changes/types";
import type { PolicyDocument } from "../../../src/policy/document";
import { isAttachable } from "./expect-laws";
import { allowChanges, bareChanges, denyChanges } from "./generators";
import { reachableStates } from "./simulate";
import { ACCOUNTS } from "./support";

/** The policies that bind an account at a moment, root first. */
function levelsOf(
  { parents, unmanaged }: ChangesInput,
  state: ManagedState,
  account: string,
): PolicyDocument[][] {
  const levels: PolicyDocument[][] = [];
  for (let node: string | null = account; node !== null; node = parents.get(node) ?? null) {
    const here = node;
    const ours = [...state.policies.values()].filter(({ key }) => state.targets.get(key)?.has(here));
    const texts = [...ours, ...unmanaged.filter(({ targets }) => targets.has(here))].map(({ text }) => text);
    levels.unshift([...new Set(texts)].sort().map((text) => JSON.parse(text)));
  }
  return levels;
}

/** Asks the kernel once for each question: many moments look alike to an account. */
function asker() {
  const answers = new Map<string, Answer["kind"]>();
  return (allowedBy: Levels[], deniedBy: Levels[]) => {
    const question = JSON.stringify([allowedBy, deniedBy]);
    const known = answers.get(question);
    if (known !== undefined) return known;
    const { kind } = findRequest({ allowedBy, deniedBy, within: { type: "SCP" } });
    answers.set(question, kind);
    return kind;
  };
}

it.each([
  { name: "Denies alone", changes: denyChanges },
  { name: "Allows that decide", changes: allowChanges },
  { name: "no policies of others", changes: bareChanges },
])("no request at all breaks a law in any state that the order permits: $name", ({ changes }) => {
  const ask = asker();
  let proofs = 0;
  fc.assert(
    fc.property(changes, (input) => {
      fc.pre(isAttachable(input, input.before) && isAttachable(input, input.after));
      let start = input.before;
      for (const { state, changes: writes } of planChanges(input).phases) {
        const moments = reachableStates(start, writes, state);
        for (const account of ACCOUNTS) {
          const [before, after] = [levelsOf(input, start, account), levelsOf(input, state, account)];
          for (const moment of moments) {
            const now = levelsOf(input, moment, account);
            expect(ask([now], [before, after])).toBe("none");
            expect(ask([before, after], [now])).toBe("none");
            proofs += 2;
          }
        }
        start = state;
      }
    }),
    { numRuns: 40, seed: 2 },
  );
  expect(proofs).toBeGreaterThan(500);
});
