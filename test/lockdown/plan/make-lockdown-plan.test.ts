import fc from "fast-check";
import { trailBucketName } from "../../../src/lockdown/plan/names";
import type { Snapshot } from "../../../src/organization/snapshot";
import {
  baselineIntent,
  deployedLockdown,
  detectionsIntent,
  lockdownIntent,
  lockdownPlan,
  lockdownPlans,
  lockdownSnapshot,
  lockedDown,
  NO_LOCKDOWN,
} from "../../support/lockdown";
import { MANAGEMENT, PLACE } from "../../support/organizations";

test("everything that can be wanted, as plain data", () => {
  const { plan, problems } = lockdownPlans(lockedDown());
  expect(problems.map(({ code }) => code)).toEqual(["accounts-skipped", "lockdown-not-in-snapshot"]);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(plan).toMatchObject({
    formatVersion: 1,
    stack: "root-lockdown",
    organization: {
      id: "o-smallorg01",
      managementAccount: MANAGEMENT,
      root: "r-test",
      partition: "aws",
      homeRegion: "eu-west-1",
    },
    accounts: {
      security: { id: "555555555555", deployRole: "role/deployer" },
      logArchive: { id: "666666666666", deployRole: "role/deployer" },
      iam: { id: "555555555555", deployRole: "role/deployer" },
    },
    rootAccess: { features: ["RootCredentialsManagement", "RootSessions"] },
    trustedAccess: [
      "access-analyzer.amazonaws.com",
      "cloudtrail.amazonaws.com",
      "iam.amazonaws.com",
      "member.org.stacksets.cloudformation.amazonaws.com",
    ],
    delegations: [
      { account: "555555555555", servicePrincipal: "access-analyzer.amazonaws.com" },
      { account: "555555555555", servicePrincipal: "iam.amazonaws.com" },
    ],
    analyzers: [
      { type: "ORGANIZATION", region: "eu-west-1", unusedAccessAge: null },
      { type: "ORGANIZATION", region: "us-east-1", unusedAccessAge: null },
      { type: "ORGANIZATION_UNUSED_ACCESS", region: "eu-west-1", unusedAccessAge: 90 },
    ],
    trail: { mode: "create", bucket: "org-guardrails-trail-smallorg01-666666666666" },
    baseline: { ebsEncryptionRegions: ["eu-west-1", "us-east-1"] },
    covered: expect.arrayContaining(["222222222222", "333333333333", "444444444444"]),
    skipped: [
      { account: "777777777777", name: "closed", state: "SUSPENDED" },
      { account: "888888888888", name: "coming", state: "PENDING_ACTIVATION" },
    ],
  });
  expect(plan!.stackSets).toEqual([
    expect.objectContaining({
      name: "org-guardrails-baseline",
      regions: ["eu-west-1"],
      units: ["r-test"],
      failureTolerancePercentage: 5,
      maxConcurrentPercentage: 20,
    }),
    expect.objectContaining({
      name: "org-guardrails-detections",
      regions: ["ap-southeast-2", "eu-north-1", "eu-west-1", "us-east-1", "us-east-2"],
      units: ["r-test"],
    }),
  ]);
});

test.each([
  ["no section", { rootLockdown: undefined, detections: undefined }],
  ["a section that wants nothing", { rootLockdown: NO_LOCKDOWN, detections: undefined }],
  [
    "an existing trail alone",
    {
      rootLockdown: { ...NO_LOCKDOWN, trail: { mode: "existing", logGroup: "x", place: PLACE } as const },
      detections: undefined,
    },
  ],
])("%s is nothing to deploy, and no problem", (_, rest) => {
  expect(lockdownPlans(lockedDown({ ...rest, accounts: {} }))).toEqual({ plan: null, problems: [] });
});

test("each part is there by itself, with what it needs and nothing else", () => {
  const only = (rootLockdown: Partial<typeof NO_LOCKDOWN>) =>
    lockdownPlan(lockedDown({ detections: undefined, rootLockdown: { ...NO_LOCKDOWN, ...rootLockdown } }));
  expect(only({ centralRootAccess: { place: PLACE } })).toMatchObject({
    trustedAccess: ["iam.amazonaws.com"],
    delegations: [{ servicePrincipal: "iam.amazonaws.com" }],
    analyzers: [],
    trail: null,
    stackSets: [],
    covered: [],
    skipped: [],
    detections: null,
  });
  expect(only({ trail: { mode: "create", place: PLACE } })).toMatchObject({
    rootAccess: null,
    trustedAccess: ["cloudtrail.amazonaws.com"],
    delegations: [],
    stackSets: [],
  });
  expect(only({ accessAnalyzers: { unusedAfterDays: null, place: PLACE } }).analyzers).toHaveLength(2);
  const baseline = only({ baseline: baselineIntent({ ebsEncryption: false }) });
  expect(baseline.stackSets.map(({ name }) => name)).toEqual(["org-guardrails-baseline"]);
  expect(baseline.trustedAccess).toEqual(["member.org.stacksets.cloudformation.amazonaws.com"]);
  expect(baseline.baseline.ebsEncryptionRegions).toEqual([]);
});

test("without a baseline, the rules of detections still stand in every account", () => {
  const plan = lockdownPlan(lockedDown({ rootLockdown: lockdownIntent({ baseline: null }) }));
  expect(plan.stackSets.map(({ name, units }) => [name, units])).toEqual([
    ["org-guardrails-baseline", ["r-test"]],
    ["org-guardrails-detections", ["r-test"]],
  ]);
  expect(plan.baseline).toEqual({ passwordPolicy: null, ebsEncryptionRegions: [] });
});

test("a disabled detection is in no rule, and others are", () => {
  const disabled = [{ detection: "notice-root-sign-in", reason: "none", place: PLACE }];
  const { rollout } = lockdownPlan(lockedDown({ detections: detectionsIntent({ disabled }) })).detections!;
  const ids = rollout.notifying.map(({ detection }) => detection);
  expect(ids).not.toContain("notice-root-sign-in");
  expect(ids).toContain("notice-root-activity");
});

test("the name of the bucket is one that S3 takes, however long the id of the organization is", () => {
  const id = fc.stringMatching(/^o-[a-z0-9]{10,32}$/);
  const account = fc.stringMatching(/^[0-9]{12}$/);
  fc.assert(
    fc.property(id, account, (organization, logs) => {
      expect(trailBucketName(organization, logs)).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
    }),
  );
  expect(trailBucketName("o-exampleorgid", "333333333333")).toBe(
    "org-guardrails-trail-exampleorgid-333333333333",
  );
});

const state = fc.constantFrom(
  "ACTIVE",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
  "PENDING_ACTIVATION",
  "NEW_WORD",
);
const units = fc.subarray(["Prod", "Dev", "Security"], { minLength: 1 });

/** The snapshot with the accounts of people in other units and states, in another order. */
const changedSnapshot = fc
  .tuple(fc.array(fc.tuple(state, fc.nat(2)), { minLength: 4, maxLength: 4 }), fc.integer())
  .map(([drawn, turn]): Snapshot => {
    const snapshot = lockdownSnapshot();
    const people = ["222222222222", "333333333333", "444444444444", "888888888888"];
    const accounts = snapshot.accounts.map((account) => {
      const at = people.indexOf(account.id);
      if (at < 0) return account;
      const [drawnState, unit] = drawn[at]!;
      return { ...account, state: drawnState, parent: snapshot.units[unit]!.id };
    });
    const first = Math.abs(turn) % accounts.length;
    return { ...snapshot, accounts: [...accounts.slice(first), ...accounts.slice(0, first)] };
  });

test("every account of the units is covered or skipped, and once; no other is", () => {
  fc.assert(
    fc.property(changedSnapshot, units, (snapshot, on) => {
      const rootLockdown = lockdownIntent({ baseline: baselineIntent({ on }) });
      const { covered, skipped } = lockdownPlan(lockedDown({ rootLockdown }), { snapshot });
      const names = new Map(snapshot.units.map(({ id, name }) => [id, name]));
      const inside = snapshot.accounts.filter(
        ({ id, parent }) => id !== MANAGEMENT && on.includes(names.get(parent) ?? ""),
      );
      const ids = (accounts: readonly { id: string }[]) => accounts.map(({ id }) => id).sort();
      expect([...covered].sort()).toEqual(ids(inside.filter((account) => account.state === "ACTIVE")));
      expect(skipped.map(({ account }) => account).sort()).toEqual(
        ids(inside.filter((account) => account.state !== "ACTIVE")),
      );
    }),
    { numRuns: 30 },
  );
});

test("the desired state does not depend on accounts of units, on their order, or on what is deployed", () => {
  const { digest, stackSets } = lockdownPlan();
  const facts = deployedLockdown(lockdownPlan());
  fc.assert(
    fc.property(changedSnapshot, fc.boolean(), (snapshot, isDeployed) => {
      const other = lockdownPlan(lockedDown(), {
        snapshot: isDeployed ? { ...snapshot, lockdown: facts } : snapshot,
      });
      expect([other.digest, JSON.stringify(other.stackSets)]).toEqual([digest, JSON.stringify(stackSets)]);
    }),
    { numRuns: 15 },
  );
});

test("equal inputs give equal bytes, in whatever order the file lists things", () => {
  const regions = ["eu-west-1", "us-east-1", "eu-central-1"];
  const on = ["Prod", "Dev", "Security"];
  const disabled = ["notice-iam-user-change", "notice-root-sign-in"].map((detection) => ({
    detection,
    reason: "none",
    place: PLACE,
  }));
  const planOf = (order: readonly number[], flip: boolean) => {
    const base = lockedDown();
    return lockdownPlan({
      ...base,
      organization: { ...base.organization, regions: order.map((at) => regions[at]!) },
      rootLockdown: lockdownIntent({ baseline: baselineIntent({ on: order.map((at) => on[at]!) }) }),
      detections: detectionsIntent({ disabled: flip ? [...disabled].reverse() : disabled }),
    });
  };
  const first = JSON.stringify(planOf([0, 1, 2], false));
  fc.assert(
    fc.property(
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      fc.boolean(),
      (order, flip) => JSON.stringify(planOf(order, flip)) === first,
    ),
    { numRuns: 10 },
  );
});

test.each([
  [
    "another length",
    { rootLockdown: lockdownIntent({ baseline: baselineIntent({ ebsEncryption: false }) }) },
  ],
  ["another unit", { rootLockdown: lockdownIntent({ baseline: baselineIntent({ on: ["Prod"] }) }) }],
  [
    "another tolerance",
    { rootLockdown: lockdownIntent({ baseline: baselineIntent({ failureTolerance: 0 }) }) },
  ],
  [
    "no trail of its own",
    { rootLockdown: lockdownIntent({ trail: { mode: "existing", logGroup: "x", place: PLACE } }) },
  ],
  [
    "another subscriber",
    {
      detections: detectionsIntent({
        notify: [{ protocol: "email", endpoint: "x@example.com", from: "low" }],
      }),
    },
  ],
  ["one Region more", { detections: detectionsIntent({ regions: ["sa-east-1"] }) }],
])("%s is another desired state", (_, rest) => {
  expect(lockdownPlan(lockedDown(rest)).digest).not.toBe(lockdownPlan().digest);
});
