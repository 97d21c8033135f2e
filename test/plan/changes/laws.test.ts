import fc from "fast-check";
import { attempts } from "../../../src/plan/changes/attempt";
import { DETOURS } from "../../../src/plan/changes/detours";
import { toPhases } from "../../../src/plan/changes/phases";
import { expectLaws, expectSafe, isAttachable } from "./expect-laws";
import { allowChanges, bareChanges, denyChanges } from "./generators";

it.each([
  { name: "Denies alone", changes: denyChanges, refusable: 0.03 },
  { name: "Allows that decide", changes: allowChanges, refusable: 0.06 },
  { name: "no policies of others", changes: bareChanges, refusable: 0.06 },
])("keeps both laws in every state that the order permits: $name", ({ changes, refusable }) => {
  let [planned, refused] = [0, 0];
  fc.assert(
    fc.property(changes, (input) => {
      fc.pre(isAttachable(input, input.before) && isAttachable(input, input.after));
      if (expectLaws(input).refusal === null) planned++;
      else refused++;
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(refused / (planned + refused)).toBeLessThan(refusable);
});

it.each([
  { name: "Denies alone", changes: denyChanges },
  { name: "Allows that decide", changes: allowChanges },
])("keeps both laws whatever detours policies take: $name", ({ changes }) => {
  const detours = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom(...DETOURS));
  let ordered = 0;
  fc.assert(
    fc.property(changes, detours, (input, taken) => {
      fc.pre(isAttachable(input, input.before) && isAttachable(input, input.after));
      const updated = [...input.after.policies].filter(
        ([key, { text }]) => (input.before.policies.get(key)?.text ?? text) !== text,
      );
      const { managed, order } = attempts(input)(
        new Map(updated.flatMap(([key]) => (taken[key] ? [[key, taken[key]]] : []))),
      );
      const phases = order.phases();
      if (phases === null) return;
      ordered++;
      expectSafe(input, toPhases(order, phases, managed, input.after));
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(ordered).toBeGreaterThan(300);
});
