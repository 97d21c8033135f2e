import fc from "fast-check";
import { lockdownView } from "../../src/lockdown/plan/view";
import type { Intent } from "../../src/organization/intent";
import { lockdownReview } from "../../src/review/lockdown";
import {
  baselineIntent,
  detectionsIntent,
  lockdownIntent,
  lockdownPlans,
  lockedDown,
  NO_LOCKDOWN,
} from "../support/lockdown";
import { PLACE } from "../support/organizations";

const view = (intent: Intent) => lockdownView(lockdownPlans(intent), true);
const full = view(lockedDown());
const nothing = lockdownView({ plan: null, problems: [] }, false);

/** What a review says beyond what stands against head. */
const said = (...[base, head]: Parameters<typeof lockdownReview>) =>
  lockdownReview(base, head)
    .filter((finding) => !head!.problems.includes(finding))
    .map(({ severity, code, message, found }) => [severity, code, message, found]);

test("nothing is said where nothing changes, in whatever order parts stand", () => {
  expect(said(full, full)).toEqual([]);
  expect(said(nothing, nothing)).toEqual([]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...full.parts!], { minLength: full.parts!.length }), (parts) => {
      expect(said({ ...full, parts }, full)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test("each part that goes is one warning, each that comes one note", () => {
  fc.assert(
    fc.property(fc.subarray([...full.parts!], { minLength: 1 }), (parts) => {
      const gone = full.parts!.filter((part) => !parts.includes(part));
      const less = { ...full, parts };
      expect(said(full, less)).toEqual(
        gone.map(({ text }) => [
          "warning",
          "lockdown-part-removed",
          expect.stringContaining(text),
          undefined,
        ]),
      );
      expect(said(less, full)).toEqual(
        gone.map(({ text }) => ["info", "lockdown-part-added", expect.stringContaining(text), undefined]),
      );
    }),
    { numRuns: 30 },
  );
});

test.each<[string, Partial<Intent>, string]>([
  ["root access", { rootLockdown: lockdownIntent({ centralRootAccess: null }) }, "RootSessions is on"],
  [
    "a shorter password",
    {
      rootLockdown: lockdownIntent({
        baseline: baselineIntent({
          passwordPolicy: { ...baselineIntent().passwordPolicy!, minimumLength: 8 },
        }),
      }),
    },
    "8 characters or more",
  ],
  [
    "volumes",
    { rootLockdown: lockdownIntent({ baseline: baselineIntent({ ebsEncryption: false }) }) },
    "new EBS volumes are encrypted in us-east-1",
  ],
  [
    "a narrower baseline",
    { rootLockdown: lockdownIntent({ baseline: baselineIntent({ on: ["Prod"] }) }) },
    "org-guardrails-baseline stands in r-test",
  ],
  [
    "another trail",
    { rootLockdown: lockdownIntent({ trail: { mode: "existing", logGroup: null, place: PLACE } }) },
    "a trail that exists, with no log group",
  ],
  [
    "a detection",
    {
      detections: detectionsIntent({
        disabled: [{ detection: "notice-root-sign-in", reason: "none", place: PLACE }],
      }),
    },
    "notice-root-sign-in, critical, in us-east-1",
  ],
  [
    "who is told",
    {
      detections: detectionsIntent({
        notify: [{ protocol: "email", endpoint: "security@example.com", from: "critical" }],
      }),
    },
    "security@example.com is told from high on",
  ],
])("a pull request that changes or takes away %s says so", (_, rest, words) => {
  const warnings = said(full, view(lockedDown(rest))).filter(([severity]) => severity === "warning");
  expect(warnings.map(([, , message]) => message).join("\n")).toContain(words);
});

test("everything that goes is said, and the first time it is one note", () => {
  expect(said(full, nothing)).toHaveLength(full.parts!.length);
  expect(said(nothing, full)).toEqual([
    ["info", "lockdown-added", `the root lockdown is new: ${full.parts!.length} parts`, undefined],
  ]);
});

test("what was not known before is said, and no change is made of it", () => {
  expect(said(undefined, full).map(([, code]) => code)).toEqual(["lockdown-not-compared"]);
  expect(said(undefined, nothing)).toEqual([]);
  expect(lockdownReview(full, undefined)).toEqual([]);
});

test("without a plan of head there are its problems, and nothing is called removed", () => {
  const broken = view(lockedDown({ accounts: {} }));
  expect(broken.parts).toBeNull();
  expect(lockdownReview(full, broken)).toEqual(broken.problems);
  expect(broken.problems.some(({ severity }) => severity === "error")).toBe(true);
});

test("parts have ids of their own", () => {
  const ids = full.parts!.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    view(lockedDown({ detections: undefined, rootLockdown: { ...NO_LOCKDOWN, baseline: baselineIntent() } }))
      .parts,
  ).toHaveLength(4);
});
