import type { LockdownSnapshot, SnapshotStackSet } from "../../src/organization/lockdown-snapshot";
import { brief, deployedState, driftOf } from "../support/drift";
import { deployedLockdown, lockdownPlan, lockdownSnapshot } from "../support/lockdown";
import { MANAGEMENT, smallIntent } from "../support/organizations";

const state = deployedState(smallIntent({ Root: ["deny-root-user"] }), lockdownSnapshot());
const plan = lockdownPlan();
const live = deployedLockdown(plan);
const recorded = { ...state.facts, lockdown: live };
const desired = { ...state.desired, lockdown: plan, recorded };
const found = (lockdown: LockdownSnapshot) => driftOf({ desired }, { ...state.facts, lockdown });
const rowsOf = (lockdown: LockdownSnapshot) => brief(found(lockdown).rows);
const BASELINE = "org-guardrails-baseline";
const SHOP = "222222222222";

function withBaseline(change: (set: SnapshotStackSet) => Partial<SnapshotStackSet>): LockdownSnapshot {
  return {
    ...live,
    stackSets: live.stackSets.map((set) => (set.name === BASELINE ? { ...set, ...change(set) } : set)),
  };
}

/** The baseline's stacks without one account's, which then have another state. */
const shopIs = (status: string, detailedStatus: string) =>
  withBaseline(({ instances }) => ({
    instances: [
      ...instances.map((one) => ({ ...one, accounts: one.accounts.filter((id) => id !== SHOP) })),
      ...(status === ""
        ? []
        : instances.map(({ region }) => ({
            region,
            status,
            detailedStatus,
            reason: "why",
            accounts: [SHOP],
          }))),
    ],
  }));

test("what is deployed to the letter has no drift", () => {
  const { rows, notRead, counts } = found(live);
  expect({ rows, notRead }).toEqual({ rows: [], notRead: [] });
  expect(counts).toMatchObject({ clean: state.facts.accounts.length });
});

test("what no facts have is said to be assumed, as far as it is planned", () => {
  expect(found(live).assumed).toEqual([
    "analyzers, the trail, the buses, rules and alarms of detections, the baseline of the management account: no snapshot has them, and they are taken to be as planned; pulumi preview --refresh of the stack root-lockdown compares them",
  ]);
  const bare = { ...plan, analyzers: [], trail: null, detections: null, stackSets: [] };
  const { assumed } = driftOf(
    { desired: { ...desired, lockdown: bare } },
    { ...state.facts, lockdown: live },
  );
  expect(assumed).toEqual([]);
});

test("a root feature that is off opens every member, and not the management account", () => {
  const [row] = found({ ...live, rootFeatures: ["RootCredentialsManagement"] }).rows;
  expect(row).toMatchObject({
    kind: "root-feature-off",
    effect: "opens",
    subject: { item: "feature:RootSessions" },
  });
  expect(row!.accounts).toHaveLength(state.facts.accounts.length - 1);
  expect(row!.accounts).not.toContain(MANAGEMENT);
});

test("trusted access and delegated administrators, missing and added", () => {
  const [service] = plan.trustedAccess;
  const without = { ...live, trustedAccess: live.trustedAccess.filter((one) => one !== service) };
  expect(rowsOf(without)).toMatchObject([{ kind: "trusted-access-off", effect: "unknown" }]);
  expect(rowsOf({ ...live, delegations: [] }).map(({ kind, effect }) => [kind, effect])).toEqual(
    plan.delegations.map(() => ["delegation-missing", "closes"]),
  );
  const more = {
    ...live,
    trustedAccess: [...live.trustedAccess, "evil.amazonaws.com"],
    delegations: [...live.delegations, { account: SHOP, services: ["evil.amazonaws.com"] }],
  };
  expect(rowsOf(more)).toEqual([
    { kind: "trusted-access-added", effect: "opens", name: "evil.amazonaws.com", accounts: [] },
    { kind: "delegation-added", effect: "opens", name: "evil.amazonaws.com", accounts: [SHOP] },
  ]);
});

test.each([
  ["stack-missing", "", ""],
  ["stack-failed", "OUTDATED", "FAILED"],
  ["stack-failed", "INOPERABLE", ""],
  ["stack-failed", "INOPERABLE", "FAILED_IMPORT"],
  ["stack-outdated", "OUTDATED", "PENDING"],
  ["stack-outdated", "OUTDATED", "CANCELLED"],
])("%s: %s %s, in that account alone", (kind, status, detailed) => {
  expect(rowsOf(shopIs(status, detailed))).toEqual([
    { kind, effect: "unknown", name: BASELINE, accounts: [SHOP] },
  ]);
});

test("a StackSet that is gone, or another one", () => {
  const gone = { ...live, stackSets: live.stackSets.filter(({ name }) => name !== BASELINE) };
  expect(rowsOf(gone)).toMatchObject([{ kind: "stack-set-missing", name: BASELINE }]);
  const [row] = found(withBaseline(() => ({ template: "sha256:other" }))).rows;
  expect(row).toMatchObject({ kind: "stack-set-changed", found: "its template is another one" });
});

test("a new account of its units lacks its stacks until they come", () => {
  const id = "999999999999";
  const accounts = [
    ...state.facts.accounts,
    { id, name: "new", parent: "ou-test-prod0001", state: "ACTIVE" },
  ];
  const { rows } = driftOf({ desired }, { ...state.facts, accounts, lockdown: live });
  const lacking = rows.filter(({ kind }) => kind === "stack-missing");
  expect(lacking.map(({ name }) => name).sort()).toEqual(plan.stackSets.map(({ name }) => name).sort());
  for (const row of lacking) expect(row.accounts).toEqual([id]);
});

test.each([
  ["lockdown.rootFeatures", { rootFeatures: [] }],
  ["lockdown.trustedAccess", { trustedAccess: [] }],
  ["lockdown.delegations", { delegations: [] }],
  ["lockdown.stackSets", { stackSets: [] }],
])("%s that was not read is no finding, and no account is clean", (what, lost) => {
  const { rows, counts } = found({
    ...live,
    ...lost,
    notRead: [{ what, action: "x:Y", reason: "AWS refused it" }],
  });
  expect(brief(rows)).toEqual([]);
  expect(counts.clean).toBe(0);
});
