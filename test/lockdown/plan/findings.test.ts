import { detections } from "../../../detections";
import { detection } from "../../../src/detections/detection";
import type { Finding } from "../../../src/findings/finding";
import type { Lock } from "../../../src/organization/lock";
import { lockFindings } from "../../../src/plan/problems";
import {
  baselineIntent,
  deployedLockdown,
  lockdownIntent,
  lockdownPlan,
  lockdownPlans,
  lockdownSnapshot,
  lockedDown,
  NO_LOCKDOWN,
} from "../../support/lockdown";
import { MANAGEMENT, PLACE, smallIntent } from "../../support/organizations";

const duty = (account: string) => ({ account, deployRole: "role/deployer", place: PLACE });
const duties = { security: duty("audit"), logArchive: duty("logs"), iam: duty("audit") };

/** The findings but for those that every plan of the tests has. */
function findings(...[intent, options]: Parameters<typeof lockdownPlans>): readonly Finding[] {
  const { plan, problems } = lockdownPlans(intent, options);
  if (plan !== null) expect(plan.problems).toEqual(problems);
  return problems.filter(({ code }) => code !== "accounts-skipped" && code !== "lockdown-not-in-snapshot");
}

const codes = (found: readonly Finding[]) =>
  found.map(({ code, severity, path }) => `${severity} ${code} ${path}`);

test("root of members is managed centrally only beside all three guardrails at Root, by whatever name", () => {
  const rest = ["deny-root-access-keys", "restrict-assume-root"];
  const wishes = (guardrails: Parameters<typeof smallIntent>[0]) =>
    findings({ ...lockedDown(), guardrails: smallIntent(guardrails).guardrails });
  expect(wishes({ Root: ["deny-root-user", ...rest] })).toEqual([]);
  expect(wishes({ "r-test": ["deny-root-user"], Root: rest })).toEqual([]);
  const [found, ...others] = wishes({ Root: rest, Prod: ["deny-root-user"] });
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    code: "root-guardrail-missing",
    severity: "error",
    place: PLACE,
    found: "Prod",
    expected: "deny-root-user under guardrails.Root",
  });
  expect(wishes({ Prod: ["deny-iam-user-creation"] })).toHaveLength(3);
});

test("guardrails are not asked for where root of members is not managed centrally", () => {
  const intent = { ...lockedDown(), guardrails: smallIntent({ Prod: ["deny-root-user"] }).guardrails };
  expect(findings({ ...intent, rootLockdown: lockdownIntent({ centralRootAccess: null }) })).toEqual([]);
});

test.each([
  ["security", "detections needs an account, and accounts.security names none"],
  ["logArchive", "root-lockdown.trail needs an account, and accounts.log-archive names none"],
  ["iam", "root-lockdown.central-root-access needs an account, and accounts.iam names none"],
] as const)("without the account %s there is no plan", (key, message) => {
  const { plan, problems } = lockdownPlans(lockedDown({ accounts: { ...duties, [key]: undefined } }));
  expect(plan).toBeNull();
  expect(problems).toEqual([
    expect.objectContaining({ code: "duty-without-account", severity: "error", message }),
  ]);
});

test("an account that is not there, is closed, or is the management account has no duty", () => {
  const with_ = (account: string) =>
    codes(findings(lockedDown({ accounts: { ...duties, security: duty(account) } })));
  expect(with_("nobody")).toEqual(["error duty-without-account accounts.security"]);
  expect(with_("Prod")).toEqual(["error duty-without-account accounts.security"]);
  expect(with_("closed")).toEqual(["error duty-of-a-closed-account accounts.security"]);
  expect(with_(MANAGEMENT)).toEqual(["error duty-of-the-management-account accounts.security"]);
});

test("an account that nothing needs may be anything", () => {
  const only = { ...NO_LOCKDOWN, baseline: baselineIntent() };
  const accounts = { security: duty("nobody"), iam: duty("closed") };
  expect(findings(lockedDown({ rootLockdown: only, detections: undefined, accounts }))).toEqual([]);
});

const on = (...units: string[]) =>
  findings(
    lockedDown({
      detections: undefined,
      rootLockdown: lockdownIntent({ baseline: baselineIntent({ on: units }) }),
    }),
  );

test.each([
  ["an account", ["shop"], "not-a-unit"],
  ["a unit that is not there", ["Prd"], "unknown-target"],
  ["a unit twice", ["Prod", "Prod"], "unit-twice"],
  ["a unit by two names", ["Prod", "ou-test-prod0001"], "unit-twice"],
  ["a unit within another", ["Root", "Dev"], "unit-within-unit"],
])("the baseline stands in units: not in %s", (_, units, code) => {
  expect(on(...units)).toEqual([expect.objectContaining({ code, severity: "error", place: PLACE })]);
  expect(on("Prod", "Dev")).toEqual([]);
});

test("the nearest unit is named", () => {
  expect(on("Prd")[0]).toMatchObject({ found: "Prd", nearest: "Prod" });
});

test("a unit that was renamed is found by the lock", () => {
  const lock: Lock = {
    formatVersion: 1,
    organization: "o-smallorg01",
    digests: {},
    policies: [],
    retiredKeys: [],
    targets: { Production: "ou-test-prod0001" },
    consents: [],
  };
  const rootLockdown = lockdownIntent({ baseline: baselineIntent({ on: ["Production"] }) });
  const plan = lockdownPlan(lockedDown({ rootLockdown, detections: undefined }), { lock });
  expect(plan.stackSets[0]!.units).toEqual(["ou-test-prod0001"]);
  expect(codes(plan.problems)).toContain("error lock-stale undefined");
  const reviewed = { ...lock, digests: { "root-lockdown": plan.digest } };
  const same = lockdownPlan(lockedDown({ rootLockdown, detections: undefined }), { lock: reviewed });
  expect(codes(same.problems)).not.toContain("error lock-stale undefined");
  expect(plan.problems).toContainEqual(lockFindings(undefined, plan.digest, true, "root-lockdown")[0]);
});

test("accounts whose events nobody sees are named", () => {
  const rootLockdown = lockdownIntent({ baseline: baselineIntent({ on: ["Prod", "Security"] }) });
  expect(findings(lockedDown({ rootLockdown }))).toEqual([
    expect.objectContaining({
      code: "accounts-not-watched",
      severity: "warning",
      message: expect.stringMatching(/nothing is noticed in Dev\/lab$/),
    }),
  ]);
});

test("a baseline of units without an active account, and one without a setting, are warned of", () => {
  const snapshot = lockdownSnapshot();
  const accounts = snapshot.accounts.filter(({ id }) => id !== "444444444444");
  const intent = (rest: Parameters<typeof baselineIntent>[0]) =>
    lockedDown({ detections: undefined, rootLockdown: { ...NO_LOCKDOWN, baseline: baselineIntent(rest) } });
  expect(codes(findings(intent({ on: ["Dev"] }), { snapshot: { ...snapshot, accounts } }))).toEqual([
    "warning no-account-reached root-lockdown.baseline.on",
  ]);
  expect(codes(findings(intent({ passwordPolicy: null, ebsEncryption: false })))).toEqual([
    "warning baseline-empty root-lockdown.baseline",
  ]);
});

test("detections need a trail, and those that count need its log group", () => {
  const none = lockedDown({ rootLockdown: lockdownIntent({ trail: null }) });
  expect(codes(findings(none))).toEqual(["error detections-without-trail detections"]);
  const existing = (logGroup: string | null) =>
    lockedDown({ rootLockdown: lockdownIntent({ trail: { mode: "existing", logGroup, place: PLACE } }) });
  expect(findings(existing("aws/trail"))).toEqual([]);
  expect(lockdownPlan(existing("aws/trail")).detections!.rollout.alarms).toHaveLength(2);
  const [warning] = findings(existing(null));
  expect(warning).toMatchObject({ code: "detections-without-log-group", severity: "warning" });
  expect(warning!.message).toContain("notice-repeated-sign-in-failures");
  expect(lockdownPlan(existing(null)).detections!.rollout.alarms).toEqual([]);
});

test("a detection of an account that nobody named is left out, and said", () => {
  const rootLockdown = lockdownIntent({ centralRootAccess: null, accessAnalyzers: null });
  const intent = lockedDown({ rootLockdown, accounts: { ...duties, iam: undefined } });
  expect(codes(findings(intent))).toEqual([
    "warning detection-without-account detections.notice-external-access",
  ]);
  const { rollout } = lockdownPlan(intent).detections!;
  for (const rules of [rollout.forwarding, rollout.notifying])
    expect(rules.map((rule) => rule.detection)).not.toContain("notice-external-access");
});

test("each detection whose pattern EventBridge would refuse is named, and nothing is thrown", () => {
  const base = lockedDown();
  const many = Array.from({ length: 80 }, (_, at) => `role/a-role-with-a-long-name-${at}`);
  const found = findings({ ...base, access: { ...base.access, memberRoles: many } });
  expect(found.length).toBeGreaterThan(1);
  for (const { code, severity, path, message } of found) {
    expect([code, severity]).toEqual(["detection-pattern-refused", "error"]);
    expect(message).toContain(path!.replace("detections.", ""));
  }
});

test("a template that CloudFormation would refuse is an error with its size", () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    detection({
      ...(detections.find(({ id }) => id === "notice-root-sign-in") as Parameters<typeof detection>[0]),
      id: `notice-number-${at}`,
      pattern: () => ({
        detail: { eventName: Array.from({ length: 50 }, (_, name) => `SomeLongEventName${name}`) },
      }),
    }),
  );
  expect(findings(lockedDown(), { detections: many })).toEqual([
    expect.objectContaining({
      code: "template-too-large",
      severity: "error",
      message: expect.stringMatching(
        /^the template of org-guardrails-detections takes [0-9,]+ bytes, of the 51,200 /,
      ),
    }),
  ]);
});

test("a StackSet never goes from a unit to one above or below it", () => {
  const planOn = (...units: string[]) =>
    lockedDown({
      detections: undefined,
      rootLockdown: lockdownIntent({ baseline: baselineIntent({ on: units }) }),
    });
  const before = (...units: string[]) => lockdownSnapshot(deployedLockdown(lockdownPlan(planOn(...units))));
  const found = (from: readonly string[], to: readonly string[]) =>
    findings(planOn(...to), { snapshot: before(...from) });
  expect(found(["Prod"], ["Prod", "Dev"])).toEqual([]);
  expect(found(["Prod", "Dev"], ["Prod"])).toEqual([]);
  expect(found(["Prod"], ["Dev"])).toEqual([]);
  for (const [from, to] of [
    [["Root"], ["Prod"]],
    [["Prod"], ["Root"]],
  ] as const) {
    expect(found(from, to)).toEqual([
      expect.objectContaining({ code: "stack-set-units-overlap", severity: "error", found: from[0] }),
    ]);
  }
  const [live] = before("Root").lockdown!.stackSets;
  const gap = { what: `lockdown.stackSets[${live!.name}].units`, action: "a:B", reason: "refused" };
  const unread = { ...before("Root").lockdown!, notRead: [gap] };
  const { problems } = lockdownPlan(planOn("Prod"), { snapshot: lockdownSnapshot(unread) });
  expect(problems.map(({ code }) => code)).not.toContain("stack-set-units-overlap");
});

test("in China there are no StackSets of units, and that is said", () => {
  const base = lockedDown({ detections: undefined });
  const organization = { ...base.organization, partition: "aws-cn" as const };
  expect(codes(findings({ ...base, organization }))).toEqual([
    "error stack-sets-not-available root-lockdown.baseline",
  ]);
});

test("skipped accounts are named with AWS's word, escaped", () => {
  const snapshot = lockdownSnapshot();
  const accounts = snapshot.accounts.map((account) =>
    account.name === "closed" ? { ...account, name: "closed\u001b[31m" } : account,
  );
  const found = lockdownPlan(lockedDown(), { snapshot: { ...snapshot, accounts } }).problems.find(
    ({ code }) => code === "accounts-skipped",
  );
  expect(found).toMatchObject({ severity: "info" });
  expect(found!.message).toMatch(/^StackSets skip 2 accounts that are not active: .*777777777777, SUSPENDED/);
  expect(found!.message).not.toContain("\u001b");
});

test("what the snapshot did not read is said", () => {
  const gap = { what: "lockdown.stackSets", action: "cloudformation:ListStackSets", reason: "AWS refused" };
  const facts = { rootFeatures: [], trustedAccess: [], delegations: [], stackSets: [], notRead: [gap] };
  const { problems } = lockdownPlan(lockedDown(), { snapshot: lockdownSnapshot(facts) });
  expect(problems).toContainEqual(
    expect.objectContaining({
      code: "lockdown-not-read",
      severity: "warning",
      path: "lockdown.stackSets",
      fix: "grant cloudformation:ListStackSets to the credentials that take the snapshot",
    }),
  );
});
