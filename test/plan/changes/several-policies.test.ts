import { planChanges } from "../../../src/plan/changes";
import type { Statement } from "../../../src/policy/document";
import { expectLaws, story } from "./expect-laws";
import { deny, document, FULL_ACCESS, input, limits, READ, RUN, row, SCP, WRITE } from "./support";

function except(...principals: string[]): Statement {
  return { ...deny("*"), Condition: { ArnNotLike: { "aws:PrincipalArn": principals } } };
}

describe("a moved statement", () => {
  it("is written to its new policy before the old one drops it", () => {
    const before = { a: row([READ, WRITE], "U"), b: row([RUN], "U") };
    expect(story(input(before, { a: row([WRITE], "U"), b: row([READ, RUN], "U") }))).toEqual([
      "1: update:a <- update:b",
      "1: update:b",
    ]);
  });

  it("is attached with its new policy before the old one is detached", () => {
    expect(story(input({ a: row([READ], "U") }, { b: row([READ], "U") }))).toEqual([
      "1: create:b",
      "1: attach:b:U <- create:b",
      "1: detach:a:U <- attach:b:U",
      "2: delete:a",
    ]);
  });

  it("waits for the last write that brings it, and through that for the others", () => {
    const before = { a: row([READ], "U"), b: row([RUN], "1") };
    expect(story(input(before, { b: row([RUN, READ], "1", "2") }))).toEqual([
      "1: update:b",
      "1: attach:b:2 <- update:b",
      "1: detach:a:U <- attach:b:2",
      "2: delete:a",
    ]);
  });

  it("waits for nothing where others deny it all along", () => {
    const other = { id: "p-other", type: SCP, text: document([deny("s3:*")]), targets: new Set(["R"]) };
    const planned = input(
      { a: row([READ], "U") },
      { b: row([READ], "U") },
      { unmanaged: [FULL_ACCESS, other] },
    );
    expect(story(planned)).toContain("1: detach:a:U");
  });

  it("lets a Deny that nothing replaces wait only for new ones that may meet it in an account", () => {
    const before = { a: row([deny("s3:*")], "1") };
    const after = { b: row([READ], "R"), c: row([READ], "2"), d: row([RUN], "1") };
    expect(story(input(before, after))).toContain("1: detach:a:1 <- attach:b:R");
  });
});

describe("policies that wait for each other", () => {
  const swapped = input(
    { a: row([READ, deny("ec2:*")], "U"), b: row([WRITE, deny("iam:*")], "U") },
    { a: row([WRITE, deny("ec2:*")], "U"), b: row([READ, deny("iam:*")], "U") },
  );

  it("hold old and new at once for a phase, one of them at least", () => {
    expect(story(swapped)).toEqual(["1: update:a:widen", "1: update:b <- update:a:widen", "2: update:a"]);
    expect(expectLaws(swapped).phases[0]!.state.policies.get("a")!.text).toBe(
      document([WRITE, deny("ec2:*"), READ]).replaceAll(/\["([^"]*)"\]/g, '"$1"'),
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
      { a: row([named(READ, "One")], "U"), b: row([named(WRITE, "One")], "U") },
      { a: row([named(WRITE, "One")], "U"), b: row([named(READ, "One")], "U") },
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
        { a: { ...row([READ], "U"), name: "one" }, b: { ...row([WRITE], "U"), name: "two" } },
        { a: { ...row([READ], "U"), name: "two" }, b: { ...row([WRITE], "U"), name: "one" } },
      ),
    );
    expect(refusal!.reason).toMatch(/name/);
  });
});

it("gives up a name before another policy takes it", () => {
  const before = { a: { ...row([READ], "U"), name: "one" } };
  expect(story(input(before, { a: row([READ], "U"), b: { ...row([WRITE], "U"), name: "one" } }))).toEqual([
    "1: create:b <- update:a",
    "1: update:a",
    "1: attach:b:U <- create:b",
  ]);
});

it("takes a policy that drifted to deny anything", () => {
  const before = { a: row("{not JSON", "U"), b: row([READ], "U") };
  const planned = input(before, { a: row([WRITE], "U"), b: row([RUN], "U") });
  expect(planChanges(planned).phases.flatMap(({ changes }) => changes)).toMatchObject([
    { id: "update:a", after: ["update:b"] },
    { id: "update:b", after: [] },
  ]);
});

it("keeps a verdict over a phase even where the two ends of the whole change differ", () => {
  // What b denies at 1 is to be allowed there, but a, on its way out, brings the like for a while.
  const before = { a: row([READ], "1", "2", "3"), b: row([RUN], "1") };
  const after = { a: row([READ, RUN], "3"), c: row([READ], "1") };
  const planned = input(before, after, { limits: (type) => ({ ...limits(type), attached: 3 }) });
  expect(expectLaws(planned).refusal).toBeNull();
});
