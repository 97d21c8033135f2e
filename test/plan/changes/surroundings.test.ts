import { planChanges } from "../../../src/plan/changes";
import type { Statement } from "../../../src/policy/document";
import { expectLaws, story } from "./expect-laws";
import { FULL_ACCESS, input, limits, PARENTS, type PolicyRow, READ, RUN, row, state, WRITE } from "./support";

describe("slots", () => {
  const full = (attached: number, before: Record<string, PolicyRow>, after: Record<string, PolicyRow>) =>
    input(before, after, { limits: (type) => ({ ...limits(type), attached }) });

  it("frees a slot in one phase and takes it in the next", () => {
    expect(
      story(
        full(3, { a: row([READ], "U"), b: row([WRITE], "U") }, { a: row([READ], "U"), c: row([RUN], "U") }),
      ),
    ).toEqual(["1: create:c", "1: detach:b:U", "2: attach:c:U", "2: delete:b"]);
  });

  it("refuses when the new policy needs the slot before the old one can go", () => {
    const { refusal } = expectLaws(full(2, { a: row([READ], "U") }, { b: row([READ], "U") }));
    expect(refusal).toMatchObject({
      policies: ["a", "b"],
      targets: ["U"],
      reason: expect.stringMatching(/slot/),
    });
  });

  it("refuses more policies than AWS allows", () => {
    const { refusal } = expectLaws(full(1, {}, { b: row([READ], "U") }));
    expect(refusal).toMatchObject({
      policies: ["b"],
      targets: ["U"],
      reason: expect.stringMatching(/more policies/),
    });
  });

  it("keeps one SCP where no others are attached", () => {
    const allow: Statement = { Effect: "Allow", Action: "*", Resource: "*" };
    const planned = input(
      { a: row([allow, READ], ...PARENTS.keys()) },
      { b: row([allow, READ], ...PARENTS.keys()) },
      { unmanaged: [] },
    );
    expect(story(planned)).toContain("1: detach:a:U <- attach:b:U");
    expect(expectLaws({ ...planned, after: state({}) }).refusal!.reason).toMatch(/at least one/);
    const lawless = { parents: new Map([["R", null]]), unmanaged: [] };
    expect(story(input({ a: row([READ], "R") }, { b: row([WRITE], "R") }, lawless))).toContain(
      "1: detach:a:R <- attach:b:R",
    );
  });
});

it("orders resource control policies alike, and neither type waits for the other", () => {
  const rcp = (statement: Statement) => [{ ...statement, Principal: "*" }];
  const type = "RESOURCE_CONTROL_POLICY";
  const planned = input(
    { a: { ...row(rcp(READ), "U"), type }, s: row([WRITE], "U") },
    { b: { ...row(rcp(READ), "U"), type } },
  );
  const changes = planChanges(planned).phases.flatMap((phase) => phase.changes);
  expect(changes.filter(({ op }) => op === "detach")).toMatchObject([
    { id: "detach:a:U", after: ["attach:b:U"] },
    { id: "detach:s:U", after: [] },
  ]);
});

describe("other types", () => {
  const tag = (says: string, ...at: string[]): PolicyRow => ({ says, at, type: "TAG_POLICY" });

  it("are under no law where they set nothing", () => {
    expect(story(input({ a: tag("{}", "U", "V") }, { a: tag('{"tags":{}}', "U") }))).toEqual([
      "1: update:a",
      "1: detach:a:V",
    ]);
  });

  it("never turn into each other", () => {
    const { refusal } = expectLaws(input({ a: tag("{}", "U") }, { a: row([READ], "U") }));
    expect(refusal).toMatchObject({ policies: ["a"], reason: expect.stringMatching(/type/) });
  });

  it("do not wait for service control policies", () => {
    const before = { a: row([READ], "1", "2"), t: tag("{}", "U") };
    const after = { a: row([READ, WRITE], "2"), t: tag('{"tags":{}}', "U") };
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
