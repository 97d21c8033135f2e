import fc from "fast-check";
import { levelsOf } from "../../src/chain/chain";
import { planChains } from "../../src/chain/plan-chains";
import { chainsWith } from "../../src/drift/alone";
import { readable, sidesOf } from "../../src/drift/sides";
import { decide } from "../../src/evaluate/reference/decide";
import type { AccessRequest } from "../../src/evaluate/request";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { brief, deployedState, driftOf } from "../support/drift";
import { SEED } from "../support/policy-generator";

const state = deployedState();
const { facts, desired } = state;
const MEMBERS = ["222222222222", "333333333333", "444444444444"];
const NODES = ["r-test", "ou-test-prod0001", "ou-test-dev00001", ...MEMBERS];
const RUNS = { seed: SEED, numRuns: process.env.RUN_DEEP ? 400 : 20 };

const OURS = facts.policies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name);
const ACTIONS = [
  "iam:CreateUser",
  "iam:CreateAccessKey",
  "redshift:CreateCluster",
  "organizations:LeaveOrganization",
  "sqs:DeleteQueue",
  "s3:GetObject",
] as const;

const deny = (actions: readonly string[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: actions, Resource: "*" }] });

/** One thing that somebody does by hand. */
type Step = (before: Snapshot) => Snapshot;

const onPolicy =
  (name: string, change: (policy: SnapshotPolicy) => SnapshotPolicy | null): Step =>
  (before) => ({
    ...before,
    policies: before.policies.flatMap((policy) => (policy.name === name ? (change(policy) ?? []) : [policy])),
  });
const policy = fc.constantFrom(...OURS);
const node = fc.constantFrom(...NODES);
const actions = fc.uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 3 });
const toggled = (targets: readonly string[], target: string) =>
  targets.includes(target) ? targets.filter((one) => one !== target) : [...targets, target].sort();

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(policy, actions).map(([name, some]) => onPolicy(name, (one) => ({ ...one, content: deny(some) }))),
  fc
    .tuple(policy, node)
    .map(([name, at]) => onPolicy(name, (one) => ({ ...one, targets: toggled(one.targets, at) }))),
  policy.map((name) => onPolicy(name, () => null)),
  fc.tuple(actions, fc.uniqueArray(node, { maxLength: 2 }), fc.nat({ max: 2 })).map(
    ([some, targets, number]): Step =>
      (before) => ({
        ...before,
        policies: [
          ...before.policies.filter(({ id }) => id !== `p-theirs${number}`),
          {
            id: `p-theirs${number}`,
            name: `theirs ${number}`,
            description: "",
            type: "SERVICE_CONTROL_POLICY",
            awsManaged: false,
            tags: {},
            content: deny(some),
            targets: [...targets].sort(),
          },
        ],
      }),
  ),
  fc
    .tuple(fc.constantFrom(...MEMBERS), fc.constantFrom("r-test", "ou-test-prod0001", "ou-test-dev00001"))
    .map(
      ([id, parent]): Step =>
        (before) => ({
          ...before,
          accounts: before.accounts.map((one) => (one.id === id ? { ...one, parent } : one)),
        }),
    ),
);
const history = fc.array(step, { minLength: 1, maxLength: 4 });
const after = (steps: readonly Step[]) => steps.reduce((before, one) => one(before), facts);

const requestsFor = (account: string): readonly AccessRequest[] =>
  ACTIONS.flatMap((action) =>
    [`arn:aws:iam::${account}:role/app`, `arn:aws:iam::${account}:root`].map((principal) => ({
      action,
      account,
      principal,
    })),
  );

/** Requests of which the verdict differs, by evaluating both chains as they are. */
function plainly(changed: Snapshot, account: string) {
  const sides = sidesOf(desired, changed);
  const verdict = (chains: ReturnType<typeof planChains>, request: AccessRequest) =>
    decide(levelsOf(chains.chain(account, "SCP")), request).verdict;
  const [before, now] = [
    planChains(sides.wanted),
    planChains(readable(sides.found as never).plan, new Set(changed.policyTypes)),
  ];
  const of = (from: typeof before, to: typeof before) =>
    requestsFor(account)
      .filter((request) => verdict(from, request) === "allowed" && verdict(to, request) === "denied")
      .map(({ action }) => action);
  return { allowed: new Set(of(now, before)), denied: new Set(of(before, now)) };
}

test("whatever was done, each account's effect is what evaluating both sides says", () => {
  fc.assert(
    fc.property(history, (steps) => {
      const changed = after(steps);
      const found = driftOf(state, changed);
      for (const account of MEMBERS) {
        const group = found.accounts.find(({ accounts }) => accounts.includes(account));
        const named = (entries: readonly { readonly actions: readonly string[] }[] = []) =>
          new Set(entries.flatMap((entry) => entry.actions));
        const { allowed, denied } = plainly(changed, account);
        const [saidAllowed, saidDenied] = [named(group?.newlyAllowed), named(group?.newlyDenied)];
        for (const action of allowed) expect(saidAllowed).toContain(action);
        for (const action of denied) expect(saidDenied).toContain(action);
        expect(group?.undecided ?? []).toEqual([]);
        if (group?.effect === "none" || group === undefined) expect(allowed.size + denied.size).toBe(0);
      }
    }),
    RUNS,
  );
});

test("every account with an effect has a row that says at least as much", () => {
  fc.assert(
    fc.property(history, (steps) => {
      const { accounts, rows } = driftOf(state, after(steps));
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { effect, rows: ids, accounts: some } of accounts) {
        const own = ids.map((id) => byId.get(id)!);
        expect(ids.length).toBeGreaterThan(0);
        for (const row of own) expect(row.accounts).toEqual(expect.arrayContaining([...some]));
        if (effect === "opens") expect(own.some((row) => row.effect === "opens")).toBe(true);
      }
    }),
    RUNS,
  );
});

test("a witness is allowed on one side and denied on the other", () => {
  fc.assert(
    fc.property(history, (steps) => {
      const changed = after(steps);
      const sides = sidesOf(desired, changed);
      const before = planChains(sides.wanted);
      const now = planChains(sides.found as never, new Set(changed.policyTypes));
      const verdict = (chains: typeof now, account: string, witness: AccessRequest) =>
        decide(levelsOf(chains.chain(account, "SCP")), witness).verdict;
      for (const group of driftOf(state, changed).accounts) {
        for (const { witness } of group.newlyAllowed) {
          const account = witness.account!;
          if (!group.accounts.includes(account)) continue;
          expect(verdict(now, account, witness)).toBe("allowed");
          expect(verdict(before, account, witness)).toBe("denied");
        }
      }
    }),
    RUNS,
  );
});

test("one row by itself: its effect is that of the plan with this drift alone", () => {
  const type = "SERVICE_CONTROL_POLICY";
  const base = planChains(desired.plan);
  fc.assert(
    fc.property(policy, node, (name, at) => {
      const one = desired.plan.policies.find((each) => each.name === name)!;
      const alone = chainsWith(base, {
        type,
        at: new Map([[at, { removed: new Set([one.key]), added: [] }]]),
        parents: new Map(),
        disabled: null,
      });
      for (const account of MEMBERS) {
        const plain = base
          .chain(account, "SCP")
          .levels.map(({ target, policies }) =>
            policies.filter(({ name: key }) => target !== at || key !== one.key),
          );
        expect(alone.chain(account, "SCP").levels.map(({ policies }) => policies)).toEqual(plain);
      }
    }),
    RUNS,
  );
});

test("the same rows with the same ids in whatever order the facts list things", () => {
  const mixed = <T>(list: readonly T[], keys: readonly number[]) =>
    list
      .map((one, at) => [keys[at % keys.length]!, one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  fc.assert(
    fc.property(history, fc.array(fc.integer(), { minLength: 7, maxLength: 7 }), (steps, keys) => {
      const changed = after(steps);
      const shuffled: Snapshot = {
        ...changed,
        units: mixed(changed.units, keys),
        accounts: mixed(changed.accounts, keys),
        policies: mixed(changed.policies, keys).map((one) => ({ ...one, targets: mixed(one.targets, keys) })),
      };
      const [one, other] = [driftOf(state, changed), driftOf(state, shuffled)];
      expect(brief(other.rows)).toEqual(brief(one.rows));
      expect(other.rows.map(({ id, digest }) => [id, digest])).toEqual(
        one.rows.map(({ id, digest }) => [id, digest]),
      );
      expect(new Set(one.rows.map(({ id }) => id)).size).toBe(one.rows.length);
    }),
    RUNS,
  );
});
