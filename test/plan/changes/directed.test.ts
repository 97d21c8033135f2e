import { planChanges } from "../../../src/plan/changes";
import type { ChangesResult } from "../../../src/plan/changes/types";
import { deny, input } from "./support";

/** "phase: id <- what it waits for" for each write, in order. */
function story({ phases, refusal }: ChangesResult): readonly string[] {
  expect(refusal).toBeNull();
  return phases.flatMap(({ changes }) =>
    changes.map(
      ({ id, phase, after }) => `${phase}: ${id}${after.length === 0 ? "" : ` <- ${after.join(" ")}`}`,
    ),
  );
}

it("plans one phase without writes when nothing differs", () => {
  const same = { a: { says: [deny("s3:*")], at: ["U"] } };
  const planned = input(same, same);
  expect(planChanges(planned)).toEqual({
    phases: [{ phase: 1, state: planned.after, unprotected: new Set(), changes: [] }],
    refusal: null,
  });
});

it("creates before it attaches", () => {
  expect(story(planChanges(input({}, { a: { says: [deny("s3:*")], at: ["U", "R"] } })))).toEqual([
    "1: create:a",
    "1: attach:a:R <- create:a",
    "1: attach:a:U <- create:a",
  ]);
});

it("detaches and unprotects, then deletes", () => {
  const result = planChanges(input({ a: { says: [deny("s3:*")], at: ["U"] } }, {}));
  expect(story(result)).toEqual(["1: detach:a:U", "2: delete:a"]);
  expect(result.phases[0]!.unprotected).toEqual(new Set(["a"]));
  expect(result.phases[0]!.state.policies.has("a")).toBe(true);
});
