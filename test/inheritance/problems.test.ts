import { effectivePolicy } from "../../src/inheritance/effective";
import type { PolicyLevel } from "../../src/inheritance/types";

const level = (...documents: readonly unknown[]): PolicyLevel => ({
  target: "Root",
  policies: documents.map((document, index) => ({ name: `p-${index}`, document })),
});

describe("documents that cannot be read make the whole unknown", () => {
  const cases: readonly (readonly [string, unknown, string, string])[] = [
    ["text", "{", "invalid-document", "no JSON object"],
    ["a list", [], "invalid-document", "no JSON object"],
    [
      "a value without an operator",
      { tags: { a: { tag_key: "A" } } },
      "invalid-document",
      "without an operator",
    ],
    ["an operator at the top", { "@@assign": "x" }, "invalid-document", "only further settings"],
    [
      "an operator around settings",
      { tags: { "@@remove": ["x"], a: { "@@assign": "x" } } },
      "invalid-document",
      "only further settings",
    ],
    ["an unknown operator", { tags: { a: { "@@replace": "x" } } }, "invalid-operator", '"@@replace"'],
    [
      "an unknown limit",
      { tags: { "@@operators_allowed_for_child_policies": ["@@some"] } },
      "invalid-operator",
      '"@@some"',
    ],
    [
      "no limit at all",
      { tags: { "@@operators_allowed_for_child_policies": [] } },
      "invalid-operator",
      "an empty list",
    ],
    ["an object as a value", { tags: { a: { "@@assign": { b: 1 } } } }, "invalid-document", "an object"],
    ["appending one value", { tags: { a: { "@@append": "x" } } }, "operator-not-applicable", "for lists"],
    ["a key in two spellings", { tags: { A: { "@@assign": 1 }, a: {} } }, "invalid-document", "there twice"],
  ];

  test.each(cases)("%s", (_, document, code, message) => {
    const found = effectivePolicy("TAG_POLICY", [
      level({ tags: { ok: { "@@assign": "x" } } }),
      level(document),
    ]);
    expect(found).toMatchObject({ policy: null, leaves: [] });
    expect(found.problems).toEqual([
      expect.objectContaining({
        code,
        message: expect.stringContaining(message),
        policies: [{ target: "Root", policy: "p-0" }],
      }),
    ]);
  });

  test("a setting here that is a group of settings there", () => {
    const found = effectivePolicy("TAG_POLICY", [
      level({ tags: { a: { "@@assign": "x" } } }),
      level({ tags: { a: { b: { "@@assign": "y" } } } }),
    ]);
    expect(found).toMatchObject({
      policy: null,
      problems: [{ code: "invalid-document", path: ["tags", "a"] }],
    });
  });

  test("a document deeper than any", () => {
    let document: object = { "@@assign": "x" };
    for (let depth = 0; depth < 5000; depth++) document = { a: document };
    expect(effectivePolicy("TAG_POLICY", [level(document)])).toMatchObject({
      policy: null,
      problems: [{ message: "nested too deeply" }],
    });
  });
});

describe("uncertain settings", () => {
  const x = (setting: object) => ({ x: { y: setting } });

  test("appending to one value leaves it, and says so", () => {
    const found = effectivePolicy("TAG_POLICY", [
      level(x({ "@@assign": "one" })),
      level(x({ "@@append": ["two"] })),
    ]);
    expect(found.leaves).toMatchObject([{ value: "one", certain: false }]);
    expect(found.problems).toMatchObject([{ code: "operator-not-applicable" }]);
  });

  test.each([
    ["two values", x({ "@@assign": ["b"] })],
    ["a value appended to what another policy assigns", x({ "@@append": ["b"] })],
    ["a value removed from what another policy assigns", x({ "@@remove": ["a"] })],
  ])("%s at one target", (_, document) => {
    const found = effectivePolicy("TAG_POLICY", [level(x({ "@@assign": ["a"] }), document)]);
    expect(found.problems.map(({ code }) => code)).toEqual(["conflict"]);
    expect(found.leaves.filter(({ certain }) => certain)).toEqual([]);
  });

  test("equal values, and operators without effect, are no conflict", () => {
    const found = effectivePolicy("TAG_POLICY", [
      level(
        x({ "@@assign": ["a"] }),
        x({ "@@assign": ["a"] }),
        x({ "@@append": ["a"] }),
        x({ "@@remove": ["z"] }),
      ),
    ]);
    expect(found.problems).toEqual([]);
    expect(found.leaves).toMatchObject([
      { value: ["a"], certain: true, by: [{ policy: "p-0" }, { policy: "p-1" }] },
    ]);
  });

  test("an @@assign further down makes it certain again", () => {
    const found = effectivePolicy("TAG_POLICY", [
      level(x({ "@@assign": "a" }), x({ "@@assign": "b" })),
      level(x({ "@@assign": "c" })),
    ]);
    expect(found.leaves).toMatchObject([{ value: "c", certain: true }]);
    expect(found.problems).toHaveLength(1);
  });
});

test("keys that are hostile stay keys", () => {
  const document = JSON.parse('{"__proto__": {"constructor": {"@@assign": "x"}}}');
  const { policy } = effectivePolicy("TAG_POLICY", [level(document)]);
  expect(JSON.stringify(policy)).toBe('{"__proto__":{"constructor":"x"}}');
  expect(({} as Record<string, unknown>).constructor).toBe(Object);
});
