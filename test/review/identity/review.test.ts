import { identityView } from "../../../src/identity/plan/view";
import type { IdentityIntent } from "../../../src/organization/intent";
import type { PlanView } from "../../../src/plan/plan-file";
import { identityReview } from "../../../src/review/identity/review";
import { identitySides } from "../../../src/review/identity/sides";
import { stateOfLive, stateOfView } from "../../../src/review/identity/state";
import type { GrantChange, SetChange } from "../../../src/review/identity/types";
import { assigned, deployedIdentity, emptyLive, identityIntent, identityPlans } from "../../support/identity";
import { MANAGEMENT, smallIntent, smallSnapshot } from "../../support/organizations";
import { NOW, planFor } from "../../support/reviews";

const [SHOP, PAY, LAB] = ["222222222222", "333333333333", "444444444444"];

/** Regions are restricted in Prod, and deleting queues is denied at Dev. */
const plan: PlanView = planFor(
  smallIntent({ Prod: ["restrict-regions"], Dev: [["deny-services", { services: ["sqs"] }]] }),
  smallSnapshot(),
);
const viewOf = (intent: IdentityIntent, now = NOW) => identityView(identityPlans(intent, { now }));
const stateOf = (intent: IdentityIntent) => stateOfView(viewOf(intent));

function reviewed(before: IdentityIntent, after: IdentityIntent, now = NOW) {
  const sides = { base: stateOf(before), head: stateOf(after) };
  return identityReview({ ...sides, plan, partition: "aws", region: "eu-west-1", now });
}

const nobody = identityIntent();
const withAssignments = (...assignments: ReturnType<typeof assigned>[]) => identityIntent({ assignments });
const row = ({ direction, permissionSet, principals, accounts }: GrantChange) =>
  `${principals.map(({ kind, name }) => `${kind} ${name}`).join("+")} ${direction} ${permissionSet} ${accounts.join()}`;
const rows = (review: ReturnType<typeof reviewed>) => review.grants.map(row);

test("nothing changes: nothing is said, whatever the order of the file", () => {
  const [one, other] = [assigned("devs", "developer", ["Prod"]), assigned("ops", "billing", ["Dev"])];
  const intent = { ...withAssignments(one, other), attributes: { team: "${path:a}" } };
  expect(reviewed(intent, { ...intent, assignments: [other, one] })).toEqual({
    grants: [],
    permissionSets: [],
    members: [],
    attributes: [],
  });
});

describe("who gains and who loses which set where", () => {
  test("is one row for a principal, a set and its accounts", () => {
    const before = withAssignments(
      assigned("devs", "developer", ["shop"]),
      assigned("ops", "billing", ["Prod"]),
    );
    const after = withAssignments(
      assigned("devs", "developer", ["Root"]),
      assigned("ops", "billing", ["pay"]),
    );
    expect(rows(reviewed(before, after))).toEqual([
      `group devs gained developer ${LAB},${PAY}`,
      `group ops lost billing ${SHOP}`,
    ]);
  });

  test("is one row for all principals to whom the same happens", () => {
    const after = withAssignments(...["c", "a", "b"].map((group) => assigned(group, "developer", ["Prod"])));
    expect(rows(reviewed(nobody, after))).toEqual([
      `group a+group b+group c gained developer ${PAY},${SHOP}`,
    ]);
  });

  test("tells the management account's own sets apart, which no service control policy binds", () => {
    const after = identityIntent({ managementAccount: [assigned("owners", "administrator", [])] });
    const [grant, ...more] = reviewed(nobody, after).grants;
    expect(more).toEqual([]);
    expect(row(grant!)).toBe(`group owners gained administrator-mgmt ${MANAGEMENT}`);
    expect(grant!.effects[0]!.newlyAllowed!.actions).toBeGreaterThan(20_000);
  });

  test("shows access that goes on longer as gained, with the end of what it replaces", () => {
    const until = (expires: string | undefined) =>
      withAssignments(assigned("devs", "developer", ["shop"], { expires }));
    const [gained, lost] = reviewed(until("2028-01-01T00:00:00Z"), until(undefined)).grants;
    expect([gained, lost].map((each) => [each!.direction, each!.slug, each!.expires])).toEqual([
      ["gained", "developer", null],
      ["lost", "developer", "2028-01-01T00:00:00Z"],
    ]);
    expect(gained!.effects[0]!.newlyAllowed).not.toBeNull();
    // The other way round the end is nearer, and nothing is newly allowed.
    const shorter = reviewed(until(undefined), until("2028-01-01T00:00:00Z")).grants;
    expect(shorter[0]!.effects).toEqual([
      { accounts: [SHOP], newlyAllowed: null, newlyDenied: null, escalations: [], unknown: [] },
    ]);
  });

  test("names who was deleted by id", () => {
    const live = deployedIdentity(
      identityPlans(withAssignments(assigned("devs", "developer", ["shop"]))).plans,
    );
    const base = stateOfLive({ ...live, groups: [] }, new Set());
    const found = identityReview({
      base,
      head: stateOf(nobody),
      plan,
      partition: "aws",
      region: "eu-west-1",
      now: NOW,
    });
    expect(rows(found)).toEqual([`deleted group:devs lost developer ${SHOP}`]);
  });
});

describe("what that newly allows", () => {
  const effects = (before: IdentityIntent, after: IdentityIntent) =>
    reviewed(before, after).grants[0]!.effects;
  const dangerous = (found: ReturnType<typeof effects>) =>
    found.map(({ accounts, newlyAllowed }) => [
      accounts.join(),
      newlyAllowed?.dangerous.includes("lambda:UpdateFunctionCode") ?? false,
    ]);

  test("is what the set allows under the accounts' service control policies, accounts that are alike together", () => {
    const found = effects(nobody, withAssignments(assigned("devs", "developer", ["Root"])));
    expect(found.map(({ accounts }) => accounts)).toEqual([[LAB], [PAY, SHOP]]);
    const services = found.map(({ newlyAllowed }) => newlyAllowed!.services.map(({ service }) => service));
    expect(services.map((each) => each.includes("sqs"))).toEqual([false, true]);
    expect(services.every((each) => each.includes("lambda"))).toBe(true);
    expect(dangerous(found)).toEqual([
      [LAB, true],
      [`${PAY},${SHOP}`, true],
    ]);
    for (const { newlyAllowed } of found) {
      const { actions, services: counted, levels } = newlyAllowed!;
      expect(counted.reduce((sum, one) => sum + one.actions, 0)).toBe(actions);
      expect(Object.values(levels).reduce((sum, one) => sum + one, 0)).toBe(actions);
      expect(counted.every((one) => one.actions <= one.of)).toBe(true);
    }
  });

  test("leaves out what they could do there before", () => {
    const before = withAssignments(assigned("devs", "platform-engineer", ["shop"]));
    const more = assigned("devs", "read-only", ["shop"]);
    const [found] = effects(before, { ...before, assignments: [...before.assignments, more] });
    const alone = effects(nobody, withAssignments(more))[0]!.newlyAllowed!.actions;
    expect(found!.newlyAllowed!.actions).toBeLessThan(alone / 2);
    expect(found!.escalations).toEqual([]);
    // Another group's access is not theirs.
    const others = withAssignments(assigned("ops", "administrator", ["shop"]));
    const [whole] = effects(others, { ...others, assignments: [...others.assignments, more] });
    expect(whole!.newlyAllowed!.actions).toBe(alone);
  });

  test("names the ways to more rights that it opens, and not those that were open", () => {
    const before = withAssignments(assigned("devs", "developer", ["shop"]));
    const after = {
      ...before,
      assignments: [...before.assignments, assigned("devs", "administrator", ["shop"])],
    };
    const [found] = effects(before, after);
    expect(found!.escalations).toContain("iam:PutRolePolicy");
    expect(found!.escalations).not.toContain("lambda:UpdateFunctionCode");
  });

  test("is nothing for a set that has ended", () => {
    const after = withAssignments(
      assigned("devs", "developer", ["shop"], { expires: "2026-06-01T00:00:00Z" }),
    );
    expect(effects(nobody, after)[0]).toMatchObject({ newlyAllowed: null, escalations: [] });
  });

  test("is newly denied where access is lost, unless another set still allows it", () => {
    const [all, part] = [
      assigned("devs", "administrator", ["shop"]),
      assigned("devs", "developer", ["shop"]),
    ];
    const lost = (after: IdentityIntent) => reviewed(withAssignments(all, part), after).grants[0]!;
    const { direction, effects: found } = lost(withAssignments(part));
    expect(direction).toBe("lost");
    expect(found[0]).toMatchObject({ newlyAllowed: null, escalations: [], unknown: [] });
    expect(found[0]!.newlyDenied!.dangerous).toContain("iam:CreateUser");
    expect(found[0]!.newlyDenied!.dangerous).not.toContain("lambda:UpdateFunctionCode");
  });

  test("says nothing of accounts that are not there any more", () => {
    const gone = { ...plan, nodes: plan.nodes.filter(({ id }) => id !== SHOP) };
    const base = stateOf(withAssignments(assigned("devs", "developer", ["Prod"])));
    const [found] = identityReview({
      base,
      head: stateOf(nobody),
      plan: gone,
      partition: "aws",
      region: "eu-west-1",
      now: NOW,
    }).grants;
    expect(found!.accounts).toEqual([PAY, SHOP]);
    expect(found!.effects.map(({ accounts }) => accounts)).toEqual([[PAY]]);
  });
});

describe("a policy that nobody knows", () => {
  const customer = (set: SetLike) => ({ ...set, customerManagedPolicies: [{ name: "x", path: "/" }] });
  type SetLike = ReturnType<typeof viewOf>["stacks"][number]["permissionSets"][number];
  const withUnknown = (intent: IdentityIntent, slugs: readonly string[]) => {
    const view = viewOf(intent);
    return stateOfView({
      stacks: view.stacks.map((stack) => ({
        ...stack,
        permissionSets: stack.permissionSets.map((set) =>
          slugs.includes(set.permissionSet) ? customer(set) : set,
        ),
      })),
    });
  };
  const compare = (base: ReturnType<typeof stateOf>, head: ReturnType<typeof stateOf>) =>
    identityReview({ base, head, plan, partition: "aws", region: "eu-west-1", now: NOW });
  const devs = withAssignments(assigned("devs", "developer", ["shop"]));
  const both = withAssignments(
    assigned("devs", "developer", ["shop"]),
    assigned("devs", "read-only", ["shop"]),
  );

  test("in a set that is gained is said", () => {
    const [found] = compare(stateOf(nobody), withUnknown(devs, ["developer"])).grants[0]!.effects;
    expect(found!.unknown).toEqual([expect.stringContaining("customer policy /x")]);
  });

  test("in a set that was there proves nothing to be old: it may have denied everything", () => {
    const known = compare(stateOf(devs), stateOf(both)).grants[0]!.effects[0]!.newlyAllowed;
    const alone = compare(stateOf(nobody), stateOf(withAssignments(assigned("devs", "read-only", ["shop"]))))
      .grants[0]!.effects[0]!.newlyAllowed!.actions;
    const unknown = compare(withUnknown(devs, ["developer"]), withUnknown(both, ["developer"])).grants[0]!;
    expect(unknown.effects[0]!.newlyAllowed!.actions).toBe(alone);
    expect(known).toBeNull();
  });

  test("that is added to a set is a setting, and said", () => {
    const { grants, permissionSets } = compare(stateOf(devs), withUnknown(devs, ["developer"]));
    expect(grants).toEqual([]);
    expect(permissionSets[0]!.settings).toEqual([
      { setting: "customer-policy", before: null, after: "/x", loosens: false },
    ]);
    expect(permissionSets[0]!.effects[0]!.unknown).toEqual([expect.stringContaining("customer policy /x")]);
  });
});

describe("a set that says something else", () => {
  const intent = withAssignments(
    assigned("devs", "developer", ["Prod"]),
    assigned("ops", "developer", ["shop"]),
  );
  const changed = (change: object): SetChange => {
    const view = viewOf(intent);
    const head = stateOfView({
      stacks: view.stacks.map((stack) => ({
        ...stack,
        permissionSets: stack.permissionSets.map((set) => ({ ...set, ...change })),
      })),
    });
    const review = identityReview({
      base: stateOf(intent),
      head,
      plan,
      partition: "aws",
      region: "eu-west-1",
      now: NOW,
    });
    expect(review.grants).toEqual([]);
    expect(review.permissionSets).toHaveLength(1);
    return review.permissionSets[0]!;
  };
  const inline = (...statements: object[]) =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const allow = (...Action: string[]) => ({ Effect: "Allow", Action, Resource: "*" });

  test("names who has it, and where", () => {
    const { permissionSet, slug, principals, accounts, effects } = changed({ description: "other" });
    expect([permissionSet, slug, accounts]).toEqual(["developer", "developer", [PAY, SHOP]]);
    expect(principals.map(({ name }) => name)).toEqual(["devs", "ops"]);
    expect(effects).toEqual([]);
  });

  test.each<[string, object, object]>([
    [
      "longer sessions loosen",
      { sessionDuration: "PT12H" },
      { setting: "session-duration", after: "PT12H", loosens: true },
    ],
    ["shorter ones do not", { sessionDuration: "PT1H30M" }, { setting: "session-duration", loosens: false }],
    ["a relay state", { relayState: "https://x" }, { setting: "relay-state", before: null, loosens: false }],
    ["tags", { tags: { a: "b" } }, { setting: "tags" }],
    [
      "a boundary that is new does not loosen",
      { boundary: boundary("ReadOnlyAccess") },
      { setting: "permissions-boundary", before: null, loosens: false },
    ],
  ])("%s", (_, change, setting) => {
    expect(changed(change).settings).toEqual([expect.objectContaining(setting)]);
  });

  test("newly allows and denies what its policies say", () => {
    const { settings, effects } = changed({ inlinePolicy: inline(allow("iam:CreateUser", "lambda:*")) });
    expect(settings.map(({ setting }) => setting)).toEqual(["inline-policy"]);
    expect(effects).toHaveLength(1);
    expect(effects[0]!.newlyAllowed).toMatchObject({ actions: 1, dangerous: ["iam:CreateUser"] });
    expect(effects[0]!.newlyDenied!.dangerous).toContain("iam:PassRole");
    expect(effects[0]!.escalations).toEqual([]);
  });

  test("newly denies what a boundary takes away, and opens what it gave", () => {
    const bounded = changed({ boundary: boundary("ReadOnlyAccess") });
    expect(bounded.effects[0]).toMatchObject({ newlyAllowed: null, escalations: [] });
    expect(bounded.effects[0]!.newlyDenied!.dangerous).toContain("lambda:UpdateFunctionCode");
  });

  test("with another end is told by its end, and by nothing else", () => {
    const until = (expires: string) => withAssignments(assigned("devs", "developer", ["shop"], { expires }));
    const moved = (from: string, to: string) => reviewed(until(from), until(to)).permissionSets[0]!;
    const later = moved("2027-01-01T00:00:00Z", "2027-06-01T00:00:00Z");
    expect(later.settings).toEqual([
      { setting: "ends", before: "2027-01-01T00:00:00Z", after: "2027-06-01T00:00:00Z", loosens: true },
    ]);
    expect(later.effects).toEqual([]);
    expect(moved("2027-06-01T00:00:00Z", "2027-01-01T00:00:00Z").settings[0]!.loosens).toBe(false);
    // Out of the past: everything is allowed anew.
    expect(
      moved("2026-06-01T00:00:00Z", "2027-01-01T00:00:00Z").effects[0]!.newlyAllowed!.dangerous,
    ).toContain("iam:PassRole");
  });
});

test("members of groups that are made here, and attributes", () => {
  const managed = (devs: string[], attributes: Record<string, string>) =>
    identityIntent({
      groups: "managed",
      members: { devs },
      attributes,
      assignments: [assigned("devs", "developer", ["shop"])],
    });
  const { grants, members, attributes } = reviewed(
    managed(["alice", "bob"], { team: "${path:a}", gone: "${path:b}" }),
    managed(["bob", "carol"], { team: "${path:c}", new: "${path:d}" }),
  );
  expect(grants).toEqual([]);
  expect(members.map(({ direction, user }) => [direction, user])).toEqual([
    ["gained", "carol"],
    ["lost", "alice"],
  ]);
  expect(attributes).toEqual([
    { key: "gone", before: "${path:b}", after: null },
    { key: "new", before: null, after: "${path:d}" },
    { key: "team", before: "${path:a}", after: "${path:c}" },
  ]);
});

describe("what base does not say", () => {
  const head = viewOf(withAssignments(assigned("devs", "developer", ["shop"])));
  const gained = (base: Parameters<typeof identitySides>[0]) => {
    const { sides, assumed } = identitySides(base, head);
    const review = identityReview({ ...sides!, plan, partition: "aws", region: "eu-west-1", now: NOW });
    return [rows(review), assumed] as const;
  };
  const ALL = [`group devs gained developer ${SHOP}`];

  test("is shown as gained, and said", () => {
    const named = { kind: "plan" as const, name: "main" };
    expect(gained({ ...named, view: undefined })).toEqual([
      ALL,
      [expect.stringContaining("main does not know Identity Center")],
    ]);
    expect(gained({ ...named, view: { stacks: [], problems: [] } })).toEqual([
      ALL,
      [expect.stringContaining("main wants nothing")],
    ]);
    const problems = [{ code: "x", severity: "error" as const, message: "why not" }];
    expect(gained({ ...named, view: { stacks: [], problems } })).toEqual([
      ALL,
      [expect.stringContaining("why not")],
    ]);
    expect(gained({ kind: "live", snapshot: undefined })).toEqual([ALL, ["Identity Center is not enabled"]]);
    const notRead = [{ what: "identity.permissionSets", action: "sso:ListPermissionSets", reason: "" }];
    expect(gained({ kind: "live", snapshot: emptyLive({ notRead }) })).toEqual([
      ALL,
      [expect.stringContaining("sso:ListPermissionSets")],
    ]);
  });

  test("is nothing where neither side speaks of it, or head cannot be planned", () => {
    const empty = { stacks: [], problems: [] };
    const base = { kind: "plan" as const, name: "main", view: undefined };
    expect(identitySides(base, empty)).toEqual({ sides: null, assumed: [] });
    expect(identitySides(base, undefined)).toEqual({ sides: null, assumed: [] });
    const broken = { stacks: [], problems: [{ code: "x", severity: "error" as const, message: "m" }] };
    expect(identitySides(base, broken)).toEqual({
      sides: null,
      assumed: [expect.stringContaining("cannot be planned")],
    });
  });
});

test("what was deployed and is wanted still is no change, live or planned", () => {
  const intent = identityIntent({
    groups: "managed",
    members: { devs: ["alice"] },
    attributes: { team: "${path:a}" },
    assignments: [
      assigned("devs", "developer", ["Prod"], { expires: "2028-01-01T00:00:00Z" }),
      assigned("devs", "platform-engineer", ["lab"]),
    ],
    managementAccount: [assigned("devs", "billing", [])],
  });
  const { plans } = identityPlans(intent);
  const base = stateOfLive(deployedIdentity(plans), new Set(["devs"]));
  const head = stateOf(intent);
  const live = identityReview({ base, head, plan, partition: "aws", region: "eu-west-1", now: NOW });
  expect(live).toEqual({ grants: [], permissionSets: [], members: [], attributes: [] });
});

function boundary(name: string) {
  return { kind: "aws" as const, arn: `arn:aws:iam::aws:policy/${name}` };
}
