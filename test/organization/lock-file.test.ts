import fc from "fast-check";
import type { Lock } from "../../src/organization/lock";
import { checkLockOrganization, parseLock, serializeLock } from "../../src/organization/lock-file";
import { POLICY_TYPES } from "../../src/policy/types";
import { shuffled } from "./snapshots";
import { GOOD, load } from "./support";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor"),
);
const digest = fc.stringMatching(/^sha256:[0-9a-f]{64}$/);

const anyLock: fc.Arbitrary<Lock> = fc.record({
  formatVersion: fc.constant(1 as const),
  organization: fc.constant("o-exampleorgid"),
  digests: fc.dictionary(text, digest, { maxKeys: 3 }),
  policies: fc.uniqueArray(
    fc.record({
      key: fc.stringMatching(/^[a-z]{1,6}$/),
      type: fc.constantFrom(...POLICY_TYPES),
      name: text,
      items: fc.uniqueArray(text, { maxLength: 3 }),
      merged: fc.boolean(),
      targets: fc.uniqueArray(text, { maxLength: 3 }),
    }),
    { maxLength: 4, selector: ({ key }) => key },
  ),
  retiredKeys: fc.uniqueArray(text, { maxLength: 3 }),
  targets: fc.dictionary(text, text, { maxKeys: 3 }),
  consents: fc.array(fc.record({ stack: text, digest, reason: text }), { maxLength: 3 }),
});

const EXAMPLE: Lock = {
  formatVersion: 1,
  organization: "o-exampleorgid",
  digests: { guardrails: `sha256:${"0".repeat(64)}` },
  policies: [
    {
      key: "k2",
      type: "SERVICE_CONTROL_POLICY",
      name: "b",
      items: ["b", "a"],
      merged: false,
      targets: ["ou-2", "ou-1"],
    },
    { key: "k1", type: "RESOURCE_CONTROL_POLICY", name: "a", items: [], merged: true, targets: [] },
  ],
  retiredKeys: ["z", "y"],
  targets: { Workloads: "ou-1", Root: "r-1" },
  consents: [],
};

test("a lock that is written and read says the same, and is written the same again", () => {
  fc.assert(
    fc.property(anyLock, (lock) => {
      const written = serializeLock(lock);
      const { lock: read, problems } = parseLock(written, "f");
      expect(problems).toEqual([]);
      expect(serializeLock(read!)).toBe(written);
      expect(Object.entries(read!.targets).sort()).toEqual(Object.entries(lock.targets).sort());
      expect(read!.policies.map(({ key }) => key)).toEqual(lock.policies.map(({ key }) => key).sort());
    }),
  );
});

test("equal locks are equal bytes, in whatever order they were built", () => {
  const orders = anyLock.chain((lock) =>
    fc
      .tuple(shuffled(lock.policies), shuffled(lock.retiredKeys), shuffled(lock.consents))
      .map(([policies, retiredKeys, consents]): [Lock, Lock] => [
        lock,
        {
          ...lock,
          retiredKeys,
          consents,
          policies: policies.map((policy) => ({ ...policy, items: policy.items.toReversed() })),
          targets: Object.fromEntries(Object.entries(lock.targets).reverse()),
        },
      ]),
  );
  fc.assert(
    fc.property(orders, ([one, other]) => {
      expect(serializeLock(other)).toBe(serializeLock(one));
    }),
  );
});

test("a policy is a line, and so is a target", () => {
  const lines = serializeLock(EXAMPLE).split("\n");
  expect(lines.slice(6, 10)).toEqual([
    '  "policies": [',
    '    {"key":"k1","type":"RESOURCE_CONTROL_POLICY","name":"a","items":[],"merged":true,"targets":[]},',
    '    {"key":"k2","type":"SERVICE_CONTROL_POLICY","name":"b","items":["a","b"],"merged":false,"targets":["ou-1","ou-2"]}',
    "  ],",
  ]);
  expect(lines.slice(14, 18)).toEqual([
    '  "targets": {',
    '    "Root": "r-1",',
    '    "Workloads": "ou-1"',
    "  },",
  ]);
  expect(lines.at(-1)).toBe("");
});

describe("a file that is none of ours", () => {
  const good = serializeLock(EXAMPLE);
  test.each([
    ["a digest of another kind", good.replace("sha256:", "md5:"), "digests"],
    [
      "a policy type that this version cannot plan",
      good.replace("SERVICE_CONTROL_POLICY", "WEATHER_POLICY"),
      "policies[1].type",
    ],
    ["no targets", good.replace('"targets": {', '"target": {'), "targets"],
  ])("has %s", (_, input, path) => {
    expect(parseLock(input, "f")).toMatchObject({
      lock: null,
      problems: [{ code: "lock-invalid", path, fix: "org-guardrails lock" }],
    });
  });

  test("is of a newer version", () => {
    const newer = good.replace('"formatVersion": 1', '"formatVersion": 7');
    expect(parseLock(newer, "f")).toMatchObject({
      lock: null,
      problems: [{ code: "lock-too-new", found: "7" }],
    });
  });

  test("is any text at all: never a crash", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (input) => {
        expect(parseLock(input, "f").lock).toBeNull();
      }),
    );
  });
});

test("a lock for another organization is an error that names both", () => {
  const { intent } = load(GOOD);
  expect(checkLockOrganization(intent!, EXAMPLE, "organization.lock.json")).toEqual([]);
  expect(
    checkLockOrganization(intent!, { ...EXAMPLE, organization: "o-anotherone0" }, "organization.lock.json"),
  ).toMatchObject([
    {
      code: "lock-of-another-organization",
      severity: "error",
      place: { file: "organization.lock.json" },
      found: "o-anotherone0",
      expected: "o-exampleorgid",
    },
  ]);
});
