import fc from "fast-check";
import { planChanges } from "../../../src/plan/changes";
import type { ChangesInput } from "../../../src/plan/changes/types";
import { settingKey, settingsOf } from "../../../src/policy/management/settings";
import { expectLaws, isAttachable, story } from "./expect-laws";
import { chainOf, type Verdicts } from "./simulate";
import { input, PARENTS, type PolicyRow } from "./support";

const TYPE = "DECLARATIVE_POLICY_EC2";
const NAMES = ["image", "snapshot", "console"];
const VALUES = ["on", "off"];

/** A policy of somebody else at every node: it takes a slot and sets nothing. */
const OTHERS = [{ id: "p-others", type: TYPE, text: "{}", targets: new Set(PARENTS.keys()) }];

/** A policy that gives some settings a value. */
function sets(values: Readonly<Record<string, string>>, ...at: string[]): PolicyRow {
  const attributes = Object.entries(values).map(([name, value]) => [name, { state: { "@@assign": value } }]);
  return {
    says: JSON.stringify({ ec2_attributes: Object.fromEntries(attributes) }),
    at,
    type: TYPE,
  };
}

/** For one account, as bits: whether each setting has some value, and whether it has this or that one. */
function inForce({ parents }: ChangesInput): Verdicts {
  const facts = NAMES.flatMap((name) => [name, ...VALUES.map((value) => `${name}=${value}`)]);
  return ({ policies, targets }, account) => {
    const chain = new Set(chainOf(parents, account));
    const seen = new Set<string>();
    for (const { key, text } of policies.values()) {
      if (![...(targets.get(key) ?? [])].some((target) => chain.has(target))) continue;
      for (const { path, operators } of settingsOf(JSON.parse(text))) {
        seen.add(path[1]!).add(`${path[1]}=${operators["@@assign"]}`);
      }
    }
    return facts.reduce((bits, fact, index) => bits | (seen.has(fact) ? 1n << BigInt(index) : 0n), 0n);
  };
}

function storyOf(
  before: Readonly<Record<string, PolicyRow>>,
  after: Readonly<Record<string, PolicyRow>>,
): readonly string[] {
  const planned = input(before, after, { unmanaged: OTHERS });
  return story(planned, inForce(planned));
}

describe("a setting", () => {
  it("is written to its new policy before the old one drops it", () => {
    const before = { a: sets({ image: "on", snapshot: "on" }, "U") };
    const after = { a: sets({ image: "on" }, "U"), b: sets({ snapshot: "on" }, "U") };
    expect(storyOf(before, after)).toEqual([
      "1: create:b",
      "1: update:a <- attach:b:U",
      "1: attach:b:U <- create:b",
    ]);
  });

  it("stays until another policy takes it in", () => {
    const before = { a: sets({ image: "on" }, "U"), b: sets({ snapshot: "on" }, "U") };
    const after = { a: sets({ image: "on", snapshot: "on" }, "U") };
    expect(storyOf(before, after)).toEqual(["1: update:a", "1: detach:b:U <- update:a", "2: delete:b"]);
  });

  it("with another value in another policy is not missing in between", () => {
    const before = { a: sets({ image: "on" }, "U") };
    const after = { b: sets({ image: "off" }, "U") };
    expect(storyOf(before, after)).toContain("1: detach:a:U <- attach:b:U");
  });

  it("that moves to a unit above is there before it goes below", () => {
    const before = { a: sets({ image: "on" }, "U", "V") };
    const after = { a: sets({ image: "on" }, "R") };
    expect(storyOf(before, after)).toEqual([
      "1: attach:a:R",
      "1: detach:a:U <- attach:a:R",
      "1: detach:a:V <- attach:a:R",
    ]);
  });

  it("waits for no other setting", () => {
    const before = { a: sets({ image: "on" }, "U"), b: sets({ snapshot: "on" }, "U") };
    const after = { a: sets({ image: "off" }, "U"), c: sets({ console: "on" }, "U") };
    expect(storyOf(before, after)).toEqual([
      "1: create:c",
      "1: update:a",
      "1: attach:c:U <- create:c",
      "1: detach:b:U",
      "2: delete:b",
    ]);
  });

  it("never comes to a target that its policy is leaving", () => {
    const before = { a: sets({ image: "on" }, "U", "V") };
    const after = { a: sets({ image: "on", console: "on" }, "U") };
    expect(storyOf(before, after)).toEqual(["1: detach:a:V", "2: update:a"]);
  });

  it("is held twice for a phase where two policies change places", () => {
    const before = { a: sets({ image: "on" }, "U"), b: sets({ snapshot: "on" }, "U") };
    const after = { a: sets({ snapshot: "on" }, "U"), b: sets({ image: "on" }, "U") };
    expect(storyOf(before, after)).toEqual([
      "1: update:a:widen",
      "1: update:b <- update:a:widen",
      "2: update:a",
    ]);
  });

  it("of two values cannot be held twice, so that a change of places is refused", () => {
    const before = {
      a: sets({ image: "on", console: "on" }, "U"),
      b: sets({ snapshot: "on", console: "on" }, "U"),
    };
    const after = {
      a: sets({ snapshot: "on", console: "off" }, "U"),
      b: sets({ image: "on", console: "off" }, "U"),
    };
    const { refusal } = planChanges(input(before, after, { unmanaged: OTHERS }));
    expect(refusal).toMatchObject({ policies: ["a", "b"], targets: ["U"] });
  });

  it("of a policy that cannot be read is given up when what replaces it is there", () => {
    const before = { a: { ...sets({}, "U"), says: "not JSON" } };
    const after = { b: sets({ image: "on" }, "U") };
    const { phases } = planChanges(input(before, after, { unmanaged: OTHERS }));
    expect(phases[0]!.changes.find(({ op }) => op === "detach")!.after).toEqual(["attach:b:U"]);
  });
});

const nodes = fc.subarray(["R", "U", "1"], { maxLength: 2 });
const policy = fc.record({
  values: fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES), { maxKeys: 2 }),
  at: nodes,
});
const rows = fc
  .dictionary(fc.constantFrom("a", "b", "c"), policy)
  .map((drawn) =>
    Object.fromEntries(Object.entries(drawn).map(([key, { values, at }]) => [key, sets(values, ...at)])),
  );

it("keeps what is set before and after, and sets nothing else, in every state that the order permits", () => {
  let [planned, refused] = [0, 0];
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const change = input(before, after, {
        unmanaged: OTHERS,
        limits: () => ({ characters: 10_000, attached: 4 }),
      });
      fc.pre(isAttachable(change, change.before) && isAttachable(change, change.after));
      if (expectLaws(change, inForce(change)).refusal === null) planned++;
      else refused++;
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(refused / (planned + refused)).toBeLessThan(0.05);
});

it("knows a path by its names, in letters of either case", () => {
  expect(settingKey(["tags", "CostCenter"])).toBe(settingKey(["tags", "costcenter"]));
  expect(settingKey(["a.b"])).not.toBe(settingKey(["a", "b"]));
});
