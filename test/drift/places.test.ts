import fc from "fast-check";
import { levelsOf } from "../../src/chain/chain";
import { type PlanChains, planChains } from "../../src/chain/plan-chains";
import { sidesOf } from "../../src/drift/sides";
import { decide } from "../../src/evaluate/reference/decide";
import type { AccessRequest } from "../../src/evaluate/request";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";
import { brief, deployedState, driftOf } from "../support/drift";
import { MANAGEMENT, rcpFullAccess, smallIntent, smallSnapshot } from "../support/organizations";
import { SEED } from "../support/policy-generator";

const [SHOP, PAY, LAB] = ["222222222222", "333333333333", "444444444444"];
const [PROD, DEV] = ["ou-test-prod0001", "ou-test-dev00001"];
const IN_PROD = `o-smallorg01/r-test/${PROD}/*`;
type Type = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

/** A policy of others at the root, which binds every account with the very same text. */
function atRoot(type: Type, statements: readonly object[]): SnapshotPolicy {
  const principal = type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
  return {
    id: `p-${type}`,
    name: "by place",
    description: "",
    type,
    awsManaged: false,
    tags: {},
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: statements.map((one) => ({ Effect: "Deny", Resource: "*", ...principal, ...one })),
    }),
    targets: ["r-test"],
  };
}

/** The small organization with both types of policy, and one policy that asks where accounts stand. */
function organization(...policies: readonly SnapshotPolicy[]) {
  const small = smallSnapshot();
  const snapshot: Snapshot = {
    ...small,
    policyTypes: ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"],
    policies: [...small.policies, rcpFullAccess(small), ...policies],
  };
  return deployedState(smallIntent({}), snapshot);
}

const moved = (facts: Snapshot, id: string, parent: string): Snapshot => ({
  ...facts,
  accounts: facts.accounts.map((one) => (one.id === id ? { ...one, parent } : one)),
});

const key = (type: Type) =>
  type === "SERVICE_CONTROL_POLICY" ? "aws:PrincipalOrgPaths" : "aws:ResourceOrgPaths";
const action = "s3:DeleteBucket";
const inProd = (type: Type, operator = "ForAnyValue:StringLike") =>
  atRoot(type, [{ Action: action, Condition: { [operator]: { [key(type)]: IN_PROD } } }]);

/** A request as AWS sees it on one side: with the place that its account has there. */
function verdict(chains: PlanChains, type: Type, account: string, request: AccessRequest) {
  const chain = chains.chain(account, type === "SERVICE_CONTROL_POLICY" ? "SCP" : "RCP");
  const context = { ...request.context, [key(type)]: [chains.organizationPath(account)] };
  return decide(levelsOf(chain), { ...request, account, context }).verdict;
}

describe.each<Type>(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"])("%s", (type) => {
  const state = organization(inProd(type));
  const entry = [{ actions: [action], decidedBy: { policy: `p-${type}` } }];

  test("a move out of the place that a policy speaks of opens, although the policies are the same", () => {
    const changed = moved(state.facts, SHOP, DEV);
    const { rows, accounts } = driftOf(state, changed);
    expect(brief(rows)).toEqual([
      { kind: "account-moved", effect: "opens", name: "Dev/shop", accounts: [SHOP] },
    ]);
    expect(rows[0]).toMatchObject({ newlyAllowed: entry, newlyDenied: [], undecided: [] });
    expect(accounts).toMatchObject([{ accounts: [SHOP], effect: "opens" }]);
    const sides = sidesOf(state.desired, changed);
    const { witness } = rows[0]!.newlyAllowed[0]!;
    expect(verdict(planChains(sides.wanted), type, SHOP, witness)).toBe("denied");
    expect(verdict(planChains(sides.found as never), type, SHOP, witness)).toBe("allowed");
  });

  test("a move into it closes", () => {
    const { rows } = driftOf(state, moved(state.facts, LAB, PROD));
    expect(brief(rows)).toEqual([
      { kind: "account-moved", effect: "closes", name: "Prod/lab", accounts: [LAB] },
    ]);
    expect(rows[0]).toMatchObject({ newlyAllowed: [], newlyDenied: entry, undecided: [] });
  });

  test("accounts that changed places are each judged by its own", () => {
    const changed = moved(moved(state.facts, LAB, PROD), PAY, DEV);
    expect(driftOf(state, changed).rows.map(({ effect, account }) => [effect, account])).toEqual([
      ["opens", PAY],
      ["closes", LAB],
    ]);
  });

  test("a unit that stands elsewhere takes its accounts along", () => {
    const units = state.facts.units.map((unit) => (unit.id === DEV ? { ...unit, parent: PROD } : unit));
    expect(brief(driftOf(state, { ...state.facts, units }).rows)).toMatchObject([
      { kind: "unit-moved", effect: "closes", accounts: [LAB] },
    ]);
  });

  test("a move between places that no policy tells apart is none", () => {
    expect(brief(driftOf(state, moved(state.facts, LAB, "r-test")).rows)).toMatchObject([
      { kind: "account-moved", effect: "none", accounts: [LAB] },
    ]);
  });

  test("a place that hangs on a variable is not known", () => {
    const policy = inProd(type);
    const varying = { ...policy, content: policy.content.replace(PROD, "${aws:PrincipalTag/unit}") };
    const other = organization(varying);
    const { rows } = driftOf(other, moved(other.facts, SHOP, DEV));
    expect(brief(rows)).toMatchObject([{ kind: "account-moved", effect: "unknown" }]);
    expect(rows[0]!.undecided).toMatchObject([{ accounts: [SHOP] }, { accounts: [SHOP] }]);
    expect(rows[0]!.undecided[0]!.reason).toMatch(/with a variable/);
  });
});

describe("what policies ask of the other party of a request", () => {
  const others = [
    ["SERVICE_CONTROL_POLICY", "aws:ResourceOrgPaths"],
    ["RESOURCE_CONTROL_POLICY", "aws:PrincipalOrgPaths"],
    ["RESOURCE_CONTROL_POLICY", "aws:SourceOrgPaths"],
  ] as const;
  test.each(others)("%s on %s: a move that it tells is not known, and any other is none", (type, other) => {
    const policy = atRoot(type, [
      { Action: "s3:*", Condition: { "ForAnyValue:StringLike": { [other]: [IN_PROD] } } },
    ]);
    const state = organization(policy);
    const effects = (changed: Snapshot) =>
      driftOf(state, changed).rows.map(({ kind, effect, account }) => [kind, effect, account]);
    expect(effects(moved(state.facts, SHOP, DEV))).toEqual([["account-moved", "unknown", SHOP]]);
    expect(effects(moved(state.facts, LAB, "r-test"))).toEqual([["account-moved", "none", LAB]]);
    // Nothing binds the management account; what others may do with it hangs on where it stands.
    expect(effects(moved(state.facts, MANAGEMENT, PROD))).toEqual([["account-moved", "unknown", MANAGEMENT]]);
  });
});

const PATTERNS = [
  IN_PROD,
  `o-smallorg01/r-test/${PROD}/`,
  `o-smallorg01/r-test/${DEV}/*`,
  "o-smallorg01/r-test/",
  "o-smallorg01/*",
  `*/${DEV.toUpperCase()}/*`,
  "o-another/*",
];
const OPERATORS = ["ForAnyValue:StringLike", "ForAllValues:StringNotLike", "ForAnyValue:StringEquals"].concat(
  "ForAnyValue:StringEqualsIgnoreCase",
  "ForAllValues:StringLike",
  "Null",
);
const ACTIONS = ["s3:DeleteBucket", "s3:GetObject", "sqs:DeleteQueue"];
const statement = (type: Type) =>
  fc
    .record({
      Action: fc.constantFrom(...ACTIONS),
      operator: fc.constantFrom(...OPERATORS),
      patterns: fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 2 }),
      secure: fc.constantFrom(undefined, "true", "false"),
    })
    .map(({ Action, operator, patterns, secure }) => ({
      Action,
      Condition: {
        [operator]: { [key(type)]: operator === "Null" ? "false" : patterns },
        ...(secure === undefined ? {} : { Bool: { "aws:SecureTransport": secure } }),
      },
    }));
const move = fc.tuple(fc.constantFrom(SHOP, PAY, LAB), fc.constantFrom(PROD, DEV, "r-test"));

test.each<Type>(["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"])(
  "whatever %s asks of the place, what moves do is what both sides say of requests in their own places",
  (type) => {
    const requests = ACTIONS.flatMap((each) =>
      ["true", "false"].map(
        (secure): AccessRequest => ({
          action: each,
          resource: "arn:aws:s3:::some",
          principal: `arn:aws:iam::${SHOP}:role/app`,
          context: { "aws:SecureTransport": secure },
        }),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(statement(type), { minLength: 1, maxLength: 3 }),
        fc.array(move, { minLength: 1, maxLength: 3 }),
        (statements, moves) => {
          const state = organization(atRoot(type, statements));
          const changed = moves.reduce((facts, [id, parent]) => moved(facts, id, parent), state.facts);
          const sides = sidesOf(state.desired, changed);
          const [before, after] = [planChains(sides.wanted), planChains(sides.found as never)];
          const found = driftOf(state, changed);
          for (const account of [SHOP, PAY, LAB]) {
            const group = found.accounts.find(({ accounts }) => accounts.includes(account));
            expect(group?.undecided ?? []).toEqual([]);
            const say = (from: PlanChains, to: PlanChains) =>
              requests.filter(
                (request) =>
                  verdict(from, type, account, own(request, account)) === "allowed" &&
                  verdict(to, type, account, own(request, account)) === "denied",
              );
            const named = (entries: readonly { readonly actions: readonly string[] }[] = []) =>
              [...new Set(entries.flatMap(({ actions }) => actions))].sort();
            const names = (some: readonly AccessRequest[]) =>
              [...new Set(some.map((one) => one.action))].sort();
            expect(named(group?.newlyAllowed)).toEqual(names(say(after, before)));
            expect(named(group?.newlyDenied)).toEqual(names(say(before, after)));
          }
        },
      ),
      { seed: SEED, numRuns: process.env.RUN_DEEP ? 1000 : 60 },
    );
  },
);

function own(request: AccessRequest, account: string): AccessRequest {
  return { ...request, principal: `arn:aws:iam::${account}:role/app` };
}
