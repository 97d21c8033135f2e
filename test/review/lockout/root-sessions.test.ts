import { catalogue } from "../../../guardrails";
import { denyRootUser } from "../../../guardrails/deny-root-user";
import type { Intent } from "../../../src/organization/intent";
import type { Snapshot } from "../../../src/organization/snapshot";
import { buildTree } from "../../../src/organization/tree";
import { makePlan } from "../../../src/plan/make-plan";
import type { Statement } from "../../../src/policy/document";
import { proveRootSessions, rootSessionFindings } from "../../../src/review/lockout/root-sessions";
import { smallIntent, smallSnapshot } from "../../support/organizations";
import { NOW, withPolicy } from "../../support/reviews";

const SHOP = "222222222222";

function prove(intent: Intent, snapshot: Snapshot, guardrails = catalogue) {
  const { plan, problems } = makePlan({ intent, snapshot, lock: null, catalogue: guardrails, now: NOW });
  if (plan === null) throw new Error(JSON.stringify(problems));
  return proveRootSessions({ plan, intent, tree: buildTree(snapshot), locked: {}, now: NOW });
}
const findings = (rows: ReturnType<typeof prove>, locksDown: boolean) =>
  rootSessionFindings(rows, locksDown, (id) => id).map(({ code, severity }) => [code, severity]);

const intent = () => smallIntent({ Root: ["deny-root-user"] });
const denyIam = (Condition?: Statement["Condition"]): Statement => ({
  Effect: "Deny",
  Action: "iam:*",
  Resource: "*",
  ...(Condition && { Condition }),
});

test("deny-root-user leaves the sessions of AssumeRoot working in every member account", () => {
  const rows = prove(intent(), smallSnapshot());
  expect(rows.map(({ verdict, accounts }) => [verdict, accounts.length])).toEqual([["proved", 3]]);
  expect(findings(rows, true)).toEqual([]);
});

test("a deny-root-user that forgets to spare them is an error, whether or not anybody locks down", () => {
  const forgetful = {
    ...denyRootUser,
    statements: (...[parameters, organization]: Parameters<typeof denyRootUser.statements>) =>
      denyRootUser.statements(parameters, organization).map((statement) => {
        const { Null, ...Condition } = statement.Condition!;
        return { ...statement, Condition };
      }),
  };
  const changed = catalogue.map((each) =>
    each.id === "deny-root-user" ? forgetful : each,
  ) as typeof catalogue;
  const rows = prove(intent(), smallSnapshot(), changed);
  expect(rows[0]!.witness?.context).toMatchObject({ "aws:AssumedRoot": "true" });
  for (const locksDown of [true, false]) {
    expect(findings(rows, locksDown)).toEqual([["root-sessions-blocked", "error"]]);
  }
});

test("what somebody else's policy stops is a warning for those who lock down", () => {
  const rows = prove(intent(), withPolicy(smallSnapshot(), [SHOP], denyIam()));
  expect(findings(rows, true)).toEqual([["root-sessions-blocked", "warning"]]);
  expect(findings(rows, false)).toEqual([]);
  expect(rows.find(({ verdict }) => verdict === "blocked")!.accounts).toEqual([SHOP]);
});

test("a policy that spares the sessions, or somebody else's requests, is none of it", () => {
  const spared = denyIam({ Null: { "aws:AssumedRoot": "true" } });
  const users = denyIam({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/*" } });
  for (const statement of [spared, users]) {
    const rows = prove(intent(), withPolicy(smallSnapshot(), [SHOP], statement));
    expect(findings(rows, true)).toEqual([]);
  }
});

test("the summary alone is enough to be told", () => {
  const statement: Statement = { Effect: "Deny", Action: "iam:GetAccountSummary", Resource: "*" };
  const rows = prove(intent(), withPolicy(smallSnapshot(), [SHOP], statement));
  expect(rows.find(({ verdict }) => verdict === "blocked")!.witness?.action).toBe("iam:GetAccountSummary");
});

test("nothing is asked where deny-root-user is not used", () => {
  expect(prove(smallIntent({ Root: ["deny-leave-organization"] }), smallSnapshot())).toEqual([]);
});
