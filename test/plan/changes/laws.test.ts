import fc from "fast-check";
import { expectLaws, isAttachable } from "./expect-laws";
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
