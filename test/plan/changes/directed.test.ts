import { planChanges } from "../../../src/plan/changes";
import { attempts } from "../../../src/plan/changes/attempt";
import type { Detour } from "../../../src/plan/changes/detours";
import { toPhases } from "../../../src/plan/changes/phases";
import type { ChangesInput } from "../../../src/plan/changes/types";
import type { Statement } from "../../../src/policy/document";
import { expectLaws, expectSafe } from "./expect-laws";
import { deny, document, FULL_ACCESS, input, limits, PARENTS, type PolicyRow, SCP, state } from "./support";

/** "phase: id <- what it waits for" for each write, in order; both laws have been tried in every state. */
function story(planned: ChangesInput): readonly string[] {
  const { phases, refusal } = expectLaws(planned);
  expect(refusal).toBeNull();
  return phases.flatMap(({ changes }) =>
    changes.map(
      ({ id, phase, after }) => `${phase}: ${id}${after.length === 0 ? "" : ` <- ${after.join(" ")}`}`,
    ),
  );
}

const read = deny("s3:GetObject");
const write = deny("s3:PutObject");
const run = deny("ec2:RunInstances");

function except(...principals: string[]): Statement {
  return { ...deny("*"), Condition: { ArnNotLike: { "aws:PrincipalArn": principals } } };
}

function row(says: PolicyRow["says"], ...at: string[]): PolicyRow {
  return { says, at };
}

describe("one policy", () => {
  it("plans one phase without writes when nothing differs", () => {
    const same = { a: row([read], "U") };
    const planned = input(same, same);
    expect(expectLaws(planned).phases).toEqual([
      { phase: 1, state: planned.after, unprotected: new Set(), changes: [] },
    ]);
  });

  it("writes nothing for a target without a policy, or a policy whose targets are left out", () => {
    const planned = input({ a: row([read]) }, { a: row([read]) });
    expect(
      story({ ...planned, after: { ...planned.after, targets: new Map([["b", new Set(["U"])]]) } }),
    ).toEqual([]);
  });

  it("creates before it attaches", () => {
    expect(story(input({}, { a: row([read], "U", "R") }))).toEqual([
      "1: create:a",
      "1: attach:a:R <- create:a",
      "1: attach:a:U <- create:a",
    ]);
  });

  it("detaches and unprotects, then deletes", () => {
    const planned = input({ a: row([read], "U") }, {});
    expect(story(planned)).toEqual(["1: detach:a:U", "2: delete:a"]);
    const [first, second] = expectLaws(planned).phases;
    expect(first!.unprotected).toEqual(new Set(["a"]));
    expect(first!.state.policies.has("a")).toBe(true);
    expect(second!.unprotected).toEqual(new Set());
  });

  it("deletes at once what is attached nowhere", () => {
    expect(story(input({ a: row([read]) }, {}))).toEqual(["1: delete:a"]);
  });

  it("updates in one write what only changes its name, its Sid or its order", () => {
    const before = { a: row([{ ...read, Sid: "One" }, write], "U") };
    const after = { a: { ...row([write, { ...read, Sid: "Two" }], "U"), name: "renamed" } };
    expect(story(input(before, after))).toEqual(["1: update:a"]);
  });

  it("attaches to a new target only after the update, so that the old content never stands there", () => {
    expect(story(input({ a: row([read], "U") }, { a: row([write], "U", "V") }))).toEqual([
      "1: update:a",
      "1: attach:a:V <- update:a",
    ]);
  });

  it("detaches a phase before the update, so that the new content never stands at the old target", () => {
    expect(story(input({ a: row([read], "1", "2") }, { a: row([read, write], "2") }))).toEqual([
      "1: detach:a:1",
      "2: update:a",
    ]);
  });

  it("needs no such phase where the new content is denied anyway", () => {
    const before = { a: row([read], "1", "2"), b: row([deny("s3:*")], "U") };
    expect(story(input(before, { ...before, a: row([read, write], "2") }))).toEqual([
      "1: update:a",
      "1: detach:a:1",
    ]);
  });

  it("attaches above before it detaches below, and the reverse", () => {
    expect(story(input({ a: row([read], "1", "2") }, { a: row([read], "U") }))).toEqual([
      "1: attach:a:U",
      "1: detach:a:1 <- attach:a:U",
      "1: detach:a:2 <- attach:a:U",
    ]);
    expect(story(input({ a: row([read], "U") }, { a: row([read], "1", "2") }))).toEqual([
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
    const before = { a: row([run], "1"), b: row([run], "R") };
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
      { a: row([read], "U"), b: row([run], "V") },
      { a: row([write], "U", "V"), b: row([run], "4") },
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

describe("a moved statement", () => {
  it("is written to its new policy before the old one drops it", () => {
    const before = { a: row([read, write], "U"), b: row([run], "U") };
    expect(story(input(before, { a: row([write], "U"), b: row([read, run], "U") }))).toEqual([
      "1: update:a <- update:b",
      "1: update:b",
    ]);
  });

  it("is attached with its new policy before the old one is detached", () => {
    expect(story(input({ a: row([read], "U") }, { b: row([read], "U") }))).toEqual([
      "1: create:b",
      "1: attach:b:U <- create:b",
      "1: detach:a:U <- attach:b:U",
      "2: delete:a",
    ]);
  });

  it("waits for the last write that brings it, and through that for the others", () => {
    const before = { a: row([read], "U"), b: row([run], "1") };
    expect(story(input(before, { b: row([run, read], "1", "2") }))).toEqual([
      "1: update:b",
      "1: attach:b:2 <- update:b",
      "1: detach:a:U <- attach:b:2",
      "2: delete:a",
    ]);
  });

  it("waits for nothing where others deny it all along", () => {
    const other = { id: "p-other", type: SCP, text: document([deny("s3:*")]), targets: new Set(["R"]) };
    const planned = input(
      { a: row([read], "U") },
      { b: row([read], "U") },
      { unmanaged: [FULL_ACCESS, other] },
    );
    expect(story(planned)).toContain("1: detach:a:U");
  });

  it("lets a Deny that nothing replaces wait only for new ones that may meet it in an account", () => {
    const before = { a: row([deny("s3:*")], "1") };
    const after = { b: row([read], "R"), c: row([read], "2"), d: row([run], "1") };
    expect(story(input(before, after))).toContain("1: detach:a:1 <- attach:b:R");
  });
});

describe("policies that wait for each other", () => {
  const swapped = input(
    { a: row([read, deny("ec2:*")], "U"), b: row([write, deny("iam:*")], "U") },
    { a: row([write, deny("ec2:*")], "U"), b: row([read, deny("iam:*")], "U") },
  );

  it("hold old and new at once for a phase, one of them at least", () => {
    expect(story(swapped)).toEqual(["1: update:a:widen", "1: update:b <- update:a:widen", "2: update:a"]);
    expect(expectLaws(swapped).phases[0]!.state.policies.get("a")!.text).toBe(
      document([write, deny("ec2:*"), read]).replaceAll(/\["([^"]*)"\]/g, '"$1"'),
    );
  });

  it("are widened where there is room, or refused with two steps", () => {
    const [a, b] = ["a", "b"].map((key) => swapped.before.policies.get(key)!.text.length);
    expect(a).toBeLessThan(b! + 1);
    const room = (characters: number) => ({
      ...swapped,
      limits: (type: string) => ({ ...limits(type), characters }),
    });
    const { phases, refusal } = expectLaws(room(b!));
    expect(phases).toEqual([]);
    expect(refusal).toMatchObject({ policies: ["a", "b"], targets: ["U"] });
    expect(refusal!.steps).toHaveLength(2);
  });

  it("never give a widened policy one Sid twice", () => {
    const named = (statement: Statement, Sid: string): Statement => ({ ...statement, Sid });
    const planned = input(
      { a: row([named(read, "One")], "U"), b: row([named(write, "One")], "U") },
      { a: row([named(write, "One")], "U"), b: row([named(read, "One")], "U") },
    );
    const { phases } = expectLaws(planned);
    const { Statement: statements } = JSON.parse(phases[0]!.state.policies.get("a")!.text);
    expect(statements).toHaveLength(2);
    expect(statements.filter(({ Sid }: Statement) => Sid === "One")).toHaveLength(1);
  });

  it("need no detour when the same exemption changes in both", () => {
    const both = (...names: string[]) => ({
      a: row([except(...names)], "R"),
      b: row([except(...names)], "U"),
    });
    expect(story(input(both("x", "y"), both("x", "z")))).toEqual(["1: update:a", "1: update:b"]);
  });

  it("are refused when they exchange names", () => {
    const { refusal } = expectLaws(
      input(
        { a: { ...row([read], "U"), name: "one" }, b: { ...row([write], "U"), name: "two" } },
        { a: { ...row([read], "U"), name: "two" }, b: { ...row([write], "U"), name: "one" } },
      ),
    );
    expect(refusal!.reason).toMatch(/name/);
  });
});

it("gives up a name before another policy takes it", () => {
  const before = { a: { ...row([read], "U"), name: "one" } };
  expect(story(input(before, { a: row([read], "U"), b: { ...row([write], "U"), name: "one" } }))).toEqual([
    "1: create:b <- update:a",
    "1: update:a",
    "1: attach:b:U <- create:b",
  ]);
});

it("takes a policy that drifted to deny anything", () => {
  const before = { a: row("{not JSON", "U"), b: row([read], "U") };
  const planned = input(before, { a: row([write], "U"), b: row([run], "U") });
  expect(planChanges(planned).phases.flatMap(({ changes }) => changes)).toMatchObject([
    { id: "update:a", after: ["update:b"] },
    { id: "update:b", after: [] },
  ]);
});

describe("slots", () => {
  const full = (attached: number, before: Record<string, PolicyRow>, after: Record<string, PolicyRow>) =>
    input(before, after, { limits: (type) => ({ ...limits(type), attached }) });

  it("frees a slot in one phase and takes it in the next", () => {
    expect(
      story(
        full(3, { a: row([read], "U"), b: row([write], "U") }, { a: row([read], "U"), c: row([run], "U") }),
      ),
    ).toEqual(["1: create:c", "1: detach:b:U", "2: attach:c:U", "2: delete:b"]);
  });

  it("refuses when the new policy needs the slot before the old one can go", () => {
    const { refusal } = expectLaws(full(2, { a: row([read], "U") }, { b: row([read], "U") }));
    expect(refusal).toMatchObject({
      policies: ["a", "b"],
      targets: ["U"],
      reason: expect.stringMatching(/slot/),
    });
  });

  it("refuses more policies than AWS allows", () => {
    const { refusal } = expectLaws(full(1, {}, { b: row([read], "U") }));
    expect(refusal).toMatchObject({
      policies: ["b"],
      targets: ["U"],
      reason: expect.stringMatching(/more policies/),
    });
  });

  it("keeps one SCP where no others are attached", () => {
    const allow: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
    const planned = input(
      { a: row([allow, read], ...PARENTS.keys()) },
      { b: row([allow, read], ...PARENTS.keys()) },
      { unmanaged: [] },
    );
    expect(story(planned)).toContain("1: detach:a:U <- attach:b:U");
    expect(expectLaws({ ...planned, after: state({}) }).refusal!.reason).toMatch(/at least one/);
    const lawless = { parents: new Map([["R", null]]), unmanaged: [] };
    expect(story(input({ a: row([read], "R") }, { b: row([write], "R") }, lawless))).toContain(
      "1: detach:a:R <- attach:b:R",
    );
  });
});

it("orders resource control policies alike, and neither type waits for the other", () => {
  const rcp = (statement: Statement) => [{ ...statement, Principal: "*" }];
  const type = "RESOURCE_CONTROL_POLICY";
  const planned = input(
    { a: { ...row(rcp(read), "U"), type }, s: row([write], "U") },
    { b: { ...row(rcp(read), "U"), type } },
  );
  const changes = planChanges(planned).phases.flatMap((phase) => phase.changes);
  expect(changes.filter(({ op }) => op === "detach")).toMatchObject([
    { id: "detach:a:U", after: ["attach:b:U"] },
    { id: "detach:s:U", after: [] },
  ]);
});

describe("other types", () => {
  const tag = (says: string, ...at: string[]): PolicyRow => ({ says, at, type: "TAG_POLICY" });

  it("are replaced before they are detached, under no law", () => {
    const planned = input({ a: tag('{"tags":{}}', "U") }, { b: tag('{"tags":{"x":{}}}', "U") });
    expect(story(planned)).toEqual([
      "1: create:b",
      "1: attach:b:U <- create:b",
      "1: detach:a:U <- attach:b:U",
      "2: delete:a",
    ]);
    expect(story(input({ a: tag("{}", "U", "V") }, { a: tag('{"tags":{}}', "U") }))).toEqual([
      "1: update:a",
      "1: detach:a:V",
    ]);
  });

  it("never turn into each other", () => {
    const { refusal } = expectLaws(input({ a: tag("{}", "U") }, { a: row([read], "U") }));
    expect(refusal).toMatchObject({ policies: ["a"], reason: expect.stringMatching(/type/) });
  });

  it("do not wait for service control policies", () => {
    const before = { a: row([read], "1", "2"), t: tag("{}", "U") };
    const after = { a: row([read, write], "2"), t: tag('{"tags":{}}', "U") };
    expect(story(input(before, after))).toEqual(["1: update:t", "1: detach:a:1", "2: update:a"]);
  });
});

describe("Allows that decide", () => {
  const allow = (...actions: string[]): Statement => ({ Effect: "Allow", Action: actions, Resource: "*" });
  const closed = (...nodes: string[]) => ({
    unmanaged: [
      { ...FULL_ACCESS, targets: new Set([...PARENTS.keys()].filter((node) => !nodes.includes(node))) },
    ],
  });

  it("come before they go at one level", () => {
    const before = { a: row([allow("s3:*")], "U"), b: row([allow("iam:*")], "U") };
    const after = { a: row([allow("ec2:*")], "U"), b: row([allow("s3:*", "iam:*")], "U") };
    expect(story(input(before, after, closed("U")))).toEqual(["1: update:a <- update:b", "1: update:b"]);
  });

  it("come before they go at one level even where the new one only overlaps the old one", () => {
    const before = { a: row([allow("s3:*")], "U"), b: row([allow("iam:*")], "U") };
    const after = { a: row([allow("ec2:*")], "U"), b: row([allow("*:Get*"), allow("iam:*")], "U") };
    expect(story(input(before, after, closed("U")))).toEqual(["1: update:a <- update:b", "1: update:b"]);
  });

  it("tighten at one level before they loosen at another", () => {
    const before = { a: row([allow("s3:*")], "U"), b: row([allow("s3:*"), allow("ec2:*")], "1") };
    const after = { a: row([allow("s3:*"), allow("ec2:*")], "U"), b: row([allow("s3:*")], "1") };
    expect(story(input(before, after, closed("U", "1")))).toEqual(["1: update:a <- update:b", "1: update:b"]);
  });

  it("decide nothing beside FullAWSAccess", () => {
    const before = { a: row([allow("s3:*")], "U"), b: row([allow("ec2:*")], "1") };
    const after = { a: row([allow("ec2:*")], "U"), b: row([allow("s3:*")], "1") };
    expect(story(input(before, after))).toEqual(["1: update:a", "1: update:b"]);
  });
});

it("keeps a verdict over a phase even where the two ends of the whole change differ", () => {
  // What b denies at 1 is to be allowed there, but a, on its way out, brings the like for a while.
  const before = { a: row([read], "1", "2", "3"), b: row([run], "1") };
  const after = { a: row([read, run], "3"), c: row([read], "1") };
  const planned = input(before, after, { limits: (type) => ({ ...limits(type), attached: 3 }) });
  expect(expectLaws(planned).refusal).toBeNull();
});
