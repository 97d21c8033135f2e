import fc from "fast-check";
import type { IdentitySnapshot } from "../../src/organization/identity-snapshot";
import type { LockdownSnapshot } from "../../src/organization/lockdown-snapshot";
import type { NotRead } from "../../src/organization/not-read";
import type { Snapshot } from "../../src/organization/snapshot";
import { parseSnapshot, serializeSnapshot } from "../../src/organization/snapshot-file";
import { account, anyTree, ou, ROOT, shuffled, snapshotOf } from "./snapshots";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor", "\u202e"),
);
const tags = fc.dictionary(text, text, { maxKeys: 3 });

const ids = fc.uniqueArray(fc.stringMatching(/^[0-9]{12}$/), { maxLength: 3 });
function anyGaps(minLength: number): fc.Arbitrary<NotRead[]> {
  return fc.uniqueArray(fc.record({ what: text, action: text, reason: text }), {
    minLength,
    maxLength: 2,
    selector: ({ what, action }) => `${what} ${action}`,
  });
}

const customerPolicy = fc.record({ name: text, path: text });
const anyIdentity: fc.Arbitrary<IdentitySnapshot> = fc.record({
  instance: fc.record({ arn: text, identityStore: text }),
  attributes: fc.option(tags),
  permissionSets: fc.uniqueArray(
    fc.record({
      arn: text,
      name: text,
      description: text,
      sessionDuration: text,
      relayState: text,
      tags,
      awsManagedPolicies: fc.uniqueArray(text, { maxLength: 2 }),
      customerManagedPolicies: fc.array(customerPolicy, { maxLength: 1 }),
      inlinePolicy: text,
      boundary: fc.option(fc.record({ aws: text, customer: customerPolicy }, { requiredKeys: [] })),
      outdated: ids,
      idle: ids,
    }),
    { maxLength: 3, selector: ({ arn }) => arn },
  ),
  assignments: fc.uniqueArray(
    fc.record({ permissionSet: text, principal: fc.record({ type: text, id: text }), accounts: ids }),
    {
      maxLength: 3,
      selector: ({ permissionSet, principal }) => `${permissionSet} ${principal.type} ${principal.id}`,
    },
  ),
  groups: fc.uniqueArray(
    fc.record({ id: text, name: text, members: ids }, { requiredKeys: ["id", "name"] }),
    {
      maxLength: 2,
      selector: ({ id }) => id,
    },
  ),
  users: fc.uniqueArray(fc.record({ id: text, name: text }), { maxLength: 2, selector: ({ id }) => id }),
  notRead: anyGaps(0),
});

const anyLockdown: fc.Arbitrary<LockdownSnapshot> = fc.record({
  rootFeatures: fc.uniqueArray(text, { maxLength: 2 }),
  trustedAccess: fc.uniqueArray(text, { maxLength: 2 }),
  delegations: fc.uniqueArray(
    fc.record({ account: text, services: fc.uniqueArray(text, { maxLength: 2 }) }),
    { maxLength: 2, selector: ({ account }) => account },
  ),
  stackSets: fc.uniqueArray(
    fc.record({
      name: text,
      status: text,
      template: text,
      permissionModel: text,
      autoDeployment: fc.option(fc.record({ enabled: fc.boolean(), retainStacks: fc.boolean() })),
      units: fc.uniqueArray(text, { maxLength: 2 }),
      instances: fc.uniqueArray(
        fc.record({ region: text, status: text, detailedStatus: text, reason: text, accounts: ids }),
        {
          maxLength: 3,
          selector: ({ region, status, detailedStatus, reason }) =>
            JSON.stringify([region, status, detailedStatus, reason]),
        },
      ),
    }),
    { maxLength: 2, selector: ({ name }) => name },
  ),
  notRead: anyGaps(0),
});

/** Snapshots with policies and tags, every list in any order. */
const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    tree: anyTree,
    accountTags: tags,
    identity: fc.option(anyIdentity, { nil: undefined }),
    lockdown: fc.option(anyLockdown, { nil: undefined }),
    notRead: fc.option(anyGaps(1), { nil: undefined }),
    policyTypes: fc.uniqueArray(fc.constantFrom("SERVICE_CONTROL_POLICY", "TAG_POLICY", "A_LATER_POLICY")),
    policies: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^p-[a-z0-9]{8}$/),
        name: text,
        description: text,
        type: fc.constantFrom("SERVICE_CONTROL_POLICY", "A_LATER_POLICY"),
        awsManaged: fc.boolean(),
        tags,
        content: text,
        targets: fc.uniqueArray(fc.constantFrom(ROOT, ou(1), account(1))),
      }),
      { maxLength: 3, selector: ({ id }) => id },
    ),
  })
  .map(({ tree, accountTags, policyTypes, policies, identity, lockdown, notRead }) => ({
    ...tree,
    ...(notRead === undefined ? {} : { notRead }),
    ...(identity === undefined ? {} : { identity }),
    ...(lockdown === undefined ? {} : { lockdown }),
    policyTypes,
    policies,
    accounts: tree.accounts.map((facts, index) =>
      index % 2 === 0 ? facts : { ...facts, tags: accountTags },
    ),
  }));

const inOtherOrder = (snapshot: Snapshot): fc.Arbitrary<Snapshot> =>
  fc
    .tuple(
      shuffled(snapshot.units),
      shuffled(snapshot.accounts),
      shuffled(snapshot.policies),
      shuffled(snapshot.policyTypes),
      shuffled(snapshot.identity?.permissionSets ?? []),
      shuffled(snapshot.identity?.assignments ?? []),
      shuffled(snapshot.notRead ?? []),
      fc
        .constant(snapshot.lockdown)
        .chain((facts) => (facts === undefined ? fc.constant(facts) : otherLockdown(facts))),
    )
    .map(([units, accounts, policies, policyTypes, permissionSets, assignments, notRead, lockdown]) => ({
      ...snapshot,
      ...(snapshot.identity === undefined
        ? {}
        : { identity: { ...snapshot.identity, permissionSets, assignments } }),
      ...(snapshot.notRead === undefined ? {} : { notRead }),
      ...(lockdown === undefined ? {} : { lockdown }),
      units,
      policyTypes,
      accounts: accounts.map((facts) =>
        facts.tags === undefined ? facts : { ...facts, tags: backwards(facts.tags) },
      ),
      policies: policies.map((policy) => ({
        ...policy,
        tags: backwards(policy.tags),
        targets: policy.targets.toReversed(),
      })),
    }));

const otherLockdown = (facts: LockdownSnapshot): fc.Arbitrary<LockdownSnapshot> =>
  fc
    .tuple(
      shuffled(facts.rootFeatures),
      shuffled(facts.trustedAccess),
      shuffled(facts.delegations),
      shuffled(facts.stackSets),
      shuffled(facts.notRead),
    )
    .map(([rootFeatures, trustedAccess, delegations, stackSets, notRead]) => ({
      rootFeatures,
      trustedAccess,
      delegations: delegations.map(({ services, account }) => ({ services: services.toReversed(), account })),
      stackSets: stackSets.map((set) => ({
        ...set,
        units: set.units.toReversed(),
        instances: set.instances.map((one) => ({ ...one, accounts: one.accounts.toReversed() })).reverse(),
      })),
      notRead,
    }));

const backwards = (record: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(record).reverse());

test("a snapshot that is written and read is the same, and is written the same again", () => {
  fc.assert(
    fc.property(anySnapshot, (snapshot) => {
      const written = serializeSnapshot(snapshot);
      const { snapshot: read, problems } = parseSnapshot(written, "f");
      expect(problems).toEqual([]);
      expect(serializeSnapshot(read!)).toBe(written);
      // Nothing is lost on the way: the same facts, each list compared as a set.
      expect(unordered(JSON.parse(JSON.stringify(read)))).toEqual(
        unordered(JSON.parse(JSON.stringify(snapshot))),
      );
    }),
  );
});

/** Every list as the sorted texts of its elements. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => JSON.stringify(unordered(element))).sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([key, member]) => [key, unordered(member)])
    .sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1));
}

test("equal facts are equal bytes, in whatever order they come", () => {
  fc.assert(
    fc.property(
      anySnapshot.chain((snapshot) => fc.tuple(fc.constant(snapshot), inOtherOrder(snapshot))),
      ([one, other]) => {
        expect(serializeSnapshot(other)).toBe(serializeSnapshot(one));
      },
    ),
  );
});

test("a row is a line, and no line holds a hidden character", () => {
  const snapshot = snapshotOf(
    [{ id: ou(1), name: "safe\u202e\u2028\u{e0041}", parent: ROOT }],
    [
      { id: account(2), name: "b", parent: ou(1), tags: { z: "1", a: "2" } },
      { id: account(1), name: "a", parent: ROOT },
    ],
  );
  expect(serializeSnapshot(snapshot)).toBe(
    `{
  "formatVersion": 1,
  "organization": {
    "id": "o-exampleorgid",
    "managementAccount": "000000000001"
  },
  "root": {
    "id": "r-ab12",
    "name": "Root"
  },
  "policyTypes": [
    "SERVICE_CONTROL_POLICY"
  ],
  "units": [
    {"id":"ou-ab12-00000001","name":"safe\\u202e\\u2028\\udb40\\udc41","parent":"r-ab12"}
  ],
  "accounts": [
    {"id":"000000000001","name":"a","parent":"r-ab12","state":"ACTIVE"},
    {"id":"000000000002","name":"b","parent":"ou-ab12-00000001","state":"ACTIVE","tags":{"a":"2","z":"1"}}
  ],
  "policies": []
}
`,
  );
});

test("what a later version of AWS adds is kept", () => {
  const later = {
    ...snapshotOf([], [{ id: account(1), name: "a", parent: ROOT, state: "HIBERNATING" }]),
    policyTypes: ["WEATHER_POLICY"],
  };
  expect(parseSnapshot(serializeSnapshot(later), "f").snapshot).toEqual(later);
});

describe("a file that is none of ours", () => {
  const good = serializeSnapshot(snapshotOf([], [{ id: account(1), name: "a", parent: ROOT }]));
  const problem = (text: string) => {
    const { snapshot, problems } = parseSnapshot(text, "organization.snapshot.json");
    expect(snapshot).toBeNull();
    expect(problems[0]).toMatchObject({
      severity: "error",
      fix: expect.stringContaining("org-guardrails snapshot"),
    });
    return problems[0]!;
  };

  test("is empty, cut off, or not JSON: where it breaks", () => {
    expect(problem("")).toMatchObject({ code: "snapshot-not-json", message: "the snapshot is empty" });
    expect(problem(good.slice(0, -3))).toMatchObject({
      code: "snapshot-not-json",
      place: { line: 18, column: 17 },
    });
    expect(problem(good.replace("units", "\n"))).toMatchObject({
      code: "snapshot-not-json",
      place: { line: 14 },
    });
    expect(problem(good.replace("[", "[,"))).toMatchObject({ code: "snapshot-not-json" });
  });

  test("has the marks of a merge conflict", () => {
    const conflict = good.replace('  "accounts"', '<<<<<<< HEAD\n  "accounts"');
    expect(problem(conflict)).toMatchObject({
      code: "snapshot-not-json",
      found: "the marks of a merge conflict",
      place: { line: 15, column: 1 },
    });
  });

  test("is of a newer version: to update", () => {
    const newer = good.replace('"formatVersion": 1', '"formatVersion": 2');
    expect(problem(newer)).toMatchObject({
      code: "snapshot-too-new",
      found: "2",
      message: "this snapshot was written by a newer org-guardrails",
    });
  });

  test.each([
    ["no version", (text: string) => text.replace('"formatVersion": 1,', ""), "formatVersion"],
    [
      "version 0",
      (text: string) => text.replace('"formatVersion": 1', '"formatVersion": 0'),
      "formatVersion",
    ],
    ["no accounts", (text: string) => text.replace('"accounts"', '"acounts"'), "accounts"],
    [
      "an account id of a number",
      (text: string) => text.replace('{"id":"000000000001"', '{"id":1'),
      "accounts[0].id",
    ],
    [
      "an account id too short",
      (text: string) => text.replace('{"id":"000000000001"', '{"id":"1"'),
      "accounts[0].id",
    ],
    ["a list", () => "[]", ""],
    ["null", () => "null", ""],
    ["a text", () => '"snapshot"', ""],
  ])("has %s", (_, edit, path) => {
    expect(problem(edit(good))).toMatchObject({ code: "snapshot-invalid", path });
  });

  test("is wrong ten thousand times: a few are told", () => {
    const rows = Array.from({ length: 10_000 }, () => "{}").join(",");
    const { problems } = parseSnapshot(good.replace('"units": []', `"units": [${rows}]`), "f");
    expect(problems).toHaveLength(20);
  });

  test("is any text at all: never a crash", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant("[".repeat(100_000))), (input) => {
        expect(parseSnapshot(input, "f").snapshot).toBeNull();
      }),
    );
  });
});
