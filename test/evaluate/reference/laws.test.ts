import fc from "fast-check";
import { decide } from "../../../src/evaluate/reference";
import type { AccessRequest, LevelDocuments } from "../../../src/evaluate/request";
import { statementsOf } from "../../../src/policy/document";
import {
  actions,
  condition,
  context,
  document,
  key,
  levels,
  operator,
  pair,
  request,
  resources,
  SEED,
  statement,
  value,
} from "../../support/policy-generator";
import { applies, holds } from "./semantics/support";

const RUNS = { seed: SEED, numRuns: 300 };
const allowed = (all: LevelDocuments, asked: AccessRequest) => decide(all, asked).verdict === "allowed";
const index = fc.nat({ max: 1_000 });

/** The same levels with a policy put somewhere into one of them. */
function withPolicy(all: LevelDocuments, at: number, added: LevelDocuments[number][number]): LevelDocuments {
  return all.map((level, place) => {
    if (place !== at % all.length) return level;
    const before = at % (level.length + 1);
    return [...level.slice(0, before), added, ...level.slice(before)];
  });
}

test("the generators reach both verdicts often", () => {
  const verdicts = fc.sample(fc.tuple(levels, request), RUNS).map(([all, asked]) => allowed(all, asked));
  const share = verdicts.filter(Boolean).length / verdicts.length;
  expect(share).toBeGreaterThan(0.05);
  expect(share).toBeLessThan(0.95);
});

test("decide answers every well-formed question, and names who decided if and only if it denies", () => {
  fc.assert(
    fc.property(levels, request, (all, asked) => {
      const { verdict, decidedBy } = decide(all, asked);
      expect(decidedBy.length === 0).toBe(verdict === "allowed");
    }),
    RUNS,
  );
});

test("adding a Deny never allows more, adding an Allow never denies more", () => {
  fc.assert(
    fc.property(levels, request, statement, index, (all, asked, added, at) => {
      const policy = { Version: "2012-10-17", Statement: added };
      const after = allowed(withPolicy(all, at, policy), asked);
      const before = allowed(all, asked);
      expect(added.Effect === "Deny" ? before || !after : after || !before).toBe(true);
    }),
    RUNS,
  );
});

test("the order of statements and policies in a level means nothing, nor how statements share policies", () => {
  fc.assert(
    fc.property(levels, request, (all, asked) => {
      const reversed = all.map((level) =>
        level.map((one) => ({ ...one, Statement: [...statementsOf(one)].reverse() })).reverse(),
      );
      const apart = all.map((level) =>
        level.flatMap((one) => statementsOf(one).map((Statement) => ({ ...one, Statement }))),
      );
      expect(allowed(reversed, asked)).toBe(allowed(all, asked));
      expect(allowed(apart, asked)).toBe(allowed(all, asked));
    }),
    RUNS,
  );
});

test("a chain allows what each of its levels allows, in whatever order", () => {
  fc.assert(
    fc.property(levels, request, (all, asked) => {
      const each = all.every((level) => allowed([level], asked));
      expect(allowed(all, asked)).toBe(each);
      expect(allowed([...all].reverse(), asked)).toBe(each);
    }),
    RUNS,
  );
});

test("saying the same twice changes nothing", () => {
  fc.assert(
    fc.property(levels, request, document, index, (all, asked, added, at) => {
      const once = withPolicy(all, at, added);
      expect(
        allowed(
          once.map((level) => [...level, ...level]),
          asked,
        ),
      ).toBe(allowed(once, asked));
    }),
    RUNS,
  );
});

test("NotAction and NotResource are the complements of Action and Resource", () => {
  fc.assert(
    fc.property(actions, resources, request, (Action, Resource, asked) => {
      expect(applies({ NotAction: Action }, asked)).toBe(!applies({ Action }, asked));
      expect(applies({ NotResource: Resource }, asked)).toBe(!applies({ Resource }, asked));
    }),
    RUNS,
  );
});

test("a list of actions or resources is the or of its members", () => {
  fc.assert(
    fc.property(actions, resources, request, (Action, Resource, asked) => {
      expect(applies({ Action }, asked)).toBe(Action.some((one) => applies({ Action: one }, asked)));
      expect(applies({ Resource }, asked)).toBe(Resource.some((one) => applies({ Resource: one }, asked)));
    }),
    RUNS,
  );
});

test("the casing of actions, keys and operators means nothing", () => {
  fc.assert(
    fc.property(condition, context, (block, given) => {
      const upper = (o: object) =>
        Object.fromEntries(Object.entries(o).map(([name, v]) => [name.toUpperCase(), v]));
      const folded = Object.fromEntries(
        Object.entries(upper(block)).map(([name, keys]) => [name, upper(keys)]),
      );
      expect(holds(folded, given)).toBe(holds(block, given));
      expect(holds(block, upper(given))).toBe(holds(block, given));
    }),
    RUNS,
  );
});

test("a block is the and of its operators and keys", () => {
  fc.assert(
    fc.property(condition, context, (block, given) => {
      const each = Object.entries(block).every(([name, keys]) =>
        Object.entries(keys).every(([one, values]) => holds({ [name]: { [one]: values } }, given)),
      );
      expect(holds(block, given)).toBe(each);
    }),
    RUNS,
  );
});

const values = fc.array(value, { maxLength: 3 });
const someValues = fc.array(value, { minLength: 1, maxLength: 3 });

test("where the key is present, an operator and its negation are complements, in sets crosswise", () => {
  fc.assert(
    fc.property(pair, values, someValues, context, ([positive, negated], wanted, found, others) => {
      const given = { ...others, k: found };
      const says = (name: string) => holds({ [name]: { k: wanted } }, given);
      expect(says(negated)).toBe(!says(positive));
      if (found.every((one) => one === "")) return;
      expect(says(`ForAllValues:${negated}`)).toBe(!says(`ForAnyValue:${positive}`));
      expect(says(`ForAnyValue:${negated}`)).toBe(!says(`ForAllValues:${positive}`));
    }),
    RUNS,
  );
});

test("a list of values is the or of its members, and the and of them for a negated operator", () => {
  fc.assert(
    fc.property(pair, values, value, context, ([positive, negated], wanted, found, others) => {
      const given = { ...others, k: found };
      const says = (name: string, list: readonly string[]) => holds({ [name]: { k: list } }, given);
      expect(says(positive, wanted)).toBe(wanted.some((one) => says(positive, [one])));
      expect(says(negated, wanted)).toBe(wanted.every((one) => says(negated, [one])));
    }),
    RUNS,
  );
});

test("IfExists is the operator, or the absence of the key", () => {
  fc.assert(
    fc.property(operator, key, values, context, (name, one, wanted, given) => {
      const absent = holds({ Null: { [one]: "true" } }, given);
      const plain = holds({ [name]: { [one]: wanted } }, given);
      expect(holds({ [`${name}IfExists`]: { [one]: wanted } }, given)).toBe(absent || plain);
    }),
    RUNS,
  );
});

test("a set operator asks each value by itself", () => {
  fc.assert(
    fc.property(operator, values, someValues, (name, wanted, found) => {
      fc.pre(found.some((one) => one !== ""));
      const each = found.map((one) => holds({ [name]: { k: wanted } }, { k: one }));
      expect(holds({ [`ForAllValues:${name}`]: { k: wanted } }, { k: found })).toBe(each.every(Boolean));
      expect(holds({ [`ForAnyValue:${name}`]: { k: wanted } }, { k: found })).toBe(each.some(Boolean));
    }),
    RUNS,
  );
});

test("without variables, the two versions of the language say the same", () => {
  fc.assert(
    fc.property(condition, context, (block, given) => {
      fc.pre(!JSON.stringify(block).includes("${"));
      expect(holds(block, given, "2008-10-17")).toBe(holds(block, given));
    }),
    RUNS,
  );
});
