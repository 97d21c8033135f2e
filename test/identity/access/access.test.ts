import { type AccessRow, accessTo } from "../../../src/identity/access/access";
import { policiesOfSet, unreadParts } from "../../../src/identity/access/policies";
import type { PlannedPermissionSet } from "../../../src/identity/plan/types";
import type { IdentitySnapshot } from "../../../src/organization/identity-snapshot";
import {
  assigned,
  deployedIdentity,
  emptyLive,
  identityIntent,
  identityPlans,
  liveSet,
  setArn,
} from "../../support/identity";
import { MANAGEMENT } from "../../support/organizations";

const SHOP = "222222222222";
const intent = identityIntent({
  assignments: [
    assigned("devs", "developer", ["Prod"]),
    assigned("contractors", "developer", ["shop"], { expires: "2028-01-01T00:00:00Z" }),
    assigned("auditors", "security-auditor", ["Dev"]),
  ],
  managementAccount: [assigned("owners", "billing", [])],
});
const { plans } = identityPlans(intent);
const rows = (account: string, live?: IdentitySnapshot) =>
  accessTo(account, plans, live).map(({ principal, permissionSet, slug, expires }: AccessRow) => [
    `${principal.kind} ${principal.name}`,
    slug === null ? permissionSet : slug,
    expires,
  ]);

/** A set of somebody else, with what it says. */
function foreign(name: string, rest: Partial<PlannedPermissionSet> = {}) {
  const set = { ...plans[0]!.permissionSets[0]!, name, tags: {}, ...rest };
  return liveSet(set);
}

describe("access to an account", () => {
  test("is what organization.yaml wants there, of both stacks, with its end", () => {
    expect(rows(SHOP)).toEqual([
      ["group contractors", "developer", "2028-01-01T00:00:00Z"],
      ["group devs", "developer", null],
    ]);
    expect(rows("444444444444")).toEqual([["group auditors", "security-auditor", null]]);
    expect(rows(MANAGEMENT)).toEqual([["group owners", "billing", null]]);
  });

  test("is besides what others gave, deleted principals among them; our own sets count as they are wanted", () => {
    const live = emptyLive({
      permissionSets: [foreign("theirs"), ...deployedIdentity(plans).permissionSets],
      groups: [{ id: "g", name: "guests" }],
      users: [{ id: "u", name: "eve" }],
      assignments: [
        ...[
          ["GROUP", "g"],
          ["USER", "u"],
          ["GROUP", "gone"],
        ].map(([type, id]) => ({
          permissionSet: setArn("theirs"),
          principal: { type: type!, id: id! },
          accounts: [SHOP],
        })),
        { permissionSet: setArn("developer"), principal: { type: "GROUP", id: "g" }, accounts: [SHOP] },
        {
          permissionSet: setArn("theirs"),
          principal: { type: "GROUP", id: "g" },
          accounts: ["333333333333"],
        },
      ],
    });
    expect(rows(SHOP, live)).toEqual([
      ["deleted gone", "theirs", null],
      ["group contractors", "developer", "2028-01-01T00:00:00Z"],
      ["group devs", "developer", null],
      ["group guests", "theirs", null],
      ["user eve", "theirs", null],
    ]);
  });
});

test("where groups were not read, nobody is called deleted", () => {
  const live = emptyLive({
    permissionSets: [foreign("theirs")],
    notRead: [{ what: "identity.groups", action: "identitystore:ListGroups", reason: "" }],
    assignments: ["GROUP", "USER"].map((type) => ({
      permissionSet: setArn("theirs"),
      principal: { type, id: "x" },
      accounts: [SHOP],
    })),
  });
  expect(accessTo(SHOP, [], live).map(({ principal }) => principal)).toEqual([
    { kind: "deleted", name: "x" },
    { kind: "group", name: "x" },
  ]);
});

describe("the documents of a set", () => {
  const [planned] = plans[0]!.permissionSets as [PlannedPermissionSet];
  const bare = {
    ...planned,
    awsManagedPolicies: [],
    customerManagedPolicies: [],
    inlinePolicy: "",
    boundary: null,
  };
  const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

  test("are those of AWS's own policies and of the inline policy, and a boundary apart", () => {
    const inlinePolicy =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    const set = {
      ...bare,
      awsManagedPolicies: [aws("AdministratorAccess"), aws("job-function/Billing")],
      inlinePolicy,
      boundary: { kind: "aws" as const, arn: aws("ReadOnlyAccess") },
    };
    const found = policiesOfSet(set);
    expect(found).toMatchObject({ unknown: [], unknownBoundary: false });
    expect(found.documents).toHaveLength(3);
    expect(found.documents[2]).toEqual(JSON.parse(inlinePolicy));
    expect(found.boundary).not.toBeNull();
    expect(policiesOfSet(liveSet(set))).toEqual(found);
  });

  test.each<[string, Partial<PlannedPermissionSet>, string]>([
    [
      "a policy of AWS's that the data does not have",
      { awsManagedPolicies: [aws("Brand/NewPolicy")] },
      "Brand/NewPolicy",
    ],
    ["an ARN that is none", { awsManagedPolicies: ["nonsense"] }, "nonsense"],
    [
      "a policy of an account's own",
      { awsManagedPolicies: [aws("ReadOnlyAccess").replace("aws:policy", `${SHOP}:policy`)] },
      SHOP,
    ],
    ["a member that every object has", { awsManagedPolicies: [aws("constructor")] }, "constructor"],
    [
      "a policy of the customer's",
      { customerManagedPolicies: [{ name: "x", path: "/a/" }] },
      "customer policy /a/x",
    ],
    ["an inline policy that is no JSON", { inlinePolicy: "{" }, "inline policy"],
    [
      "an inline policy that is none",
      { inlinePolicy: '{"Statement":[{"Effect":"Perhaps"}]}' },
      "inline policy",
    ],
  ])("%s is not known, and named", (_, set, named) => {
    const { unknown, documents } = policiesOfSet({ ...bare, ...set });
    expect(unknown).toEqual([expect.stringContaining(named)]);
    expect(documents).toEqual([]);
  });

  test("a boundary that is not known is no boundary that allows everything", () => {
    const set = { ...bare, boundary: { kind: "customer" as const, policy: { name: "b", path: "/" } } };
    expect(policiesOfSet(set)).toMatchObject({ boundary: null, unknownBoundary: true });
    expect(policiesOfSet(liveSet(set))).toMatchObject({ boundary: null, unknownBoundary: true });
  });

  test("parts that were not read are not empty", () => {
    const parts = ["awsManagedPolicies", "customerManagedPolicies", "inlinePolicy", "boundary", "tags"];
    const live = emptyLive({
      notRead: parts.map((part) => ({
        what: `identity.permissionSets[x].${part}`,
        action: "sso:X",
        reason: "",
      })),
    });
    expect(policiesOfSet(bare, unreadParts(live, "x"))).toMatchObject({
      unknown: [
        expect.stringContaining("AWS"),
        expect.stringContaining("customer"),
        expect.stringContaining("inline"),
      ],
      unknownBoundary: true,
    });
    expect(policiesOfSet(bare, unreadParts(live, "y"))).toMatchObject({
      unknown: [],
      unknownBoundary: false,
    });
  });
});
