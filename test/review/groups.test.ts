import fc from "fast-check";
import { comparePlans } from "../../src/compare/compare-plans";
import type { DifferenceEntry, Differences, UndecidedEntry } from "../../src/compare/types";
import { groupsOf } from "../../src/review/groups";
import { smallIntent, smallSnapshot } from "../support/organizations";
import { NOW, planFor } from "../support/reviews";

const ACCOUNTS = ["1", "2", "3", "4", "5"];
const accounts = fc.subarray(ACCOUNTS, { minLength: 1 });
const type = fc.constantFrom("scp" as const, "rcp" as const);
const by = { target: null, policy: null, sid: null, guardrail: null };

const entry = fc.record({ action: fc.constantFrom("a:b", "a:c", "a:d"), accounts, type }).map(
  ({ action, ...rest }): DifferenceEntry => ({
    actions: [action],
    when: "always",
    witness: { action },
    decidedBy: by,
    ...rest,
  }),
);
const undecided = fc
  .record({ accounts, type })
  .map(
    (rest): UndecidedEntry => ({ direction: "newlyDenied", actions: ["a:b"], reason: "too much", ...rest }),
  );
const differences = fc
  .record({
    newlyDenied: fc.array(entry, { maxLength: 4 }),
    newlyAllowed: fc.array(entry, { maxLength: 4 }),
    undecided: fc.array(undecided, { maxLength: 2 }),
  })
  .map((lists): Differences => ({ equal: false, assumed: [], ...lists }));

const DIRECTIONS = ["newlyDenied", "newlyAllowed", "undecided"] as const;

/** What one account sees, looked up without groups. */
function seen(found: Differences, account: string, kind: "scp" | "rcp") {
  return DIRECTIONS.map((direction) =>
    found[direction]
      .filter((each) => each.type === kind && each.accounts!.includes(account))
      .map(({ type: _type, accounts: _accounts, ...rest }) => rest),
  );
}

test("every account is in at most one group of a type, which says just what the account sees", () => {
  fc.assert(
    fc.property(differences, (found) => {
      const groups = groupsOf(found, ACCOUNTS);
      for (const kind of ["scp", "rcp"] as const) {
        for (const account of ACCOUNTS) {
          const own = groups.filter((group) => group.type === kind && group.accounts.includes(account));
          const expected = seen(found, account, kind);
          expect(own.length).toBe(expected.every(({ length }) => length === 0) ? 0 : 1);
          if (own[0]) expect(DIRECTIONS.map((direction) => own[0]![direction])).toEqual(expected);
        }
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("accounts that see the same are in one group", () => {
  fc.assert(
    fc.property(differences, (found) => {
      const groups = groupsOf(found, ACCOUNTS);
      for (const kind of ["scp", "rcp"] as const) {
        // Entries are told apart by where they stand, as compare lists none twice.
        const indices = (account: string) =>
          JSON.stringify(
            DIRECTIONS.map((direction) =>
              found[direction].map((each) => each.type === kind && each.accounts!.includes(account)),
            ),
          );
        const effects = groups
          .filter((group) => group.type === kind)
          .map(({ accounts: [first] }) => indices(first!));
        expect(new Set(effects).size).toBe(effects.length);
      }
    }),
    { seed: 2, numRuns: 300 },
  );
});

test("groups of real plans say what comparing the plans of each account alone says", () => {
  const snapshot = smallSnapshot();
  const before = planFor(
    smallIntent({ Root: ["deny-root-user"], Prod: ["deny-iam-user-creation"] }),
    snapshot,
  );
  const after = planFor(
    smallIntent({ Root: ["deny-root-user"], Dev: ["deny-iam-user-creation"], pay: ["deny-access-keys"] }),
    snapshot,
  );
  const members = snapshot.accounts.map(({ id }) => id);
  const groups = groupsOf(comparePlans(before, after, { now: NOW }), members);
  const effects = (group: (typeof groups)[number]) =>
    DIRECTIONS.map((direction) => group[direction].map(({ actions }) => actions));
  for (const account of members) {
    // The plan with this account and what is above it: everything else is not there.
    const alone = (plan: typeof before) => ({
      ...plan,
      nodes: plan.nodes.filter(({ kind, id }) => kind !== "account" || id === account),
    });
    const [own] = groupsOf(comparePlans(alone(before), alone(after), { now: NOW }), [account]);
    const grouped = groups.find((group) => group.accounts.includes(account));
    expect(grouped && effects(grouped)).toEqual(own && effects(own));
  }
  expect(groups.map((group) => group.accounts.length)).toEqual([1, 1, 1]);
  expect(groups[0]!.newlyAllowed).not.toEqual([]);
  expect(groups.at(-1)!.newlyAllowed).toEqual([]);
});
