import { decide } from "../../../../src/evaluate/reference";
import type { Statement } from "../../../../src/policy/document";
import { lockoutFindings } from "../../../../src/review/lockout/findings";
import { lockedDown } from "../../../support/lockdown";
import { PLACE } from "../../../support/organizations";
import { NOW, withPolicy } from "../../../support/reviews";
import {
  FORWARDER,
  lockdownProofs,
  lockedWith,
  MEMBER_ROLE,
  openSnapshot,
  SETTINGS,
  stopped,
} from "./support";

const [SHOP, PAY, LAB, AUDIT, LOGS] = [
  "222222222222",
  "333333333333",
  "444444444444",
  "555555555555",
  "666666666666",
] as const;
/** On its way: no StackSet reaches it yet, but its root user is there. */
const COMING = "888888888888";
const MEMBERS = [SHOP, PAY, LAB, AUDIT, LOGS];
const deny = (Action: string | readonly string[], rest: Partial<Statement> = {}): Statement => ({
  Effect: "Deny",
  Action,
  Resource: "*",
  ...rest,
});
const denied = (targets: readonly string[], statement: Statement) =>
  stopped(lockdownProofs(lockedWith(), withPolicy(openSnapshot(), targets, statement)));
const inRegion = (region: string) => ({ StringEquals: { "aws:RequestedRegion": region } });

test("what nothing denies is proved for every role, in the accounts that the StackSets reach", () => {
  const rows = lockdownProofs();
  expect(stopped(rows)).toEqual([]);
  const reached = rows.filter(({ need }) => need.startsWith("org-guardrails-"));
  expect(new Set(reached.map(({ principal }) => principal))).toEqual(
    new Set([SETTINGS, FORWARDER, MEMBER_ROLE]),
  );
  for (const { accounts } of reached) expect([...accounts].sort()).toEqual(MEMBERS);
});

test("a guardrail that keeps a setting for the member roles stops the role that sets it, and one line mends it", () => {
  const rows = lockdownProofs(lockedWith({ Prod: ["protect-account-settings"] }));
  expect(stopped(rows)).toEqual([
    {
      principal: SETTINGS,
      accounts: [SHOP, PAY],
      by: ["protect-account-settings"],
      action: "iam:UpdateAccountPasswordPolicy",
      region: "us-east-1",
      blocks: true,
    },
  ]);
  const [finding] = lockoutFindings(rows, (id) => id);
  expect(finding).toMatchObject({
    code: "lockout",
    severity: "error",
    fix: 'under access: member-roles: ["role/stacksets-exec-*", "role/org-guardrails-account-settings"]',
  });
  const { access } = lockedWith();
  const memberRoles = [...access.memberRoles, "role/org-guardrails-account-settings"];
  const mended = lockedWith({ Prod: ["protect-account-settings"] }, { access: { ...access, memberRoles } });
  expect(stopped(lockdownProofs(mended))).toEqual([]);
});

test("where no line of access helps, an exception does, and the finding has it", () => {
  const shut = [
    "restrict-services",
    { services: ["iam", "lambda", "logs", "events", "cloudformation"] },
  ] as const;
  const rows = lockdownProofs(lockedWith({ Dev: ["deny-everything"], Prod: [shut] }));
  const fixes = lockoutFindings(rows, (id) => id).map(({ severity, fix }) => [severity, fix]);
  expect(fixes.filter(([severity]) => severity === "error").length).toBeGreaterThan(0);
  for (const [, fix] of fixes) expect(fix).toMatch(/^under (access|exceptions): /);
});

test("a denial in one of the Regions is found there, and in no other account or Region", () => {
  expect(denied([LAB], deny("events:PutTargets", { Condition: inRegion("eu-north-1") }))).toEqual([
    {
      principal: MEMBER_ROLE,
      accounts: [LAB],
      by: ["p-other1"],
      action: "events:PutTargets",
      region: "eu-north-1",
      blocks: true,
    },
  ]);
  expect(denied([LAB], deny("events:PutTargets", { Condition: inRegion("ap-south-1") }))).toEqual([]);
});

test("a rule of another Region than the one that is asked is in nobody's way", () => {
  const Resource = "arn:aws:events:us-east-1:*:rule/*";
  expect(denied([LAB], deny("events:PutRule", { Resource, Condition: inRegion("eu-west-1") }))).toEqual([]);
  expect(denied([LAB], deny("events:PutRule", { Resource, Condition: inRegion("us-east-1") }))).toHaveLength(
    1,
  );
});

test.each([
  ["iam:DeleteRole", MEMBER_ROLE],
  ["iam:PassRole", MEMBER_ROLE],
  ["lambda:InvokeFunction", MEMBER_ROLE],
  ["cloudformation:DeleteStack", MEMBER_ROLE],
  ["events:PutEvents", FORWARDER],
  ["logs:PutLogEvents", SETTINGS],
  ["ec2:EnableEbsEncryptionByDefault", SETTINGS],
])("%s is asked for", (action, principal) => {
  const found = denied(["r-test"], deny(action));
  expect(found.map((each) => each.principal)).toContain(principal);
});

test("the names of others are not: rules, roles and groups that the stacks do not make", () => {
  const Resource = [
    "arn:aws:iam::*:role/app",
    "arn:aws:events:*:*:rule/nightly",
    "arn:aws:logs:eu-west-1:222222222222:log-group:app",
  ];
  expect(denied(["r-test"], deny(["iam:*", "events:*Rule", "logs:*"], { Resource }))).toEqual([]);
});

test("each witness is denied where it is said to be", () => {
  const snapshot = withPolicy(openSnapshot(), [LAB], deny(["events:Put*", "iam:*Role*", "ec2:*"]));
  const rows = lockdownProofs(lockedWith(), snapshot).filter(({ verdict }) => verdict === "blocked");
  expect(rows.length).toBeGreaterThan(2);
  const documents = snapshot.policies.map(({ content }) => JSON.parse(content));
  for (const { witness, accounts } of rows) {
    expect(decide([documents], witness!).verdict).toBe("denied");
    expect(accounts).toContain(witness!.account);
  }
});

test("a quarantine is a warning, and stops no change; closed accounts are not asked about", () => {
  const rows = lockdownProofs(lockedWith({ Dev: ["deny-everything"] }));
  expect(stopped(rows).map(({ principal, accounts, blocks }) => [principal, accounts, blocks])).toEqual([
    [FORWARDER, [LAB], false],
    [SETTINGS, [LAB], false],
  ]);
  expect(
    new Set(lockoutFindings(rows, (id) => id).map(({ code, severity }) => `${severity} ${code}`)),
  ).toEqual(new Set(["warning lockout-tolerated"]));
  for (const { accounts } of rows) expect(accounts).not.toContain("777777777777");
});

test("outside the units of the baseline nothing is asked for", () => {
  const { rootLockdown } = lockedDown();
  const baseline = { ...rootLockdown!.baseline!, on: ["Prod"] };
  const intent = lockedWith({}, { rootLockdown: { ...rootLockdown!, baseline } });
  const snapshot = (target: string) => withPolicy(openSnapshot(), [target], deny("events:PutRule"));
  const members = (target: string) =>
    stopped(lockdownProofs(intent, snapshot(target))).filter(({ principal }) => principal === MEMBER_ROLE);
  expect(members("ou-test-dev00001")).toEqual([]);
  expect(members("ou-test-prod0001")).toHaveLength(1);
});

test("whoever deploys to an account with a duty can undo what stands there, and is named among the deployers if not", () => {
  for (const [account, action] of [
    [AUDIT, "sqs:DeleteQueue"],
    [AUDIT, "kms:ScheduleKeyDeletion"],
    [AUDIT, "access-analyzer:DeleteAnalyzer"],
    [LOGS, "s3:DeleteBucketPolicy"],
  ] as const) {
    const principal = `arn:aws:iam::${account}:role/deployer`;
    expect(denied(["r-test"], deny(action)).map((each) => each.principal)).toContain(principal);
  }
  const rows = lockdownProofs(lockedWith({ Security: ["protect-detection-rules"] }));
  const [finding] = lockoutFindings(rows, (id) => id).filter(({ path }) => path!.includes(AUDIT));
  expect(finding!.fix).toBe(
    `under access.deployers: - { principal: "arn:aws:iam::${AUDIT}:role/deployer", needs: [member-baseline] }`,
  );
});

test("a resource policy that keeps forwarded events from the buses is found at the account of security", () => {
  const policyTypes = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const;
  const snapshot = { ...openSnapshot(), policyTypes: [...policyTypes] };
  const statement = { ...deny("events:PutEvents"), Principal: "*" };
  const found = stopped(
    lockdownProofs(lockedWith(), withPolicy(snapshot, [AUDIT], statement, "RESOURCE_CONTROL_POLICY")),
  );
  expect(found.filter(({ action }) => action === "events:PutEvents")).toEqual([
    expect.objectContaining({ principal: FORWARDER, accounts: [AUDIT], by: ["p-other1"] }),
  ]);
});

describe("root", () => {
  const spared = (on: string, expires: string) => ({
    guardrail: "deny-root-user",
    on: [on],
    principals: ["root"],
    owner: "team@example.com",
    reason: "a bucket policy",
    expires,
    selfEnding: true,
    place: PLACE,
  });
  const rootRows = (intent: Parameters<typeof lockdownProofs>[0]) =>
    lockdownProofs(intent).filter(
      ({ need, verdict }) => need.startsWith("root-") && need !== "root-lockdown" && verdict !== "proved",
    );

  test("an exception for root leaves root open, whatever guardrail stands there", () => {
    const rows = rootRows(lockedWith({}, { exceptions: [spared("shop", "2027-06-01T00:00:00Z")] }));
    expect(
      rows.map(({ need, accounts, verdict, tolerated }) => [need, accounts, verdict, tolerated]),
    ).toEqual([["root-closed", [SHOP], "blocked", undefined]]);
  });

  test("one for a day, as `root recover` asks for it, is a warning", () => {
    const soon = new Date(NOW + 20 * 60 * 60 * 1000).toISOString();
    const rows = rootRows(lockedWith({}, { exceptions: [spared("shop", soon)] }));
    expect(rows.map(({ accounts, tolerated }) => [accounts, tolerated !== undefined])).toEqual([
      [[SHOP], true],
    ]);
  });

  test("guardrails below a unit leave the others open", () => {
    const guardrails = lockedDown().guardrails.map((each) => ({ ...each, target: "Prod" }));
    const rows = rootRows(lockedWith({}, { guardrails }));
    expect(rows.map(({ need, accounts }) => [need, [...accounts].sort()])).toEqual([
      ["root-closed", [LAB, AUDIT, LOGS, COMING]],
      ["root-keys", [LAB, AUDIT, LOGS, COMING]],
      ["root-callers", [AUDIT]],
    ]);
  });

  test("a list of callers that everybody is on restricts nobody", () => {
    const guardrails = lockedDown().guardrails.map((each) => ({
      ...each,
      guardrails: each.guardrails.map((use) =>
        use.id === "restrict-assume-root" ? { ...use, parameters: { callers: ["role/*"] } } : use,
      ),
    }));
    expect(rootRows(lockedWith({}, { guardrails })).map(({ need }) => need)).toEqual(["root-callers"]);
  });
});
