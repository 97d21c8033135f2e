import { lockdownItems } from "../../../src/lockdown/plan/items";
import type { LockdownItem } from "../../../src/lockdown/types";
import type { LockdownSnapshot, SnapshotStackSet } from "../../../src/organization/lockdown-snapshot";
import { deployedLockdown, lockdownPlan } from "../../support/lockdown";

const plan = lockdownPlan();
const deployed = deployedLockdown(plan);
const items = (facts: LockdownSnapshot | undefined) => lockdownItems(plan, facts);
const BASELINE = "org-guardrails-baseline";

/** No snapshot has these: they are unknown whatever it says. */
const PREVIEWED = new Set<LockdownItem["kind"]>(["analyzer", "trail", "detection", "management-account"]);
const read = (facts: LockdownSnapshot | undefined) => items(facts).filter(({ kind }) => !PREVIEWED.has(kind));
const item = (facts: LockdownSnapshot, id: string) => items(facts).find((one) => one.id === id);

/** The facts of the deployed stack, with something else about its baseline. */
function withBaseline(change: (set: SnapshotStackSet) => Partial<SnapshotStackSet>): LockdownSnapshot {
  return {
    ...deployed,
    stackSets: deployed.stackSets.map((set) => (set.name === BASELINE ? { ...set, ...change(set) } : set)),
  };
}

test("what is deployed as planned is present; what no snapshot has is unknown", () => {
  expect(new Set(read(deployed).map(({ state }) => state))).toEqual(new Set(["present"]));
  const others = items(deployed).filter(({ kind }) => PREVIEWED.has(kind));
  expect(new Set(others.map(({ kind }) => kind))).toEqual(PREVIEWED);
  for (const { state, detail } of others)
    expect([state, detail]).toEqual(["unknown", expect.stringContaining("preview")]);
});

test("ids are unique, and the same whatever is deployed", () => {
  const ids = items(deployed).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(items(undefined).map(({ id }) => id)).toEqual(ids);
});

test("without the facts nothing is present", () => {
  for (const { state, detail } of items(undefined)) {
    expect(state).toBe("unknown");
    expect(detail).not.toBe("");
  }
});

test("in an organization without any of it, everything that a snapshot has is missing", () => {
  const nothing = { rootFeatures: [], trustedAccess: [], delegations: [], stackSets: [], notRead: [] };
  expect(new Set(read(nothing).map(({ state }) => state))).toEqual(new Set(["missing"]));
});

test.each([
  ["lockdown.rootFeatures", "feature:RootSessions"],
  ["lockdown.trustedAccess", "trusted-access:iam.amazonaws.com"],
  ["lockdown.delegations", "delegation:iam.amazonaws.com"],
  ["lockdown.delegations[555555555555].services", "delegation:iam.amazonaws.com"],
  ["lockdown.stackSets", `stack-set:${BASELINE}`],
  ["lockdown.stackSets", `stack-instances:${BASELINE}`],
])("while %s was not read, %s is unknown and never missing", (what, id) => {
  const notRead = [{ what, action: "a:B", reason: "AWS refused it" }];
  const facts = { rootFeatures: [], trustedAccess: [], delegations: [], stackSets: [], notRead };
  expect(item(facts, id)).toMatchObject({ state: "unknown", detail: "AWS refused it" });
});

test.each([
  ["template", `stack-set:${BASELINE}`],
  ["units", `stack-set:${BASELINE}`],
  ["instances", `stack-instances:${BASELINE}`],
])("while %s of a StackSet was not read, it is not called present", (part, id) => {
  const empty = { template: "", units: [], instances: [] };
  const facts = {
    ...withBaseline(() => ({ [part]: empty[part as keyof typeof empty] })),
    notRead: [{ what: `lockdown.stackSets[${BASELINE}].${part}`, action: "a:B", reason: "AWS refused it" }],
  };
  expect(item(facts, id)).toMatchObject({ state: "unknown", detail: "AWS refused it" });
});

test("a duty that another account has is different", () => {
  const services = ["access-analyzer.amazonaws.com", "iam.amazonaws.com"];
  const facts = { ...deployed, delegations: [{ account: "222222222222", services }] };
  expect(item(facts, "delegation:iam.amazonaws.com")).toMatchObject({
    state: "different",
    detail: "222222222222 does",
  });
});

test.each<[string, Partial<SnapshotStackSet>, string]>([
  ["another template", { template: `sha256:${"0".repeat(64)}` }, "its template is another one"],
  ["another hold on accounts", { permissionModel: "SELF_MANAGED" }, "its permissions are SELF_MANAGED"],
  [
    "no automatic deployment",
    { autoDeployment: { enabled: false, retainStacks: false } },
    "a new account does not get it",
  ],
  ["nothing about automatic deployment", { autoDeployment: null }, "a new account does not get it"],
  [
    "stacks that go with an account",
    { autoDeployment: { enabled: true, retainStacks: false } },
    "an account that leaves loses its stacks",
  ],
  [
    "other units",
    { units: ["ou-test-prod0001"] },
    "it does not stand in r-test; it also stands in ou-test-prod0001",
  ],
])("a StackSet with %s is different", (_, change, detail) => {
  expect(
    item(
      withBaseline(() => change),
      `stack-set:${BASELINE}`,
    ),
  ).toMatchObject({ state: "different", detail });
});

test("a StackSet that is deleted is missing", () => {
  expect(
    item(
      withBaseline(() => ({ status: "DELETED" })),
      `stack-set:${BASELINE}`,
    ),
  ).toMatchObject({ state: "missing" });
});

test("each failed stack is one item with AWS's words, and accounts without one are named", () => {
  const [shop, pay, ...others] = plan.covered;
  const reason = "Resource handler returned message: denied";
  const facts = withBaseline(({ instances: [one] }) => ({
    instances: [
      { ...one!, accounts: others },
      { ...one!, status: "OUTDATED", detailedStatus: "FAILED", reason, accounts: [shop!] },
    ],
  }));
  const own = items(facts).filter(({ id }) => id.startsWith(`stack-instances:${BASELINE}`));
  expect(own).toEqual([
    expect.objectContaining({ state: "different", detail: "1 missing, 1 not up to date" }),
    expect.objectContaining({
      id: `stack-instances:${BASELINE}:${pay}`,
      state: "missing",
      detail: "none in eu-west-1",
    }),
    expect.objectContaining({
      id: `stack-instances:${BASELINE}:${shop}:eu-west-1`,
      state: "different",
      detail: `OUTDATED, FAILED: ${reason}`,
    }),
  ]);
});

test("stacks of accounts that are skipped are not asked for", () => {
  const facts = withBaseline(({ instances: [one] }) => ({
    instances: [
      one!,
      {
        ...one!,
        status: "OUTDATED",
        detailedStatus: "SKIPPED_SUSPENDED_ACCOUNT",
        accounts: ["777777777777"],
      },
    ],
  }));
  expect(item(facts, `stack-instances:${BASELINE}`)).toMatchObject({ state: "present" });
});
