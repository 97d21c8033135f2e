import type { Snapshot, SnapshotAccount } from "../../src/organization/snapshot";
import { SnapshotError } from "../../src/organization/tree";
import { brief, deployedState, driftOf, withExceptions } from "../support/drift";

const state = deployedState();
const { facts } = state;
const [SHOP, PAY, LAB, NEW] = ["222222222222", "333333333333", "444444444444", "555555555555"];
const [PROD, DEV] = ["ou-test-prod0001", "ou-test-dev00001"];
const found = (changed: Snapshot) => driftOf(state, changed);
const rowsOf = (changed: Snapshot) => brief(found(changed).rows);
const account = (id: string, change: Partial<SnapshotAccount>): Snapshot => ({
  ...facts,
  accounts: facts.accounts.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const attachedAt = (changed: Snapshot, node: string): Snapshot => ({
  ...changed,
  policies: changed.policies.map((policy) =>
    policy.name === "FullAWSAccess" ? { ...policy, targets: [...policy.targets, node] } : policy,
  ),
});

test("an account that was moved out of its guardrails opens, and nobody else is concerned", () => {
  const { rows, counts } = found(account(SHOP, { parent: DEV }));
  expect(brief(rows)).toEqual([
    { kind: "account-moved", effect: "opens", name: "Dev/shop", accounts: [SHOP] },
  ]);
  expect(rows[0]).toMatchObject({ wanted: "Prod/shop", found: "Dev/shop", account: SHOP });
  expect(rows[0]!.newlyAllowed.flatMap(({ actions }) => actions)).toContain("iam:CreateUser");
  expect(counts).toEqual({ clean: 3, drifted: 1, unknown: 0 });
});

test("an account that was moved below other guardrails closes", () => {
  expect(rowsOf(account(LAB, { parent: PROD }))).toMatchObject([
    { kind: "account-moved", effect: "closes", accounts: [LAB] },
  ]);
});

test("a new account says what is planned where it stands, and has what its unit has", () => {
  const more = {
    ...facts,
    accounts: [...facts.accounts, { id: NEW, name: "new", parent: PROD, state: "ACTIVE" }],
  };
  const { rows, counts } = found(attachedAt(more, NEW));
  expect(brief(rows)).toEqual([{ kind: "account-added", effect: "none", name: "Prod/new", accounts: [NEW] }]);
  expect(rows[0]!.detail).toContain("deny-iam-user-creation, deny-leave-organization");
  expect(counts).toEqual({ clean: 4, drifted: 1, unknown: 0 });
});

test("a new account without the guardrails of its unit opens: the policy is not attached there", () => {
  const more = {
    ...facts,
    accounts: [...facts.accounts, { id: NEW, name: "new", parent: PROD, state: "ACTIVE" }],
  };
  const lacking = attachedAt(more, NEW);
  const changed = {
    ...lacking,
    policies: lacking.policies.map((policy) =>
      policy.name === "guardrail-deny-services" ? { ...policy, targets: [] } : policy,
    ),
  };
  const { accounts } = found(changed);
  expect(accounts.find((group) => group.accounts.includes(NEW))).toMatchObject({ effect: "opens" });
});

test("an account that is gone is not known to be harmless, unless it was closed", () => {
  const without = { ...facts, accounts: facts.accounts.filter(({ id }) => id !== PAY) };
  expect(rowsOf(without)).toEqual([
    { kind: "account-gone", effect: "unknown", name: "Prod/pay", accounts: [PAY] },
  ]);
  expect(found(without).counts).toEqual({ clean: 3, drifted: 0, unknown: 0 });
});

test("states and names", () => {
  expect(rowsOf(account(PAY, { state: "SUSPENDED" }))).toEqual([
    { kind: "account-suspended", effect: "none", name: "Prod/pay", accounts: [PAY] },
  ]);
  expect(rowsOf(account(PAY, { name: "paid" }))).toEqual([
    { kind: "account-renamed", effect: "none", name: "Prod/paid", accounts: [PAY] },
  ]);
});

test("units: moved, renamed, added, removed", () => {
  const unit = (id: string, change: object) => ({
    ...facts,
    units: facts.units.map((one) => (one.id === id ? { ...one, ...change } : one)),
  });
  expect(rowsOf(unit(DEV, { parent: PROD }))).toMatchObject([
    { kind: "unit-moved", effect: "closes", name: "Prod/Dev", accounts: [LAB] },
  ]);
  expect(rowsOf(unit(DEV, { name: "Lab" }))).toMatchObject([
    { kind: "unit-renamed", effect: "none", name: "Lab" },
  ]);
  const added = { ...facts, units: [...facts.units, { id: "ou-new", name: "New", parent: PROD }] };
  expect(rowsOf(attachedAt(added, "ou-new"))).toMatchObject([{ kind: "unit-added", effect: "none" }]);
  const moved = account(LAB, { parent: PROD });
  const removed = {
    ...moved,
    units: facts.units.filter(({ id }) => id !== DEV),
    policies: facts.policies.map((policy) => ({
      ...policy,
      targets: policy.targets.filter((id) => id !== DEV),
    })),
  };
  expect(rowsOf(removed).map(({ kind }) => kind)).toEqual(["account-moved", "unit-removed"]);
});

test("a loop in the tree of the facts is refused", () => {
  const units = facts.units.map((unit) => ({ ...unit, parent: unit.id === PROD ? DEV : PROD }));
  expect(() => found({ ...facts, units })).toThrow(SnapshotError);
});

test("exceptions past their end: those that AWS ends are harmless, the others are open", () => {
  const past = "2026-11-30T00:00:00Z";
  for (const selfEnding of [true, false]) {
    const { desired, facts: deployed } = withExceptions(
      [{ guardrail: "deny-iam-user-creation", on: ["shop"], expires: past, selfEnding }],
      Date.parse("2026-11-01T00:00:00Z"),
    );
    expect(driftOf({ desired }, deployed).rows).toEqual([]);
    const { rows } = driftOf({ desired: { ...desired, now: Date.parse(past) } }, deployed);
    expect(brief(rows)).toEqual([
      {
        kind: "exception-ended",
        effect: selfEnding ? "none" : "opens",
        name: "deny-iam-user-creation",
        accounts: [SHOP],
      },
    ]);
  }
});

test("parts of the organization that were not read are no finding, and their accounts are not clean", () => {
  const name = "guardrail-deny-iam-user-creation";
  const { id } = facts.policies.find((policy) => policy.name === name)!;
  const unread = (what: string, policies: Snapshot["policies"]) =>
    found({ ...facts, policies, notRead: [{ what, action: "organizations:X", reason: "refused" }] });
  const lost = (change: object) =>
    facts.policies.map((policy) => (policy.id === id ? { ...policy, ...change } : policy));
  expect(unread("policies[SERVICE_CONTROL_POLICY]", [])).toMatchObject({
    rows: [],
    counts: { clean: 0, unknown: 4 },
  });
  expect(unread(`policies[${id}].targets`, lost({ targets: [] }))).toMatchObject({
    rows: [],
    counts: { clean: 0, unknown: 4 },
  });
  expect(unread(`policies[${id}].content`, lost({ content: "" }))).toMatchObject({
    rows: [],
    counts: { clean: 2, unknown: 2 },
  });
  expect(unread(`policies[${id}].tags`, lost({ tags: {} }))).toMatchObject({
    rows: [],
    counts: { clean: 2, unknown: 2 },
  });
  expect(unread(`accounts[${PAY}].tags`, facts.policies).counts).toEqual({
    clean: 3,
    drifted: 0,
    unknown: 1,
  });
});
