import fc from "fast-check";
import type { SnapshotPermissionSet } from "../../../src/organization/identity-snapshot";
import type { Snapshot } from "../../../src/organization/snapshot";
import { bareSet, emptyLive, setArn } from "../../support/identity";
import { smallSnapshot } from "../../support/organizations";
import { previewReview } from "../../support/pulumi-preview";

const SET = setArn("own");
const MANAGED = "managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive";
const CUSTOMER = "customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive";
const SINGLE = "managedPolicyAttachment:ManagedPolicyAttachment";
const INSTANCE = emptyLive().instance.arn;
const arnOf = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const NAMES = ["ReadOnlyAccess", "SecurityAudit", "PowerUserAccess", "AdministratorAccess"];

function facts(held: Partial<SnapshotPermissionSet>): Snapshot {
  return { ...smallSnapshot(), identity: emptyLive({ permissionSets: [bareSet("own", held)] }) };
}

function step(op: string, type: string, old: object | null, now: object | null) {
  const urn = `urn:pulumi:s::p::aws:ssoadmin/${type}::x`;
  const state = (inputs: object) => ({
    urn,
    custom: true,
    id: "x",
    type: `aws:ssoadmin/${type}`,
    inputs: { instanceArn: INSTANCE, permissionSetArn: SET, ...inputs },
  });
  return { op, urn, ...(old && { oldState: state(old) }), ...(now && { newState: state(now) }) };
}

function setAfter(steps: readonly object[], snapshot: Snapshot): SnapshotPermissionSet {
  const found = previewReview(steps, snapshot);
  if (found.review === null) throw new Error(JSON.stringify(found.problems));
  expect(found.review.blocked).toBe(false);
  return found.after.identity!.permissionSets[0]!;
}

const list = (...names: readonly string[]) => ({ managedPolicyArns: names.map(arnOf) });

test("a resource with all managed policies of a set: what it lists is there then, and nothing else", () => {
  const some = fc.subarray(NAMES);
  fc.assert(
    fc.property(some, some, some, fc.boolean(), (live, old, wanted, isNew) => {
      const snapshot = facts({ awsManagedPolicies: live.map(arnOf).sort() });
      const one = isNew
        ? step("create", MANAGED, null, list(...wanted))
        : step("update", MANAGED, list(...old), list(...[...wanted].reverse()));
      // Without a change of its list the provider does not look.
      const isWritten = isNew || [...old].sort().join() !== [...wanted].sort().join();
      expect(setAfter([one], snapshot).awsManagedPolicies).toEqual(
        (isWritten ? wanted : live).map(arnOf).sort(),
      );
    }),
    { numRuns: 50 },
  );
});

test("the customer's own policies: a path left out is /, no list is none", () => {
  const snapshot = facts({ customerManagedPolicies: [{ name: "old", path: "/" }] });
  const references = { customerManagedPolicyReferences: [{ name: "a" }, { name: "b", path: "/x/" }] };
  expect(setAfter([step("create", CUSTOMER, null, references)], snapshot).customerManagedPolicies).toEqual([
    { name: "a", path: "/" },
    { name: "b", path: "/x/" },
  ]);
  expect(setAfter([step("create", CUSTOMER, null, {})], snapshot).customerManagedPolicies).toEqual([]);
});

test("its deletion takes nothing away, and that is said", () => {
  const snapshot = facts({ awsManagedPolicies: [arnOf("SecurityAudit")] });
  const steps = [step("delete", MANAGED, list("SecurityAudit"), null)];
  expect(setAfter(steps, snapshot).awsManagedPolicies).toEqual([arnOf("SecurityAudit")]);
  expect(previewReview(steps, snapshot).review!.problems.map(({ code }) => code)).toEqual([
    "preview-retained",
  ]);
});

test("two resources that say different things of one set block, and agreeing ones do not", () => {
  const single = (name: string) => step("create", SINGLE, null, { managedPolicyArn: arnOf(name) });
  const all = step("create", MANAGED, null, list("SecurityAudit"));
  expect(setAfter([single("SecurityAudit"), all], facts({})).awsManagedPolicies).toEqual([
    arnOf("SecurityAudit"),
  ]);
  const { review } = previewReview([all, single("AdministratorAccess")], facts({}));
  expect(review!.blocked).toBe(true);
  expect(review!.problems[0]).toMatchObject({
    code: "preview-unknown",
    message: expect.stringContaining("AdministratorAccess"),
    fix: expect.stringContaining("one place"),
  });
});
