import { identityView } from "../../src/identity/plan/view";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../src/organization/identity-snapshot";
import type { IdentityIntent } from "../../src/organization/intent";
import { brief, deployedState, driftOf } from "../support/drift";
import { assigned, deployedIdentity, identityIntent, identityPlans, setArn } from "../support/identity";

const state = deployedState();
const [SHOP, PAY, LAB] = ["222222222222", "333333333333", "444444444444"];

function planned(intent: IdentityIntent) {
  const plans = identityPlans(intent, { snapshot: state.facts });
  const live = deployedIdentity(plans.plans);
  const desired = {
    ...state.desired,
    identity: identityView(plans),
    recorded: { ...state.facts, identity: live },
  };
  return { live, drift: (identity: IdentitySnapshot) => driftOf({ desired }, { ...state.facts, identity }) };
}

const { live, drift } = planned(
  identityIntent({
    groups: "managed",
    members: { ops: ["ana"] },
    attributes: { team: "${path:enterprise.department}" },
    assignments: [assigned("devs", "developer", ["Prod"]), assigned("ops", "billing", ["lab"])],
  }),
);
const rowsOf = (identity: IdentitySnapshot) =>
  brief(drift(identity).rows).map((row) => ({ ...row, accounts: [...row.accounts].sort() }));
const withSet = (name: string, change: Partial<SnapshotPermissionSet>): IdentitySnapshot => ({
  ...live,
  permissionSets: live.permissionSets.map((set) => (set.name === name ? { ...set, ...change } : set)),
});
const given = (set: string, type: "GROUP" | "USER", id: string, accounts: readonly string[]) => ({
  ...live,
  assignments: [...live.assignments, { permissionSet: setArn(set), principal: { type, id }, accounts }],
});

test("what is deployed to the letter has no drift", () => {
  expect(drift(live)).toMatchObject({ rows: [], notRead: [], counts: { clean: 4 } });
});

test("an assignment to a user is worse than one to a group, and both open", () => {
  const user = given("developer", "USER", "user:ana", [LAB]);
  const both = {
    ...user,
    assignments: [...user.assignments, given("billing", "GROUP", "group:devs", [SHOP]).assignments.at(-1)!],
  };
  expect(rowsOf(both)).toEqual([
    { kind: "assignment-added-to-user", effect: "opens", name: "developer", accounts: [LAB] },
    { kind: "assignment-added", effect: "opens", name: "billing", accounts: [SHOP] },
  ]);
  const [row] = drift(both).rows;
  expect(row).toMatchObject({ account: LAB, subject: { principal: { kind: "user", name: "ana" } } });
  expect(row!.access[0]!.newlyAllowed!.actions).toBeGreaterThan(0);
});

test("an assignment of somebody who was deleted", () => {
  expect(drift(given("billing", "GROUP", "gone", [SHOP])).rows).toMatchObject([
    { kind: "assignment-added", subject: { principal: { kind: "deleted", name: "gone" } } },
  ]);
});

test("a missing assignment closes, on the account that lacks it alone", () => {
  const less = live.assignments.map((one) => ({ ...one, accounts: one.accounts.filter((id) => id !== PAY) }));
  expect(rowsOf({ ...live, assignments: less })).toEqual([
    { kind: "assignment-missing", effect: "closes", name: "developer", accounts: [PAY] },
  ]);
});

test("a set that is gone is one row, with every account that it was on", () => {
  const rest = live.permissionSets.filter(({ name }) => name !== "developer");
  const assignments = live.assignments.filter((one) => one.permissionSet !== setArn("developer"));
  expect(rowsOf({ ...live, permissionSets: rest, assignments })).toEqual([
    { kind: "permission-set-missing", effect: "closes", name: "developer", accounts: [SHOP, PAY] },
  ]);
});

test("a set of others with an assignment, neither of which was there", () => {
  const theirs = { ...live.permissionSets[0]!, arn: setArn("theirs"), name: "theirs", tags: {} };
  const admin = { ...theirs, awsManagedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] };
  const facts = {
    ...given("theirs", "USER", "user:ana", [PAY]),
    permissionSets: [...live.permissionSets, admin],
  };
  const { rows } = drift(facts);
  expect(brief(rows)).toEqual([
    { kind: "assignment-added-to-user", effect: "opens", name: "theirs", accounts: [PAY] },
    { kind: "permission-set-added", effect: "none", name: "theirs", accounts: [PAY] },
  ]);
  expect(rows.map(({ managed }) => managed)).toEqual([false, false]);
});

test.each([
  ["permission-set-changed", "opens", { sessionDuration: "PT12H" }],
  ["permission-set-changed", "none", { description: "other" }],
  ["permission-set-policy", "opens", { awsManagedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }],
  ["permission-set-boundary", "closes", { boundary: { aws: "arn:aws:iam::aws:policy/ReadOnlyAccess" } }],
  ["permission-set-boundary", "closes", { boundary: { customer: { name: "nobody-knows", path: "/" } } }],
] as const)("%s that %s", (kind, effect, change) => {
  const rows = rowsOf(withSet("billing", change));
  expect(rows).toMatchObject([{ kind, name: "billing", accounts: [LAB] }]);
  if (!("boundary" in change && "customer" in change.boundary)) expect(rows[0]!.effect).toBe(effect);
  else expect(["closes", "unknown", "none"]).toContain(rows[0]!.effect);
});

test("provisioning out of date is unknown where it is so", () => {
  expect(rowsOf(withSet("developer", { outdated: [PAY] }))).toEqual([
    { kind: "permission-set-outdated", effect: "unknown", name: "developer", accounts: [PAY] },
  ]);
});

test("members, groups and attributes", () => {
  const groups = live.groups.map((group) =>
    group.name === "ops" ? { ...group, members: ["user:eve"] } : group,
  );
  expect(rowsOf({ ...live, groups, users: [...live.users, { id: "user:eve", name: "eve" }] })).toEqual([
    { kind: "member-added", effect: "opens", name: "eve in ops", accounts: [LAB] },
    { kind: "member-missing", effect: "closes", name: "ana in ops", accounts: [LAB] },
  ]);
  // Whoever has anything may have it by a principal tag.
  expect(rowsOf({ ...live, attributes: null })).toEqual([
    { kind: "attributes-changed", effect: "unknown", name: "team", accounts: [SHOP, PAY, LAB] },
  ]);
});

test("a group that is gone is one row, with every account that it had; what it had is somebody's who was deleted", () => {
  const groups = live.groups.filter(({ name }) => name !== "devs");
  expect(rowsOf({ ...live, groups })).toEqual([
    { kind: "assignment-added", effect: "opens", name: "developer", accounts: [SHOP, PAY] },
    { kind: "group-missing", effect: "closes", name: "devs", accounts: [SHOP, PAY] },
  ]);
  const assignments = live.assignments.filter(({ principal }) => principal.id !== "group:devs");
  expect(rowsOf({ ...live, groups, assignments })).toEqual([
    { kind: "group-missing", effect: "closes", name: "devs", accounts: [SHOP, PAY] },
  ]);
});

const refused = (...parts: readonly string[]) => ({
  notRead: parts.map((what) => ({ what, action: "sso:Something", reason: "AWS refused it" })),
});

test.each(["accounts", "assignments"])(
  "what a set says is judged where it is planned, where its %s were not read",
  (part) => {
    const admin = withSet("developer", {
      awsManagedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      inlinePolicy: "",
    });
    const assignments = live.assignments.filter(({ permissionSet }) => permissionSet !== setArn("developer"));
    const gap = refused(`identity.permissionSets[developer].${part}`);
    expect(rowsOf({ ...admin, assignments, ...gap })).toEqual([
      { kind: "permission-set-policy", effect: "opens", name: "developer", accounts: [SHOP, PAY] },
    ]);
    // Somebody who was read is somebody, whoever else there is.
    const [user] = given("developer", "USER", "user:ana", [LAB]).assignments.slice(-1);
    expect(rowsOf({ ...live, assignments: [...assignments, user!], ...gap })).toEqual([
      { kind: "assignment-added-to-user", effect: "opens", name: "developer", accounts: [LAB] },
    ]);
  },
);

describe("a set that could not be described", () => {
  const arn = setArn("developer");
  const undescribed: IdentitySnapshot = {
    ...withSet("developer", { name: arn, description: "", sessionDuration: "PT1H", tags: {} }),
    ...refused(`identity.permissionSets[${arn}]`, `identity.permissionSets[${arn}].tags`),
  };

  test("has the name that was recorded, and nothing is made of what came with it", () => {
    const { rows, counts } = drift(undescribed);
    expect(brief(rows)).toEqual([]);
    expect(counts).toEqual({ clean: 0, drifted: 0, unknown: 4 });
  });

  test("has drifts all the same, under its name", () => {
    const [user] = given("developer", "USER", "user:ana", [LAB]).assignments.slice(-1);
    const permissionSets = undescribed.permissionSets.map((set) =>
      set.arn === arn ? { ...set, awsManagedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] } : set,
    );
    const facts = { ...undescribed, permissionSets, assignments: [...live.assignments, user!] };
    expect(rowsOf(facts)).toEqual([
      { kind: "assignment-added-to-user", effect: "opens", name: "developer", accounts: [LAB] },
      { kind: "permission-set-policy", effect: "opens", name: "developer", accounts: [SHOP, PAY] },
    ]);
  });

  test("may be a planned one, where nobody recorded it", () => {
    const other = setArn("made-since");
    const permissionSets = undescribed.permissionSets.map((set) =>
      set.arn === arn ? { ...set, arn: other, name: other } : set,
    );
    const assignments = live.assignments.map((one) =>
      one.permissionSet === arn ? { ...one, permissionSet: other } : one,
    );
    const facts = { ...live, permissionSets, assignments, ...refused(`identity.permissionSets[${other}]`) };
    const { rows, counts } = drift(facts);
    expect(brief(rows)).toEqual([]);
    expect(counts.clean).toBe(0);
  });
});

test("members of whom not all names were read are no finding", () => {
  const facts = { ...live, users: [], ...refused("identity.users") };
  expect(brief(drift(facts).rows)).toEqual([]);
});

test.each([
  ["identity", { permissionSets: [], assignments: [], groups: [], users: [] }],
  ["identity.permissionSets", { permissionSets: [], assignments: [] }],
  ["identity.groups", { groups: [] }],
  ["identity.attributes", { attributes: null }],
])("%s that was not read is no finding, and no account is clean", (what, lost) => {
  const action = "sso:Something";
  const { rows, counts, notRead } = drift({
    ...live,
    ...lost,
    notRead: [{ what, action, reason: "AWS refused it" }],
  });
  expect(rows).toEqual([]);
  expect(counts).toEqual({ clean: 0, drifted: 0, unknown: 4 });
  expect(notRead).toMatchObject([{ what, action, accounts: null }]);
});

test.each([
  ["inlinePolicy", { inlinePolicy: "" }],
  ["awsManagedPolicies", { awsManagedPolicies: [] }],
  ["boundary", { boundary: null }],
  ["tags", { tags: {} }],
])("of a set's %s that was not read nothing is said", (part, lost) => {
  const facts = {
    ...withSet("developer", lost),
    notRead: [{ what: `identity.permissionSets[developer].${part}`, action: "sso:X", reason: "refused" }],
  };
  const { rows, counts } = drift(facts);
  expect(brief(rows)).toEqual([]);
  expect(counts.clean).toBe(0);
});

test("Identity Center that is planned and not in the facts at all is not read", () => {
  const { desired } = {
    desired: { ...state.desired, identity: identityView(identityPlans(identityIntent())) },
  };
  const { notRead, counts } = driftOf({ desired }, state.facts);
  expect(notRead).toMatchObject([{ what: "identity", accounts: null }]);
  expect(counts.clean).toBe(0);
});
