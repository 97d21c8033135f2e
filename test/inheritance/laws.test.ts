import fc from "fast-check";
import { effectiveOf, effectivePolicy } from "../../src/inheritance/effective";
import { inherit, nothingInherited } from "../../src/inheritance/inherit";
import type { EffectivePolicy, PolicyLevel } from "../../src/inheritance/types";
import type { JsonValue } from "../../src/policy/management/document";
import { referenceSettings } from "./reference";

const CONTROL = "@@operators_allowed_for_child_policies";
const TYPE = "TAG_POLICY";

const list = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
const operator = fc.oneof(
  fc.record({ "@@assign": list }),
  fc.record({ "@@append": list }),
  fc.record({ "@@remove": list }),
  fc.constant({}),
);
const control = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc
      .oneof(
        fc.uniqueArray(fc.constantFrom("@@assign", "@@append", "@@remove"), { minLength: 1 }),
        fc.constantFrom(["@@all"], ["@@none"]),
      )
      .map((allowed) => ({ [CONTROL]: allowed })),
  },
);
const leaf = fc.tuple(operator, control).map(([value, limit]) => ({ ...value, ...limit }));
const group = (child: fc.Arbitrary<object>) =>
  fc
    .tuple(fc.dictionary(fc.constantFrom("X", "x2", "y"), child, { maxKeys: 3 }), control)
    .map(([children, limit]) => ({ ...children, ...limit }));
/** Settings at one depth, so that none is a group elsewhere. */
const document = group(group(leaf));
/** Levels with one policy each: nothing can conflict. */
const single = fc.array(fc.array(document, { maxLength: 1 }), { maxLength: 4 }).map(levelsOf);
/** Levels with several policies each. */
const several = fc.array(fc.array(document, { maxLength: 3 }), { maxLength: 4 }).map(levelsOf);

function levelsOf(documents: readonly (readonly object[])[]): readonly PolicyLevel[] {
  return documents.map((each, index) => ({
    target: `level-${index}`,
    policies: each.map((one, position) => ({ name: `p-${index}-${position}`, document: one })),
  }));
}

const settings = ({ leaves }: EffectivePolicy): Record<string, JsonValue> =>
  Object.fromEntries(leaves.map(({ path, value }) => [path.join("."), value]));

test("agrees with the rules written plainly", () => {
  fc.assert(
    fc.property(single, (levels) => {
      expect(settings(effectivePolicy(TYPE, levels))).toEqual(referenceSettings(levels));
    }),
    { numRuns: 1000 },
  );
});

test("agrees with them for several policies at a target, where these do not conflict", () => {
  fc.assert(
    fc.property(several, (levels) => {
      const found = effectivePolicy(TYPE, levels);
      fc.pre(found.problems.length === 0);
      expect(settings(found)).toEqual(referenceSettings(levels));
    }),
    { numRuns: 1000 },
  );
});

test("what is certain does not depend on the order within a level", () => {
  fc.assert(
    fc.property(several, (levels) => {
      const sorted = (found: EffectivePolicy) =>
        found.leaves.filter(({ certain }) => certain).map(({ path, value }) => [path, [value].flat().sort()]);
      const turned = levels.map(({ target, policies }) => ({ target, policies: [...policies].reverse() }));
      expect(sorted(effectivePolicy(TYPE, turned))).toEqual(sorted(effectivePolicy(TYPE, levels)));
    }),
  );
});

test("without child policies the parent's stays as it is", () => {
  fc.assert(
    fc.property(several, (levels) => {
      const more = [...levels, { target: "unit", policies: [] }, { target: "account", policies: [] }];
      expect(effectivePolicy(TYPE, more)).toEqual(effectivePolicy(TYPE, levels));
    }),
  );
});

test("the same policy again, one level down, changes no value", () => {
  fc.assert(
    fc.property(single, (levels) => {
      const again = levels.flatMap((level) => [level, { ...level, target: `${level.target}-again` }]);
      expect(settings(effectivePolicy(TYPE, again))).toEqual(settings(effectivePolicy(TYPE, levels)));
    }),
  );
});

test("a policy locked at every node is the whole policy, whatever is below", () => {
  const lock = (node: object): object => ({
    ...Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, key.startsWith("@@") ? value : lock(value)]),
    ),
    [CONTROL]: ["@@none"],
  });
  fc.assert(
    fc.property(document, several, (root, below) => {
      const top = { target: "Root", policies: [{ name: "p", document: lock(root) }] };
      expect(effectivePolicy(TYPE, [top, ...below]).policy).toEqual(effectivePolicy(TYPE, [top]).policy);
    }),
  );
});

test("a limit is never taken back further down", () => {
  fc.assert(
    fc.property(single, (levels) => {
      const root = {
        target: "Root",
        policies: [{ name: "p", document: { x: { y: { "@@assign": ["a"], [CONTROL]: ["@@append"] } } } }],
      };
      const all = {
        target: "unit",
        policies: [{ name: "q", document: { x: { y: { [CONTROL]: ["@@all"] } } } }],
      };
      const value = settings(effectivePolicy(TYPE, [root, all, ...levels]))["x.y"] as readonly string[];
      expect(value[0]).toBe("a");
    }),
  );
});

test("what a unit hands on is worked out once for all its accounts", () => {
  fc.assert(
    fc.property(several, several, (above, below) => {
      const unit = above.reduce(inherit, nothingInherited(TYPE));
      const before = JSON.stringify(effectiveOf(unit));
      expect(effectiveOf(below.reduce(inherit, unit))).toEqual(effectivePolicy(TYPE, [...above, ...below]));
      expect(JSON.stringify(effectiveOf(unit))).toBe(before);
    }),
  );
});

test("every setting names who decided it, and policies that are attached", () => {
  fc.assert(
    fc.property(several, (levels) => {
      const places = levels.flatMap(({ target, policies }) =>
        policies.map(({ name }) => `${target} ${name}`),
      );
      for (const { by } of effectivePolicy(TYPE, levels).leaves) {
        expect(by.length).toBeGreaterThan(0);
        for (const { target, policy } of by) expect(places).toContain(`${target} ${policy}`);
      }
    }),
  );
});
