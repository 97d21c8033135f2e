import { comparePlans } from "../../src/compare/compare-plans";
import type { PlannedException } from "../../src/plan/types";
import { exceptionChanges } from "../../src/review/exceptions";
import { factChanges, factsOfPlan, factsOfSnapshot } from "../../src/review/facts";
import { planOfSnapshot } from "../../src/review/live-plan";
import { deployed, smallIntent, smallSnapshot } from "../support/organizations";
import { NOW, planFor, withPolicy } from "../support/reviews";

describe("facts", () => {
  const before = smallSnapshot();
  const rows = (after: typeof before) =>
    (factChanges(factsOfSnapshot(before), factsOfSnapshot(after)) ?? []).map(
      ({ kind, id, before: was, after: is }) => `${kind} ${id}: ${was} -> ${is}`,
    );

  test("null when nothing differs, whatever the order", () => {
    const shuffled = {
      ...before,
      accounts: [...before.accounts].reverse(),
      units: [...before.units].reverse(),
    };
    expect(factChanges(factsOfSnapshot(before), factsOfSnapshot(shuffled))).toBeNull();
  });

  test("a plan knows the same facts as the snapshot that it was made with", () => {
    const plan = planFor(smallIntent({ Root: ["deny-root-user"] }), before);
    expect(factChanges(factsOfSnapshot(before), factsOfPlan(plan))).toBeNull();
  });

  test("accounts that come, go, move, close and change their names", () => {
    const [management, shop, pay, lab] = before.accounts;
    const after = {
      ...before,
      accounts: [
        management!,
        { ...shop!, name: "store" },
        { ...pay!, parent: "ou-test-dev00001" },
        { ...lab!, state: "SUSPENDED" },
        { id: "555555555555", name: "new", parent: "r-test", state: "ACTIVE" },
      ],
    };
    expect(rows(after)).toEqual([
      "account-added 555555555555: null -> new",
      "account-state 444444444444: ACTIVE -> SUSPENDED",
      "account-moved 333333333333: Prod/pay -> Dev/pay",
      "account-renamed 222222222222: shop -> store",
    ]);
    expect(rows({ ...before, accounts: before.accounts.slice(0, 3) })).toEqual([
      "account-removed 444444444444: Dev/lab -> null",
    ]);
  });

  test("a renamed unit is one line: what stands below has not moved", () => {
    const units = before.units.map((unit) => (unit.name === "Prod" ? { ...unit, name: "Production" } : unit));
    expect(rows({ ...before, units })).toEqual(["unit-renamed ou-test-prod0001: Prod -> Production"]);
  });

  test("policies of others", () => {
    const statement = { Effect: "Deny" as const, Action: "s3:*", Resource: "*" };
    const added = withPolicy(before, ["r-test"], statement);
    expect(rows(added)).toEqual(["policy-added p-other1: null -> somebody else's"]);
    const [full] = before.policies;
    const detached = { ...full!, targets: full!.targets.filter((id) => id !== "444444444444") };
    expect(rows({ ...before, policies: [detached] })).toEqual([
      "policy-detached p-FullAWSAccess: Dev/lab -> null",
    ]);
  });
});

describe("a live organization as a plan", () => {
  const plan = planFor(
    smallIntent({ Root: ["deny-root-user"], Prod: ["deny-iam-user-creation"] }),
    smallSnapshot(),
  );
  const lock = {
    formatVersion: 1 as const,
    organization: "o-smallorg01",
    digests: {},
    policies: [],
    retiredKeys: plan.policies.filter(({ managed }) => managed).map(({ key }) => key),
    targets: {},
    consents: [],
  };

  test("says what the plan says that was deployed there", () => {
    const live = planOfSnapshot(deployed(smallSnapshot(), plan), lock, plan.exceptions);
    expect(comparePlans(live, plan, { now: NOW })).toMatchObject({ equal: true });
    expect(
      live.policies
        .filter(({ managed }) => managed)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(
      plan.policies
        .filter(({ managed }) => managed)
        .map(({ key }) => key)
        .sort(),
    );
    expect(factChanges(factsOfPlan(live), factsOfPlan(plan))).toBeNull();
  });

  test("lacks what was never deployed", () => {
    const live = planOfSnapshot(smallSnapshot(), lock, plan.exceptions);
    const { newlyDenied, newlyAllowed } = comparePlans(live, plan, { now: NOW });
    expect(newlyAllowed).toEqual([]);
    expect(newlyDenied.flatMap(({ actions }) => actions)).toContain("iam:CreateUser");
  });
});

describe("exceptions", () => {
  const exception = (rest: Partial<PlannedException> = {}): PlannedException => ({
    guardrail: "deny-iam-user-creation",
    accounts: ["222222222222"],
    principals: ["arn:aws:iam::222222222222:role/onboarding"],
    owner: "team@example.com",
    reason: "because",
    expires: "2027-06-30T00:00:00Z",
    selfEnding: true,
    characters: 100,
    ...rest,
  });
  const counts = (before: PlannedException[], after: PlannedException[]) => {
    const { added, expiring, removed } = exceptionChanges(before, after, NOW);
    return [added.length, expiring.length, removed.length];
  };

  test.each<[string, PlannedException[], PlannedException[], number[]]>([
    ["unchanged", [exception()], [exception()], [0, 0, 0]],
    ["that cost something else", [exception()], [exception({ characters: 7 })], [0, 0, 0]],
    ["added", [], [exception()], [1, 0, 0]],
    ["removed", [exception()], [], [0, 0, 1]],
    ["extended", [exception()], [exception({ expires: "2028-01-01T00:00:00Z" })], [1, 0, 1]],
    ["that end within thirty days", [], [exception({ expires: "2026-12-31T00:00:00Z" })], [1, 1, 0]],
    ["that end a day later", [], [exception({ expires: "2027-01-01T00:00:00Z" })], [1, 0, 0]],
    [
      "that have ended",
      [exception({ expires: "2026-11-01T00:00:00Z" })],
      [exception({ expires: "2026-11-01T00:00:00Z" })],
      [0, 1, 0],
    ],
  ])("%s", (_, before, after, expected) => expect(counts(before, after)).toEqual(expected));
});
