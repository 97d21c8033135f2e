import fc from "fast-check";
import type { IdentityPlan } from "../../../src/identity/plan/types";
import type { IdentityIntent } from "../../../src/organization/intent";
import type { Snapshot } from "../../../src/organization/snapshot";
import { identityReview } from "../../../src/review/identity/review";
import { stateOfLive } from "../../../src/review/identity/state";
import { planOfSnapshot } from "../../../src/review/live-plan";
import { UNKNOWN_VALUE } from "../../../src/review/pulumi-preview/document";
import {
  assigned,
  bareSet,
  deployedIdentity,
  emptyLive,
  identityIntent,
  identityPlans,
  setArn,
} from "../../support/identity";
import { smallSnapshot } from "../../support/organizations";
import {
  identityResources,
  knownIdentity,
  previewDocument,
  previewReview,
  reordered,
} from "../../support/pulumi-preview";
import { NOW } from "../../support/reviews";

const everybody = ["ana", "bo", "cy"];

const names = ["devs", "ops", "people"];

/** Who is looked up is there, so that both sides know who is who. */
function live(plans: readonly IdentityPlan[], { groups: mode }: IdentityIntent) {
  const found = deployedIdentity(plans);
  const groups = new Map(found.groups.map((group) => [group.name, group]));
  for (const name of mode === "lookup" ? names : [])
    if (!groups.has(name)) groups.set(name, { id: `group:${name}`, name });
  return {
    ...found,
    groups: [...groups.values()],
    users: everybody.map((name) => ({ id: `user:${name}`, name })),
  };
}

function planned(intent: IdentityIntent) {
  const { plans, problems } = identityPlans(intent);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return plans.filter(({ stack }) => stack === "identity");
}

const where = fc.subarray(["Prod", "Dev", "shop"], { minLength: 1 });
const intents = (groups: IdentityIntent["groups"]): fc.Arbitrary<IdentityIntent> =>
  fc
    .record({
      developers: fc.option(where),
      billing: fc.option(where),
      owned: fc.option(where),
      expires: fc.boolean(),
      members: fc.subarray(everybody),
      attributes: fc.constantFrom({}, { team: "${path:a}" }, { team: "${path:b}", cost: "${path:c}" }),
    })
    .map(({ developers, billing, owned, expires, members, attributes }) =>
      identityIntent({
        assignments: [
          ...(developers === null
            ? []
            : [
                assigned("devs", "developer", developers, expires ? { expires: "2027-01-31T00:00:00Z" } : {}),
              ]),
          ...(billing === null ? [] : [assigned("ops", "billing", billing)]),
          ...(owned === null ? [] : [assigned("people", "read-only", owned)]),
        ],
        groups,
        members: { people: members },
        attributes,
      }),
    );

test("a preview of a plan's changes says of access what the two states say, whatever the order of its steps", () => {
  const order = fc.infiniteStream(fc.nat({ max: 1000 }));
  const pairs = fc
    .constantFrom("lookup" as const, "managed" as const)
    .chain((groups) => fc.tuple(intents(groups), intents(groups)));
  fc.assert(
    fc.property(pairs, order, ([one, other], places) => {
      const [before, after] = [planned(one), planned(other)];
      const identity = live(before, one);
      const snapshot = { ...smallSnapshot(), identity };
      const resources = (plans: readonly IdentityPlan[]) =>
        plans.flatMap((plan) => identityResources(plan, identity));
      const document = previewDocument(resources(before), resources(after), knownIdentity(identity), {
        component: "IdentityCenter",
      });
      const steps = reordered(document.steps, places);
      const { review } = previewReview(steps, snapshot);
      const managed = new Set(names);
      const expected = identityReview({
        base: stateOfLive(identity, managed),
        head: stateOfLive(live(after, other), managed),
        plan: planOfSnapshot(snapshot, null, []),
        partition: "aws",
        region: "eu-west-1",
        now: NOW,
      });
      expect(review!.problems).toEqual([]);
      const nothing = { grants: [], permissionSets: [], members: [], attributes: [] };
      expect(review!.identity ?? nothing).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

const ARN = setArn("foreign");
const INSTANCE = emptyLive().instance.arn;
const urn = (type: string, name: string) => `urn:pulumi:s::p::aws:ssoadmin/${type}::${name}`;
const step = (op: string, type: string, name: string, old: object | null, now: object | null) => {
  const state = (fields: object) => ({
    urn: urn(type, name),
    custom: true,
    type: `aws:ssoadmin/${type}`,
    ...fields,
  });
  return {
    op,
    urn: urn(type, name),
    ...(old && { oldState: state(old) }),
    ...(now && { newState: state(now) }),
  };
};
const SET = "permissionSet:PermissionSet";
const INLINE = "permissionSetInlinePolicy:PermissionSetInlinePolicy";
const ASSIGNMENT = "accountAssignment:AccountAssignment";

/** With a permission set of somebody else, which the group g has on the account shop. */
function foreign(): Snapshot {
  const identity = emptyLive({
    permissionSets: [bareSet("foreign")],
    assignments: [{ permissionSet: ARN, principal: { type: "GROUP", id: "g" }, accounts: ["222222222222"] }],
    groups: [{ id: "g", name: "g" }],
  });
  return { ...smallSnapshot(), identity };
}

test("sets that another program deploys are looked at too", () => {
  const inlinePolicy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}';
  const one = step("create", INLINE, "x", null, {
    inputs: { instanceArn: INSTANCE, permissionSetArn: ARN, inlinePolicy },
  });
  const [change] = previewReview([one], foreign()).review!.identity!.permissionSets;
  expect(change).toMatchObject({ permissionSet: "foreign", accounts: ["222222222222"] });
  expect(change!.effects[0]!.escalations.length).toBeGreaterThan(0);
});

const assignment = (rest: object) => ({
  inputs: {
    instanceArn: INSTANCE,
    permissionSetArn: ARN,
    principalType: "GROUP",
    principalId: "g",
    targetId: "333333333333",
    ...rest,
  },
});

test.each([
  [
    "inline policy",
    step("create", INLINE, "x", null, { inputs: { permissionSetArn: ARN, inlinePolicy: UNKNOWN_VALUE } }),
  ],
  ["set", step("create", ASSIGNMENT, "x", null, assignment({ permissionSetArn: UNKNOWN_VALUE }))],
  ["principal", step("create", ASSIGNMENT, "x", null, assignment({ principalId: UNKNOWN_VALUE }))],
  [
    "boundary",
    step("create", "permissionsBoundaryAttachment:PermissionsBoundaryAttachment", "x", null, {
      inputs: { permissionSetArn: ARN, permissionsBoundary: { managedPolicyArn: UNKNOWN_VALUE } },
    }),
  ],
  [
    "list of a set's only policies",
    step("create", "managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive", "x", null, {
      inputs: { permissionSetArn: ARN, managedPolicyArns: ["arn:aws:iam::aws:policy/A", UNKNOWN_VALUE] },
    }),
  ],
  [
    "list of a set's only policies of the customer",
    step(
      "create",
      "customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
      "x",
      null,
      { inputs: { permissionSetArn: ARN, customerManagedPolicyReferences: [{ name: UNKNOWN_VALUE }] } },
    ),
  ],
  ["deletion of a set that somebody has", step("delete", SET, "x", { id: `${ARN},${INSTANCE}` }, null)],
])("an unknown %s blocks", (_, one) => {
  const { review } = previewReview([one], foreign());
  expect(review!.blocked).toBe(true);
  expect(review!.problems.map(({ code }) => code)).toEqual(["preview-unknown"]);
});

test.each([
  [
    "another instance",
    step("create", ASSIGNMENT, "x", null, assignment({ instanceArn: "arn:other" })),
    "arn:other",
  ],
  [
    "an unknown set",
    step("create", ASSIGNMENT, "x", null, assignment({ permissionSetArn: "arn:x" })),
    "arn:x",
  ],
  ["an unknown set's change", step("update", SET, "x", { id: `arn:y,${INSTANCE}` }, { inputs: {} }), "arn:y"],
])("%s: no review", (_, one, message) => {
  const { review, problems } = previewReview([one], foreign());
  expect(review).toBeNull();
  expect(problems[0]!.message).toContain(message);
});

test("what was not read of Identity Center is said", () => {
  const snapshot = foreign();
  const identity = {
    ...snapshot.identity!,
    notRead: [{ what: "identity.groups", action: "identitystore:ListGroups", reason: "denied" }],
  };
  const one = step("create", ASSIGNMENT, "x", null, assignment({}));
  const { assumed } = previewReview([one], { ...snapshot, identity }).review!;
  expect(assumed.join("\n")).toContain("grant identitystore:ListGroups");
});
