import type { IdentityCost, PlannedPermissionSet } from "../../../src/identity/plan/types";
import type { IdentitySnapshot } from "../../../src/organization/identity-snapshot";
import { assigned, deployedIdentity, emptyLive, identityIntent, identityPlans } from "../../support/identity";
import { smallSnapshot } from "../../support/organizations";

/** Thirty accounts more below Dev. */
const wideSnapshot = () => {
  const snapshot = smallSnapshot();
  const more = Array.from({ length: 30 }, (_, index) => ({
    id: String(500_000_000_000 + index),
    name: `dev-${index}`,
    parent: "ou-test-dev00001",
    state: "ACTIVE",
  }));
  return { ...snapshot, accounts: [...snapshot.accounts, ...more] };
};
const snapshot = wideSnapshot();
const audit = [assigned("auditors", "security-auditor", ["Dev"])];
const intent = identityIntent({ assignments: audit });
const deployed = () => deployedIdentity(identityPlans(intent, { snapshot }).plans);

const costOf = (wanted: typeof intent, live: IdentitySnapshot): IdentityCost =>
  identityPlans(wanted, { snapshot, live }).plans[0]!.cost!;

/** What is deployed, with a change to its one set. */
function changed(live: IdentitySnapshot, change: Partial<IdentitySnapshot["permissionSets"][number]>) {
  return { ...live, permissionSets: live.permissionSets.map((set) => ({ ...set, ...change })) };
}

test("a new set costs a request for each part and each assignment, and provisions nothing twice", () => {
  const live = emptyLive({ groups: [{ id: "g", name: "auditors" }] });
  expect(costOf(intent, live)).toEqual({
    requests: 1 + 3 + 31,
    assignments: 31,
    provisionings: 0,
    // 31 at 1,200 in 61 minutes.
    seconds: 95,
    wide: [],
  });
});

test("nothing to do costs nothing", () => {
  expect(costOf(intent, deployed())).toMatchObject({ requests: 0, seconds: 0 });
});

test("each changed part of a set in use has it provisioned once more in each of its accounts", () => {
  const wide = [{ name: "security-auditor", accounts: 31, principals: 1 }];
  const inline = costOf(intent, changed(deployed(), { inlinePolicy: "" }));
  expect(inline).toMatchObject({ requests: 2, assignments: 0, provisionings: 31, wide });
  const both = costOf(intent, changed(deployed(), { inlinePolicy: "", sessionDuration: "PT1H" }));
  expect(both).toMatchObject({ requests: 4, provisionings: 62, wide });
  expect(both.seconds).toBeGreaterThan(inline.seconds);
});

test("accounts that nobody is assigned to any more are provisioned too", () => {
  const live = changed(deployed(), { inlinePolicy: "", idle: ["222222222222"] });
  expect(costOf(intent, live).provisionings).toBe(32);
});

test("a set that goes is not provisioned again, and a narrow one is not called widely used", () => {
  expect(costOf(identityIntent(), deployed())).toMatchObject({ assignments: 31, provisionings: 0, wide: [] });
  const narrow = identityIntent({ assignments: [assigned("auditors", "security-auditor", ["Prod"])] });
  const live = changed(deployedIdentity(identityPlans(narrow, { snapshot }).plans), { inlinePolicy: "" });
  expect(costOf(narrow, live)).toMatchObject({ provisionings: 2, wide: [] });
});

test("what is not known has no cost", () => {
  const live = emptyLive({ notRead: [{ what: "identity.permissionSets", action: "sso:X", reason: "" }] });
  const [plan] = identityPlans(intent, { snapshot, live }).plans;
  expect([plan!.changes, plan!.cost]).toEqual([null, null]);
  expect(plan!.permissionSets).toHaveLength(1);
  const sets: readonly PlannedPermissionSet[] = plan!.permissionSets;
  expect(sets[0]!.grants[0]!.accounts).toHaveLength(31);
});
