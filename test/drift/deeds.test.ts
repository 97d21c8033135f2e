import fc from "fast-check";
import { levelsOf } from "../../src/chain/chain";
import { type PlanChains, planChains } from "../../src/chain/plan-chains";
import { sidesOf } from "../../src/drift/sides";
import { sinceLast } from "../../src/drift/since";
import type { Drift } from "../../src/drift/types";
import { decide } from "../../src/evaluate/reference/decide";
import type { AccessRequest } from "../../src/evaluate/request";
import type { Snapshot } from "../../src/organization/snapshot";
import { buildTree, SnapshotError } from "../../src/organization/tree";
import { apart, type Deed, deedsOf } from "../support/deeds";
import { driftOf } from "../support/drift";
import { organizations } from "../support/drift-organizations";
import { MANAGEMENT } from "../support/organizations";
import { SEED } from "../support/policy-generator";

const RUNS = { seed: SEED, numRuns: process.env.RUN_DEEP ? 150 : 8 };
const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });

/** One deed of each kind, a random one of those that can be done. */
function oneOfEach(deeds: readonly Deed[], pick: number): readonly Deed[] {
  const kinds = [...new Set(deeds.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const some = deeds.filter((deed) => deed.kind === kind);
    return some[pick % some.length]!;
  });
}

const said = ({ rows }: Drift) =>
  rows.map(({ kind, id, accounts }) => ({ kind, id, accounts: [...accounts].sort() }));

test("a single deed is a single row: its kind, its subject, its accounts, and nothing else", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(organizations, fc.nat(), (state, pick) => {
      expect(driftOf(state, state.facts).rows).toEqual([]);
      for (const { kind, id, accounts, done } of oneOfEach(deedsOf(state), pick)) {
        const found = driftOf(state, done(state.facts));
        expect(said(found)).toEqual([{ kind, id, accounts: [...accounts].sort() }]);
        const drifted = found.accounts.flatMap((group) => [...group.accounts]).sort();
        expect(drifted).toEqual([...accounts].sort());
        seen.add(kind);
      }
    }),
    RUNS,
  );
  // Every kind of policies and of the organization.
  expect(seen.size).toBe(25);
});

function isTree(facts: Snapshot): boolean {
  try {
    buildTree(facts);
    return true;
  } catch (error) {
    if (error instanceof SnapshotError) return false;
    throw error;
  }
}

test("rows keep their ids and what was found beside drifts that have nothing to do with them", () => {
  fc.assert(
    fc.property(organizations, picks, (state, choice) => {
      const deeds = apart(deedsOf(state), choice);
      const all = deeds.reduce((facts, { done }) => done(facts), state.facts);
      fc.pre(isTree(all));
      const names = ({ rows }: Drift) => rows.map(({ id, digest }) => `${id} ${digest}`);
      const alone = deeds.flatMap(({ done }) => names(driftOf(state, done(state.facts))));
      expect(names(driftOf(state, all)).sort()).toEqual(alone.sort());
    }),
    { ...RUNS, numRuns: RUNS.numRuns * 3 },
  );
});

test("since a run with the same facts, nothing is new and nothing is mended", () => {
  fc.assert(
    fc.property(organizations, picks, (state, choice) => {
      const deeds = apart(deedsOf(state), choice);
      const facts = deeds.reduce((before, { done }) => done(before), state.facts);
      fc.pre(isTree(facts));
      const found = driftOf(state, facts);
      const last = { organization: found.organization.id, rows: found.rows };
      const since = sinceLast(driftOf(state, facts), last);
      expect(since).toMatchObject({ rows: [], mended: [] });
      expect(since.persisting).toEqual(found.rows);
      // What that run printed serves as the next one's: what persists is known as well.
      const again = sinceLast(since, { ...last, rows: [...since.rows, ...since.persisting] });
      expect(again).toEqual(since);
    }),
    RUNS,
  );
});

/** AWS drops the attachments of what goes. */
function attachedOnly(facts: Snapshot): Snapshot {
  const nodes = new Set([facts.root, ...facts.units, ...facts.accounts].map(({ id }) => id));
  const policies = facts.policies.map((one) => ({
    ...one,
    targets: one.targets.filter((target) => nodes.has(target)),
  }));
  return { ...facts, policies };
}

const OURS = { "aws:PrincipalOrgID": "o-smallorg01" };
const REQUESTS: Readonly<Record<"SCP" | "RCP", (account: string) => readonly AccessRequest[]>> = {
  SCP: (account) =>
    [
      "iam:CreateUser",
      "redshift:CreateCluster",
      "organizations:LeaveOrganization",
      "sqs:DeleteQueue",
    ].flatMap((action) =>
      ["role/app", "user/ana", "root"].map((name) => ({
        action,
        account,
        principal: `arn:aws:iam::${account}:${name}`,
      })),
    ),
  RCP: (account) =>
    ["s3:GetObject", "s3:PutObject", "sqs:DeleteQueue", "dynamodb:GetItem"].flatMap((action) => [
      { action, account },
      { action, account, principal: "arn:aws:iam::888888888888:role/stranger" },
      { action, account, principal: `arn:aws:iam::${account}:role/app`, context: OURS },
      { action, account, context: { "aws:PrincipalIsAWSService": "true" } },
    ]),
};

/** Actions of requests that one side allows and the other denies, by evaluating both chains as they are. */
function lost(from: PlanChains, to: PlanChains, account: string, type: "SCP" | "RCP"): readonly string[] {
  const verdict = (chains: PlanChains, request: AccessRequest) =>
    decide(levelsOf(chains.chain(account, type)), request).verdict;
  return REQUESTS[type](account)
    .filter((request) => verdict(from, request) === "allowed" && verdict(to, request) === "denied")
    .map(({ action }) => `${type} ${action}`);
}

test("for every account, both types: witnesses hold, and no sampled request that changes is left out", () => {
  fc.assert(
    fc.property(organizations, picks, (state, choice) => {
      const all = deedsOf(state);
      const chosen = new Map(
        choice.map((number) => all[number % all.length]!).map((deed) => [deed.id, deed]),
      );
      const facts = attachedOnly([...chosen.values()].reduce((was, { done }) => done(was), state.facts));
      fc.pre(isTree(facts));
      const found = driftOf(state, facts);
      const sides = sidesOf(state.desired, facts);
      const [before, after] = [planChains(sides.wanted), planChains(sides.found, new Set(facts.policyTypes))];
      for (const { id: account } of facts.accounts) {
        if (account === MANAGEMENT) continue;
        const group = found.accounts.find(({ accounts }) => accounts.includes(account));
        const [allowed, denied] = [group?.newlyAllowed ?? [], group?.newlyDenied ?? []];
        const named = (entries: typeof allowed) =>
          new Set(
            entries.flatMap(({ type, actions }) => actions.map((one) => `${type.toUpperCase()} ${one}`)),
          );
        for (const type of ["SCP", "RCP"] as const) {
          for (const action of lost(after, before, account, type)) expect(named(allowed)).toContain(action);
          for (const action of lost(before, after, account, type)) expect(named(denied)).toContain(action);
        }
        const verdicts = ({ type, witness }: (typeof allowed)[number]) =>
          [before, after].map(
            (side) =>
              decide(levelsOf(side.chain(witness.account!, type === "rcp" ? "RCP" : "SCP")), witness).verdict,
          );
        for (const entry of allowed) expect(verdicts(entry)).toEqual(["denied", "allowed"]);
        for (const entry of denied) expect(verdicts(entry)).toEqual(["allowed", "denied"]);
        if (allowed.length > 0) expect(group!.effect).toBe("opens");
      }
    }),
    { ...RUNS, numRuns: RUNS.numRuns * 3 },
  );
});
