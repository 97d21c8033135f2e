import type { Snapshot } from "../../src/organization/snapshot";
import { planOfSnapshot } from "../../src/review/live-plan";
import { managementGroups, mayLoosen } from "../../src/review/management";
import { withManagement } from "../support/management";
import { smallSnapshot } from "../support/organizations";

const [ROOT, PROD, SHOP, PAY, LAB, MANAGEMENT] = [
  "r-test",
  "ou-test-prod0001",
  "222222222222",
  "333333333333",
  "444444444444",
  "111111111111",
] as const;

type Policies = Parameters<typeof withManagement> extends [unknown, ...infer R] ? R : never;
const view = (snapshot: Snapshot) => planOfSnapshot(snapshot, null, []);
const groups = (before: Policies, after: Policies) =>
  managementGroups(
    view(withManagement(smallSnapshot(), ...before)),
    view(withManagement(smallSnapshot(), ...after)),
  );
const tags = (value: object) => ({ tags: { team: { tag_value: value } } });
const ai = (services: Readonly<Record<string, string>>) => ({
  services: Object.fromEntries(
    Object.entries(services).map(([name, value]) => [name, { opt_out_policy: { "@@assign": value } }]),
  ),
});
const A = tags({ "@@assign": ["a"] });

test("nothing changed: no groups, whatever is attached", () => {
  const policies: Policies = [
    ["TAG_POLICY", A, ROOT],
    ["TAG_POLICY", tags({ "@@assign": ["b"] }), ROOT],
    ["BACKUP_POLICY", "no JSON", ROOT],
    ["FUTURE_POLICY", "anything", PROD],
  ];
  expect(groups(policies, policies)).toEqual([]);
});

test("accounts whose setting changes alike are one group; who may be loosened comes first", () => {
  const found = groups(
    [["TAG_POLICY", A, ROOT]],
    [
      ["TAG_POLICY", A, ROOT],
      ["TAG_POLICY", tags({ "@@append": ["b"] }), LAB],
      ["TAG_POLICY", { tags: { cost: { tag_key: { "@@assign": "Cost" } } } }, PROD],
    ],
  );
  expect(found.map(({ accounts, type }) => [type, accounts])).toEqual([
    ["TAG_POLICY", [LAB]],
    ["TAG_POLICY", [PAY, SHOP]],
  ]);
  expect(found[0]!.changes).toEqual([
    {
      path: ["tags", "team", "tag_value"],
      before: ["a"],
      after: ["a", "b"],
      effect: "loosens",
      by: [
        { policy: "p-managed0", target: ROOT, operator: "@@assign" },
        { policy: "p-managed1", target: LAB, operator: "@@append" },
      ],
    },
  ]);
  expect(found[1]!.changes).toMatchObject([{ before: null, after: "Cost", effect: "sets" }]);
  expect(found.map(mayLoosen)).toEqual([true, false]);
});

test("a policy that goes loosens, in the management account too, and says who decided", () => {
  const found = groups([["TAG_POLICY", A, ROOT]], []);
  expect(found).toHaveLength(1);
  expect(found[0]!.accounts).toEqual([MANAGEMENT, LAB, PAY, SHOP]);
  expect(found[0]!.changes).toMatchObject([
    { before: ["a"], after: null, effect: "loosens", by: [{ policy: "p-managed0", target: ROOT }] },
  ]);
});

test("another spelling of the same settings, or another policy with them, is no change", () => {
  const other = {
    tags: { TEAM: { tag_value: { "@@assign": ["a"], "@@operators_allowed_for_child_policies": ["@@all"] } } },
  };
  expect(groups([["TAG_POLICY", A, ROOT]], [["TAG_POLICY", other, PROD, LAB, MANAGEMENT]])).toEqual([]);
});

test("a service that opt-out policies do not name follows the default", () => {
  const both = ai({ default: "optOut", lex: "optOut" });
  const [same] = groups(
    [["AISERVICES_OPT_OUT_POLICY", both, ROOT]],
    [["AISERVICES_OPT_OUT_POLICY", ai({ default: "optOut" }), ROOT]],
  );
  expect(same!.changes).toMatchObject([
    { path: ["services", "lex", "opt_out_policy"], after: null, effect: "neutral" },
  ]);
  const [lost] = groups(
    [["AISERVICES_OPT_OUT_POLICY", both, ROOT]],
    [["AISERVICES_OPT_OUT_POLICY", ai({ lex: "optOut" }), ROOT]],
  );
  expect(lost!.changes).toMatchObject([
    { path: ["services", "default", "opt_out_policy"], effect: "loosens" },
  ]);
  const [open] = groups(
    [["AISERVICES_OPT_OUT_POLICY", ai({ lex: "optOut" }), ROOT]],
    [["AISERVICES_OPT_OUT_POLICY", ai({}), ROOT]],
  );
  expect(open!.changes).toMatchObject([{ effect: "loosens" }]);
  const [first] = groups([], [["AISERVICES_OPT_OUT_POLICY", ai({ default: "optOut", lex: "optIn" }), ROOT]]);
  expect(first!.changes.map(({ path, effect }) => [path[1], effect])).toEqual([
    ["default", "tightens"],
    ["lex", "neutral"],
  ]);
});

describe("what cannot be known is undecided", () => {
  test.each<[string, Policies, Policies]>([
    ["a policy that cannot be read", [["TAG_POLICY", A, ROOT]], [["TAG_POLICY", "{", ROOT]]],
    ["a policy that could not be read", [["TAG_POLICY", "{", ROOT]], []],
    [
      "a conflict that comes",
      [["TAG_POLICY", A, ROOT]],
      [
        ["TAG_POLICY", A, ROOT],
        ["TAG_POLICY", tags({ "@@assign": ["b"] }), ROOT],
      ],
    ],
    [
      "the losing side of a conflict changes",
      [
        ["TAG_POLICY", A, ROOT],
        ["TAG_POLICY", tags({ "@@assign": ["b"] }), ROOT],
      ],
      [
        ["TAG_POLICY", A, ROOT],
        ["TAG_POLICY", tags({ "@@assign": ["c"] }), ROOT],
      ],
    ],
    ["a type that is not known", [["FUTURE_POLICY", "a", ROOT]], [["FUTURE_POLICY", "b", ROOT]]],
    ["a type that is not known, detached", [["FUTURE_POLICY", "a", ROOT]], []],
  ])("%s", (_, before, after) => {
    const found = groups(before, after);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ changes: [], undecided: [{ reason: expect.any(String) }] });
    expect(mayLoosen(found[0]!)).toBe(true);
  });

  test("a standing conflict is not undecided anew by another setting's change", () => {
    const standing: Policies = [
      ["TAG_POLICY", A, ROOT],
      ["TAG_POLICY", tags({ "@@assign": ["b"] }), ROOT],
    ];
    const found = groups(standing, [
      ...standing,
      ["TAG_POLICY", { tags: { x: { tag_key: { "@@assign": "X" } } } }, ROOT],
    ]);
    expect(found).toMatchObject([{ undecided: [], changes: [{ path: ["tags", "x", "tag_key"] }] }]);
  });
});

test("an account that is only in one plan is in no group", () => {
  const before = view(withManagement(smallSnapshot(), ["TAG_POLICY", A, ROOT]));
  const less = { ...before, nodes: before.nodes.filter(({ id }) => id !== LAB), policies: [] };
  expect(managementGroups(before, less).flatMap(({ accounts }) => accounts)).not.toContain(LAB);
  expect(managementGroups(less, before).flatMap(({ accounts }) => accounts)).not.toContain(LAB);
});
