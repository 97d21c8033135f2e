import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { brief, deployedState, driftOf, withPolicyChanged } from "../support/drift";
import { FULL_ACCESS } from "../support/organizations";

const state = deployedState();
const { facts } = state;
const PROD = "ou-test-prod0001";
const [SHOP, PAY, LAB] = ["222222222222", "333333333333", "444444444444"];
const IN_PROD = [PAY, SHOP];
const MEMBERS = [LAB, PAY, SHOP];
const USERS = "guardrail-deny-iam-user-creation";

const found = (changed: Snapshot) => driftOf(state, changed);
const sorted = (rows: ReturnType<typeof brief>) =>
  rows.map((row) => ({ ...row, accounts: [...row.accounts].sort() }));
const rowsOf = (changed: Snapshot) => sorted(brief(found(changed).rows));

function other(content: object, targets: readonly string[], id = "p-other"): SnapshotPolicy {
  return {
    id,
    name: "theirs",
    description: "",
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    tags: {},
    content: JSON.stringify(content),
    targets,
  };
}

const deny = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action, Resource: "*" }],
});
const plus = (policy: SnapshotPolicy): Snapshot => ({ ...facts, policies: [...facts.policies, policy] });

test("what is deployed to the letter has no drift, and every account is clean", () => {
  expect(found(facts)).toMatchObject({
    rows: [],
    accounts: [],
    counts: { clean: 4, drifted: 0, unknown: 0 },
    notRead: [],
  });
});

test("text that is equal as JSON is none: Pulumi would not write it", () => {
  const changed = withPolicyChanged(facts, USERS, (policy) => ({
    ...policy,
    content: JSON.stringify(JSON.parse(policy.content), null, 2),
  }));
  expect(found(changed).rows).toEqual([]);
});

test("its stored size counts", () => {
  const changed = withPolicyChanged(facts, USERS, (policy) => ({
    ...policy,
    content: policy.content + " ".repeat(10_240),
  }));
  const { rows } = found(changed);
  expect(brief(rows)).toMatchObject([{ kind: "policy-size", effect: "none" }]);
  expect(rows[0]).toMatchObject({ wanted: "10240 characters at most" });
});

test("text that says something else opens, with a request that shows it", () => {
  const changed = withPolicyChanged(facts, USERS, (policy) => ({
    ...policy,
    content: JSON.stringify(deny("iam:CreateGroup")),
  }));
  const { rows, accounts, counts } = found(changed);
  expect(sorted(brief(rows))).toEqual([
    { kind: "policy-text", effect: "opens", name: USERS, accounts: [SHOP, PAY] },
  ]);
  expect(rows[0]).toMatchObject({
    measured: "alone",
    newlyAllowed: [{ actions: ["iam:CreateUser"], decidedBy: { guardrail: "deny-iam-user-creation" } }],
    newlyDenied: [{ actions: ["iam:CreateGroup"] }],
  });
  expect(accounts).toHaveLength(1);
  expect(accounts[0]).toMatchObject({ accounts: IN_PROD, effect: "opens", rows: [rows[0]!.id] });
  expect(counts).toEqual({ clean: 2, drifted: 2, unknown: 0 });
});

test("other text without effect is said as such", () => {
  const changed = withPolicyChanged(facts, USERS, (policy) => {
    const document = JSON.parse(policy.content) as { Statement: object[] };
    return {
      ...policy,
      content: JSON.stringify({
        ...document,
        Statement: [...document.Statement].reverse().map((one) => ({ ...one, Sid: "Renamed" })),
      }),
    };
  });
  expect(rowsOf(changed)).toEqual([
    { kind: "policy-text", effect: "none", name: USERS, accounts: [SHOP, PAY] },
  ]);
});

test("a detached policy is missing there alone, and opens", () => {
  expect(rowsOf(withPolicyChanged(facts, USERS, (policy) => ({ ...policy, targets: [] })))).toEqual([
    { kind: "attachment-missing", effect: "opens", name: USERS, accounts: [SHOP, PAY] },
  ]);
});

test("an attachment that nobody planned closes", () => {
  const changed = withPolicyChanged(facts, USERS, (policy) => ({ ...policy, targets: [PROD, LAB] }));
  expect(rowsOf(changed)).toEqual([
    { kind: "attachment-added", effect: "closes", name: USERS, accounts: [LAB] },
  ]);
  expect(found(changed).rows[0]).toMatchObject({ target: LAB, account: LAB });
});

test("a deleted policy is missing", () => {
  expect(rowsOf(withPolicyChanged(facts, USERS, () => null))).toEqual([
    { kind: "policy-missing", effect: "opens", name: USERS, accounts: [SHOP, PAY] },
  ]);
});

test("a policy that lost its tags, name or description is still ours, by its id", () => {
  const changed = withPolicyChanged(facts, USERS, (policy) => ({ ...policy, tags: {}, description: "x" }));
  expect(rowsOf(changed)).toEqual([
    { kind: "policy-settings", effect: "none", name: USERS, accounts: [SHOP, PAY] },
  ]);
  expect(found(changed).rows[0]!.detail).toMatch(/description "x".*tags/);
});

test("policies that nobody manages: added, changed, attached, detached, removed", () => {
  const mine = plus(other(deny("sqs:*"), [LAB]));
  const known = { desired: { ...state.desired, ...replanned(mine) } };
  const rows = (changed: Snapshot) => sorted(brief(driftOf(known, changed).rows));
  const changed = (change: Partial<SnapshotPolicy>) =>
    withPolicyChanged(mine, "theirs", (policy) => ({ ...policy, ...change }));
  expect(rowsOf(mine)).toEqual([
    { kind: "unmanaged-added", effect: "closes", name: "theirs", accounts: [LAB] },
  ]);
  expect(rows(mine)).toEqual([]);
  expect(rows(changed({ content: JSON.stringify(deny("sns:*")) }))).toMatchObject([
    { kind: "unmanaged-changed", effect: "opens", accounts: [LAB] },
  ]);
  expect(rows(changed({ targets: [LAB, PAY] }))).toMatchObject([
    { kind: "unmanaged-attached", effect: "closes", accounts: [PAY] },
  ]);
  expect(rows(changed({ targets: [] }))).toMatchObject([
    { kind: "unmanaged-detached", effect: "opens", accounts: [LAB] },
  ]);
  expect(rows(facts)).toMatchObject([{ kind: "unmanaged-removed", effect: "opens", accounts: [LAB] }]);
});

function replanned(recorded: Snapshot) {
  const { plan } = state.desired;
  const news = recorded.policies.filter(({ id }) => !facts.policies.some((policy) => policy.id === id));
  const others = news.map(({ id, content, targets, ...policy }) => ({
    key: id,
    id,
    name: policy.name,
    description: "",
    type: policy.type,
    managed: false,
    characters: content.length,
    guardrails: [],
    statements: [],
    content: JSON.parse(content) as unknown,
    targets: targets.map((target) => ({ id: target, path: target })),
  }));
  return { recorded, plan: { ...plan, policies: [...plan.policies, ...others] } };
}

test("FullAWSAccess detached closes everything below", () => {
  const changed = withPolicyChanged(facts, "FullAWSAccess", (policy) => ({
    ...policy,
    targets: policy.targets.filter((target) => target !== PROD),
  }));
  expect(rowsOf(changed)).toEqual([
    { kind: "full-access-detached", effect: "closes", name: "FullAWSAccess", accounts: [SHOP, PAY] },
  ]);
});

test("an allow list in its place: each by itself, and both together for the account", () => {
  const changed = withPolicyChanged(
    plus(
      other({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }, [PROD]),
    ),
    "FullAWSAccess",
    (policy) => ({ ...policy, targets: policy.targets.filter((target) => target !== PROD) }),
  );
  const { rows, accounts } = found(changed);
  expect(sorted(brief(rows))).toEqual([
    { kind: "full-access-detached", effect: "closes", name: "FullAWSAccess", accounts: [SHOP, PAY] },
    { kind: "unmanaged-added", effect: "none", name: "theirs", accounts: [SHOP, PAY] },
  ]);
  expect(accounts).toMatchObject([{ accounts: IN_PROD, effect: "none", newlyDenied: [] }]);
});

test("what only two drifts together open, both are said to do together", () => {
  const twice = plus(other(deny("iam:CreateUser"), [PROD]));
  const known = { desired: { ...state.desired, ...replanned(twice) } };
  const { rows } = driftOf(
    known,
    withPolicyChanged(facts, USERS, () => null),
  );
  expect(brief(rows).map(({ kind, effect }) => [kind, effect])).toEqual([
    ["policy-missing", "opens"],
    ["unmanaged-removed", "opens"],
  ]);
  expect(rows.map(({ measured }) => measured)).toEqual(["together", "together"]);
  expect(rows[0]!.newlyAllowed).toMatchObject([{ actions: ["iam:CreateUser"] }]);
});

test("a disabled type is one row, and opens everything for the members", () => {
  const { rows } = found({ ...facts, policyTypes: [] });
  expect(sorted(brief(rows))).toEqual([
    {
      kind: "policy-type-disabled",
      effect: "opens",
      name: "SERVICE_CONTROL_POLICY",
      accounts: [...MEMBERS].sort(),
    },
  ]);
  const actions = rows[0]!.newlyAllowed.flatMap((entry) => entry.actions);
  expect(actions).toEqual(expect.arrayContaining(["iam:CreateUser", "organizations:LeaveOrganization"]));
});

test("a disabled type is one row, whether or not its policies were read", () => {
  const brief = found({ ...facts, policyTypes: [], policies: [] }).rows.map(({ id, effect }) => [id, effect]);
  expect(brief).toEqual([["policy-type-disabled:SERVICE_CONTROL_POLICY", "opens"]]);
});

test("a type that comes without policies does nothing", () => {
  const types = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"];
  const rcp: SnapshotPolicy = {
    ...other({}, facts.policies[0]!.targets, "p-RCPFullAWSAccess"),
    name: "RCPFullAWSAccess",
    type: "RESOURCE_CONTROL_POLICY",
    awsManaged: true,
    content: FULL_ACCESS.replace('"Allow"', '"Allow","Principal":"*"'),
  };
  expect(rowsOf({ ...plus(rcp), policyTypes: types })).toEqual([
    { kind: "policy-type-enabled", effect: "none", name: "RESOURCE_CONTROL_POLICY", accounts: [] },
  ]);
});

test.each(["not JSON", "[]", '{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}', "{"])(
  "a policy that is %s is not known to be harmless",
  (content) => {
    const changed = withPolicyChanged(facts, USERS, (policy) => ({ ...policy, content }));
    const { rows, accounts, counts } = found(changed);
    expect(sorted(brief(rows))).toEqual([
      { kind: "policy-text", effect: "unknown", name: USERS, accounts: [SHOP, PAY] },
    ]);
    expect(accounts).toMatchObject([{ accounts: IN_PROD, effect: "unknown" }]);
    expect(counts.clean).toBe(2);
  },
);

test("a left-over policy of this tool, whose key the lock retired", () => {
  const lock = { ...state.desired.lock!, retiredKeys: ["old"] };
  const ours = { "managed-by": "org-guardrails", "org-guardrails-key": "old" };
  const changed = plus({ ...other(deny("sqs:*"), [PAY]), tags: ours });
  const { rows } = driftOf({ desired: { ...state.desired, lock } }, changed);
  expect(brief(rows)).toEqual([
    { kind: "policy-left-over", effect: "closes", name: "theirs", accounts: [PAY] },
  ]);
});

test("a drift above an account with another one says the same of all its accounts, as one entry", () => {
  const both = plus(other(deny("sqs:*"), [LAB]));
  const changed = withPolicyChanged(both, "guardrail-deny-leave-organization", () => null);
  const row = found(changed).rows.find(({ kind }) => kind === "policy-missing")!;
  expect(row.newlyAllowed).toMatchObject([
    { actions: ["organizations:AcceptHandshake", "organizations:LeaveOrganization"] },
  ]);
  expect([...row.newlyAllowed[0]!.accounts!].sort()).toEqual([...MEMBERS].sort());
});
