import fc from "fast-check";
import { planChanges } from "../../../src/plan/changes";
import type { ChangesInput, ManagedState } from "../../../src/plan/changes/types";
import { allowChanges, denyChanges, REQUESTS } from "./generators";
import { plain, reachableStates, type Verdicts, verdicts, written } from "./simulate";
import { ACCOUNTS, PARENTS, SCP } from "./support";

const attachedAt = ({ unmanaged }: ChangesInput, { targets }: ManagedState, node: string) =>
  [...targets.values(), ...unmanaged.map((policy) => policy.targets)].filter((at) => at.has(node)).length;

const nodes = [...PARENTS.keys()];

const fits = (input: ChangesInput, state: ManagedState) =>
  nodes.every((node) => attachedAt(input, state, node) <= input.limits(SCP).attached);

/** What both laws forbid: the requests whose verdict flickers between two moments that agree. */
function flickering(
  verdict: Verdicts,
  start: ManagedState,
  moment: ManagedState,
  end: ManagedState,
): readonly string[] {
  return ACCOUNTS.filter((account) => {
    const [before, now, after] = [start, moment, end].map((state) => verdict(state, account)) as [
      bigint,
      bigint,
      bigint,
    ];
    return (before & after & ~now) !== 0n || (now & ~(before | after)) !== 0n;
  });
}

function expectLaws(input: ChangesInput): "planned" | "refused" {
  fc.pre(fits(input, input.before) && fits(input, input.after));
  const { phases, refusal } = planChanges(input);
  if (refusal !== null) {
    expect(phases).toEqual([]);
    return "refused";
  }
  const verdict = verdicts(input, REQUESTS);
  let start = input.before;
  for (const phase of phases) {
    const reachable = reachableStates(start, phase);
    for (const moment of reachable) {
      expect(flickering(verdict, input.before, moment, input.after)).toEqual([]);
      expect(flickering(verdict, start, moment, phase.state)).toEqual([]);
      expect(fits(input, moment)).toBe(true);
    }
    const whole = phase.changes.reduce((state, change) => written(state, change, phase.state), start);
    expect(plain(whole)).toEqual(plain(phase.state));
    start = phase.state;
  }
  expect(plain(start)).toEqual(plain(input.after));
  return "planned";
}

it.each([
  ["Denies alone", denyChanges, 400],
  ["Allows that decide", allowChanges, 400],
])("keeps both laws in every state that the order permits: %s", (name, changes, numRuns) => {
  const outcomes = { planned: 0, refused: 0 };
  fc.assert(
    fc.property(changes, (input) => {
      outcomes[expectLaws(input)]++;
    }),
    { numRuns, seed: 1 },
  );
  console.log(name, outcomes);
});
