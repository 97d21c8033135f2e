import { attempts } from "../../../src/plan/changes/attempt";
import type { Detour } from "../../../src/plan/changes/detours";
import { toPhases } from "../../../src/plan/changes/phases";
import type { ChangesInput } from "../../../src/plan/changes/types";
import { expectLaws, expectSafe, story } from "./expect-laws";
import { deny, document, FULL_ACCESS, input, limits, READ, RUN, row, SCP, WRITE } from "./support";

describe("one policy", () => {
  it("plans one phase without writes when nothing differs", () => {
    const same = { a: row([READ], "U") };
    const planned = input(same, same);
    expect(expectLaws(planned).phases).toEqual([
      { phase: 1, state: planned.after, unprotected: new Set(), changes: [] },
    ]);
  });

  it("writes nothing for a target without a policy, or a policy whose targets are left out", () => {
    const planned = input({ a: row([READ]) }, { a: row([READ]) });
    expect(
      story({ ...planned, after: { ...planned.after, targets: new Map([["b", new Set(["U"])]]) } }),
    ).toEqual([]);
  });

  it("creates before it attaches", () => {
    expect(story(input({}, { a: row([READ], "U", "R") }))).toEqual([
      "1: create:a",
      "1: attach:a:R <- create:a",
      "1: attach:a:U <- create:a",
    ]);
  });

  it("detaches and unprotects, then deletes", () => {
    const planned = input({ a: row([READ], "U") }, {});
    expect(story(planned)).toEqual(["1: detach:a:U", "2: delete:a"]);
    const [first, second] = expectLaws(planned).phases;
    expect(first!.unprotected).toEqual(new Set(["a"]));
    expect(first!.state.policies.has("a")).toBe(true);
    expect(second!.unprotected).toEqual(new Set());
  });

  it("deletes at once what is attached nowhere", () => {
    expect(story(input({ a: row([READ]) }, {}))).toEqual(["1: delete:a"]);
  });

  it("updates in one write what only changes its name, its Sid or its order", () => {
    const before = { a: row([{ ...READ, Sid: "One" }, WRITE], "U") };
    const after = { a: { ...row([WRITE, { ...READ, Sid: "Two" }], "U"), name: "renamed" } };
    expect(story(input(before, after))).toEqual(["1: update:a"]);
  });

  it("attaches to a new target only after the update, so that the old content never stands there", () => {
    expect(story(input({ a: row([READ], "U") }, { a: row([WRITE], "U", "V") }))).toEqual([
      "1: update:a",
      "1: attach:a:V <- update:a",
    ]);
  });

  it("detaches a phase before the update, so that the new content never stands at the old target", () => {
    expect(story(input({ a: row([READ], "1", "2") }, { a: row([READ, WRITE], "2") }))).toEqual([
      "1: detach:a:1",
      "2: update:a",
    ]);
  });

  it("needs no such phase where the new content is denied anyway", () => {
    const before = { a: row([READ], "1", "2"), b: row([deny("s3:*")], "U") };
    expect(story(input(before, { ...before, a: row([READ, WRITE], "2") }))).toEqual([
      "1: update:a",
      "1: detach:a:1",
    ]);
  });

  it("attaches above before it detaches below, and the reverse", () => {
    expect(story(input({ a: row([READ], "1", "2") }, { a: row([READ], "U") }))).toEqual([
      "1: attach:a:U",
      "1: detach:a:1 <- attach:a:U",
      "1: detach:a:2 <- attach:a:U",
    ]);
    expect(story(input({ a: row([READ], "U") }, { a: row([READ], "1", "2") }))).toEqual([
      "1: attach:a:1",
      "1: attach:a:2",
      "1: detach:a:U <- attach:a:1 attach:a:2",
    ]);
  });

  it("goes down with its old content when the new one differs: what both deny is denied throughout", () => {
    expect(
      story(input({ a: row([deny("s3:*")], "U") }, { a: row([deny("s3:Get*", "ec2:*")], "1") })),
    ).toEqual(["1: attach:a:1", "1: detach:a:U <- attach:a:1", "2: update:a"]);
  });
});

describe("a policy on a detour", () => {
  const phasesWith = (planned: ChangesInput, key: string, detour: Detour) => {
    const { managed, order } = attempts(planned)(new Map([[key, detour]]));
    const phases = toPhases(order, order.phases()!, managed, planned.after);
    expectSafe(planned, phases);
    return phases.map(({ changes }) => changes.map(({ id }) => id));
  };

  it("that is attached first stands at every new target before another Deny goes there", () => {
    const before = { a: row([RUN], "1"), b: row([RUN], "R") };
    const planned = input(before, { a: row([deny("*")], "1", "3") });
    const detour = { attachesFirst: true, detachesFirst: false, widen: false };
    expect(phasesWith(planned, "a", detour)).toEqual([
      ["attach:a:3", "detach:b:R"],
      ["update:a", "delete:b"],
    ]);
  });

  it("that is widened comes to a new target before it is narrowed, however late there is a slot", () => {
    const other = { id: "p-other", type: SCP, text: document([deny("s3:*")]), targets: new Set(["V"]) };
    const planned = input(
      { a: row([READ], "U"), b: row([RUN], "V") },
      { a: row([WRITE], "U", "V"), b: row([RUN], "4") },
      { unmanaged: [FULL_ACCESS, other], limits: (type) => ({ ...limits(type), attached: 3 }) },
    );
    const detour = { attachesFirst: false, detachesFirst: false, widen: true };
    expect(phasesWith(planned, "a", detour)).toEqual([
      ["update:a:widen", "attach:b:4", "detach:b:V"],
      ["attach:a:V"],
      ["update:a"],
    ]);
  });
});
