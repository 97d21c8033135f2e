import type { Snapshot } from "../../../src/organization/snapshot";
import { UNKNOWN_VALUE } from "../../../src/review/pulumi-preview/document";
import { smallSnapshot } from "../../support/organizations";
import { previewReview } from "../../support/pulumi-preview";

const ACCOUNT = "aws:organizations/account:Account";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const [ROOT, PROD, DEV, SHOP, LAB] = [
  "r-test",
  "ou-test-prod0001",
  "ou-test-dev00001",
  "222222222222",
  "444444444444",
];
const urn = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;

interface Fields {
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: object;
  readonly propertyDependencies?: object;
  readonly retainOnDelete?: boolean;
}

function step(op: string, type: string, name: string, old: Fields | null, now: Fields | null) {
  const state = (fields: Fields) => ({ urn: urn(type, name), custom: true, type, ...fields });
  return {
    op,
    urn: urn(type, name),
    ...(old === null ? {} : { oldState: state(old) }),
    ...(now === null ? {} : { newState: state(now) }),
  };
}

const shop = (parentId: unknown, name = "shop", rest: Partial<Fields> = {}): Fields => ({
  id: SHOP,
  inputs: { name, parentId },
  ...rest,
});
/** Stands in a unit that another step makes. */
const inUnit = (unit: string, fields: Fields): Fields => ({
  ...fields,
  inputs: { ...fields.inputs, parentId: UNKNOWN_VALUE },
  propertyDependencies: { parentId: [urn(UNIT, unit)] },
});
const fresh = ({ id: _id, ...fields }: Fields): Fields => fields;

/** Prod denies deleting queues. */
function facts(): Snapshot {
  const small = smallSnapshot();
  const Statement = [{ Sid: "A", Effect: "Deny", Action: "sqs:DeleteQueue", Resource: "*" }];
  const policy = {
    id: "p-a",
    name: "A",
    description: "",
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    tags: {},
    content: JSON.stringify({ Version: "2012-10-17", Statement }),
    targets: [PROD],
  };
  return { ...small, policies: [...small.policies, policy] };
}

const reviewed = (steps: readonly object[], snapshot = facts()) => previewReview(steps, snapshot);

/** What is said where nothing is in doubt. */
function said(steps: readonly object[]) {
  const { review, problems } = reviewed(steps);
  expect(problems).toEqual([]);
  expect(review!.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return {
    effects: review!.groups.flatMap(({ accounts, newlyDenied, newlyAllowed }) => [
      ...newlyDenied.map(({ actions }) => `+ ${actions.join()} ${accounts.join()}`),
      ...newlyAllowed.map(({ actions }) => `- ${actions.join()} ${accounts.join()}`),
    ]),
    facts: (review!.snapshotChanged ?? []).map(({ kind, before, after }) => [kind, before, after]),
    assumed: review!.assumed,
  };
}

function doubts(steps: readonly object[]): string {
  const { review } = reviewed(steps);
  expect(review!.blocked).toBe(true);
  const found = review!.problems.filter(({ code }) => code === "preview-unknown");
  for (const { fix, path } of found) expect([fix, path]).toEqual([expect.any(String), expect.any(String)]);
  return found.map(({ message }) => message).join("\n");
}

function refusal(steps: readonly object[]): string {
  const { review, problems } = reviewed(steps);
  expect(review).toBeNull();
  return problems.map(({ message }) => message).join("\n");
}

describe("accounts", () => {
  test("one that moves loses what its unit had, and gets what the other has", () => {
    const out = said([step("update", ACCOUNT, "shop", shop(PROD), shop(DEV))]);
    expect(out.effects).toEqual([`- sqs:DeleteQueue ${SHOP}`]);
    expect(out.facts).toEqual([["account-moved", "Prod/shop", "Dev/shop"]]);
    const lab = { id: LAB, inputs: { name: "lab", parentId: DEV } };
    const into = { id: LAB, inputs: { name: "lab", parentId: PROD } };
    expect(said([step("update", ACCOUNT, "lab", lab, into)]).effects).toEqual([`+ sqs:DeleteQueue ${LAB}`]);
  });

  test("one that changes its name, or only its tags, stays where it is", () => {
    expect(said([step("update", ACCOUNT, "shop", shop(PROD), shop(PROD, "store"))])).toMatchObject({
      effects: [],
      facts: [["account-renamed", "shop", "store"]],
    });
    const tagged = { id: SHOP, inputs: { name: "shop", tags: { a: "b" } }, outputs: { parentId: PROD } };
    expect(said([step("update", ACCOUNT, "shop", shop(PROD), tagged)]).facts).toEqual([]);
  });

  test("a new one stands where it is made, at the root where nobody says it, under an id that is said", () => {
    const out = said([
      step("create", ACCOUNT, "new", null, fresh(shop(DEV, "new"))),
      step("create", ACCOUNT, "other", null, { inputs: { name: "other" } }),
    ]);
    expect(out.facts).toEqual([
      ["account-added", null, "other"],
      ["account-added", null, "Dev/new"],
    ]);
    expect(out.assumed.join()).toMatch(/new account new is called 000000000001 here/);
    expect(out.assumed.join()).toMatch(/attaches FullAWSAccess/);
  });

  test("a policy may be attached to one that is made by the same deployment", () => {
    const attachment: Fields = {
      inputs: { policyId: "p-a", targetId: UNKNOWN_VALUE },
      propertyDependencies: { targetId: [urn(ACCOUNT, "new")] },
    };
    const found = reviewed([
      step("create", ATTACHMENT, "x", null, attachment),
      step("create", ACCOUNT, "new", null, fresh(shop(DEV, "new"))),
    ]);
    expect(found.review!.blocked).toBe(false);
    expect(found.review === null ? [] : found.after.policies.map(({ id, targets }) => [id, targets])).toEqual(
      [
        ["p-FullAWSAccess", expect.arrayContaining(["000000000001"])],
        ["p-a", ["000000000001", PROD]],
      ],
    );
  });

  test("one that is closed is closed, one that leaves blocks, one that is retained stays", () => {
    const closing = shop(PROD, "shop", { inputs: { name: "shop", parentId: PROD, closeOnDeletion: true } });
    expect(said([step("delete", ACCOUNT, "shop", closing, null)]).facts).toEqual([
      ["account-state", "ACTIVE", "PENDING_CLOSURE"],
    ]);
    expect(doubts([step("delete", ACCOUNT, "shop", shop(PROD), null)])).toMatch(/leaves the organization/);
    const kept = shop(PROD, "shop", { retainOnDelete: true });
    expect(said([step("delete", ACCOUNT, "shop", kept, null)]).facts).toEqual([]);
  });

  test("where the facts and Pulumi's state differ, nothing is said", () => {
    expect(refusal([step("update", ACCOUNT, "shop", shop(DEV), shop(ROOT))])).toMatch(
      /moves shop \(222222222222\) out of ou-test-dev00001, and the facts have it in ou-test-prod0001/,
    );
    const gone = { id: "999999999999", inputs: { parentId: PROD } };
    expect(refusal([step("update", ACCOUNT, "x", gone, { ...gone, inputs: { parentId: DEV } })])).toMatch(
      /no account 999999999999/,
    );
    expect(refusal([step("update", ACCOUNT, "shop", shop(PROD), shop("ou-none"))])).toMatch(/ou-none/);
    const other = shop(PROD, "shop", {
      outputs: { arn: `arn:aws:organizations::1:account/o-other/${SHOP}` },
    });
    expect(refusal([step("update", ACCOUNT, "shop", other, shop(DEV))])).toMatch(/o-other/);
  });
});

describe("units", () => {
  const unit = (id: string, name: string, parentId: string): Fields => ({ id, inputs: { name, parentId } });

  test("one with another name is the same unit", () => {
    const steps = [step("update", UNIT, "dev", unit(DEV, "Dev", ROOT), unit(DEV, "Lab", ROOT))];
    expect(said(steps)).toMatchObject({ effects: [], facts: [["unit-renamed", "Dev", "Lab"]] });
  });

  test("one with another parent is made anew, and what stood in it moves with the steps", () => {
    const lab = { id: LAB, inputs: { name: "lab", parentId: DEV } };
    const steps = [
      step("replace", UNIT, "dev", unit(DEV, "Dev", ROOT), fresh(unit("", "Dev", PROD))),
      step("update", ACCOUNT, "lab", lab, inUnit("dev", lab)),
    ];
    const expected = {
      effects: [`+ sqs:DeleteQueue ${LAB}`],
      facts: [
        ["unit-removed", "Dev", null],
        ["unit-added", null, "Prod/Dev"],
        ["account-moved", "Dev/lab", "Prod/Dev/lab"],
      ],
    };
    expect(said(steps)).toMatchObject(expected);
    expect(said([...steps].reverse())).toMatchObject(expected);
    // What was attached to the old one goes with it.
    const found = reviewed(steps);
    const [full] = found.review === null ? [] : found.after.policies;
    expect(full!.targets).toContain(`new:${urn(UNIT, "dev")}`);
    expect(full!.targets).not.toContain(DEV);
    // Without the account's step, it would still stand in the old unit.
    expect(doubts(steps.slice(0, 1))).toMatch(/dev \(ou-test-dev00001\) is deleted while accounts or units/);
  });

  test("units that are made in one another stand in one another, whatever the order", () => {
    const steps = [
      step("create", UNIT, "a", null, inUnit("b", { inputs: { name: "A" } })),
      step("create", UNIT, "b", null, fresh(unit("", "B", PROD))),
      step("update", ACCOUNT, "shop", shop(PROD), inUnit("a", shop(PROD))),
    ];
    const { facts: found, effects } = said(steps);
    expect(found).toContainEqual(["account-moved", "Prod/shop", "Prod/B/A/shop"]);
    expect(effects).toEqual([]);
  });

  test("units that go in one run go from below", () => {
    const small = facts();
    const empty = { ...small, accounts: small.accounts.filter(({ parent }) => parent !== DEV) };
    const below = { id: "ou-test-below001", name: "Below", parent: DEV };
    const snapshot = { ...empty, units: [...empty.units, below] };
    const remove = (id: string, name: string, parent: string) =>
      step("delete", UNIT, name, unit(id, name, parent), null);
    const both = [remove(DEV, "Dev", ROOT), remove(below.id, "Below", DEV)];
    const { review } = reviewed(both, snapshot);
    expect(review!.problems).toEqual([]);
    expect((review!.snapshotChanged ?? []).map(({ kind }) => kind)).toEqual(["unit-removed", "unit-removed"]);
  });

  test("a place that is not known blocks once, and leaves what hangs below it where it is", () => {
    const steps = [
      step("create", UNIT, "a", null, { inputs: { name: "A", parentId: UNKNOWN_VALUE } }),
      step("update", ACCOUNT, "shop", shop(PROD), inUnit("a", shop(PROD))),
      step("create", ACCOUNT, "new", null, inUnit("a", { inputs: { name: "new" } })),
      step("create", ATTACHMENT, "x", null, {
        inputs: { policyId: "p-a", targetId: UNKNOWN_VALUE },
        propertyDependencies: { targetId: [urn(UNIT, "a")] },
      }),
    ];
    expect(doubts(steps)).toBe("where a is to stand is not known before the deployment");
  });

  test("units that hang below one another have no place", () => {
    const steps = [
      step("create", UNIT, "a", null, inUnit("b", { inputs: { name: "A" } })),
      step("create", UNIT, "b", null, inUnit("a", { inputs: { name: "B" } })),
    ];
    expect(doubts(steps)).toMatch(/stand below one another/);
  });

  test("one that Pulumi would move in place is not known to be possible", () => {
    expect(doubts([step("update", UNIT, "dev", unit(DEV, "Dev", ROOT), unit(DEV, "Dev", PROD))])).toMatch(
      /moved in place/,
    );
  });
});
