import type { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../../src/aws/errors";
import { LARGEST_IDENTITY_PAGE, openIdentityCenter } from "../../src/aws/identity-center";
import { type IdentityReadOptions, readIdentity } from "../../src/aws/identity-reader";
import { openReading } from "../../src/aws/reading";
import { IDENTITY_SNAPSHOT_ACTIONS } from "../../src/aws-data/snapshot-actions";
import type { IdentitySnapshot } from "../../src/organization/identity-snapshot";

type Input = Readonly<Record<string, unknown>>;

const failure = (name: string, extra: object = {}) =>
  Object.assign(new Error("AWS's own words"), { name, ...extra });
const NOT_FOUND = failure("ResourceNotFoundException");

interface Model {
  readonly instances?: readonly object[];
  readonly sets: Readonly<Record<string, Input>>;
  /** set -> account -> "GROUP id". */
  readonly assignments: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly users: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** Answers both clients from a model, in pages of two. */
class Fake {
  readonly asked: { operation: string; input: Input }[] = [];
  /** Operation -> errors to answer with first, one for each call. */
  readonly failing = new Map<string, Error[]>();
  underWay = 0;
  most = 0;

  constructor(private readonly model: Model) {}

  async send(command: {
    readonly input: Input;
    readonly constructor: { readonly name: string };
  }): Promise<object> {
    const operation = command.constructor.name.replace(/Command$/, "");
    this.asked.push({ operation, input: command.input });
    this.most = Math.max(this.most, ++this.underWay);
    await new Promise((resolve) => setImmediate(resolve));
    this.underWay--;
    const error = this.failing.get(operation)?.shift();
    if (error !== undefined) throw error;
    return this.answer(operation, command.input);
  }

  private answer(operation: string, input: Input): object {
    const { sets, assignments, groups, users, attributes, instances } = this.model;
    const set = sets[String(input.PermissionSetArn ?? input.ResourceArn)] ?? {};
    const page = (key: string, items: readonly unknown[] = []) => {
      const start = Number(input.NextToken ?? 0);
      const next = start + 2 < items.length ? { NextToken: String(start + 2) } : {};
      return { [key]: items.slice(start, start + 2), ...next };
    };
    const accounts = assignments[String(input.PermissionSetArn)] ?? {};
    switch (operation) {
      case "ListInstances":
        return page("Instances", instances ?? [{ InstanceArn: "arn:i", IdentityStoreId: "d-1" }]);
      case "ListPermissionSets":
        return page("PermissionSets", Object.keys(sets));
      case "DescribePermissionSet":
        return { PermissionSet: { Name: "no name", ...set } };
      case "ListTagsForResource":
        return page("Tags", set.tags as object[]);
      case "ListManagedPoliciesInPermissionSet":
        return page("AttachedManagedPolicies", set.aws as object[]);
      case "ListCustomerManagedPolicyReferencesInPermissionSet":
        return page("CustomerManagedPolicyReferences", set.customer as object[]);
      case "GetInlinePolicyForPermissionSet":
        return { InlinePolicy: set.inline };
      case "GetPermissionsBoundaryForPermissionSet":
        if (set.boundary === undefined) throw NOT_FOUND;
        return { PermissionsBoundary: set.boundary };
      case "ListAccountsForProvisionedPermissionSet": {
        const outdated = (set.outdated ?? []) as string[];
        return page("AccountIds", input.ProvisioningStatus === undefined ? Object.keys(accounts) : outdated);
      }
      case "ListAccountAssignments":
        return page(
          "AccountAssignments",
          accounts[String(input.AccountId)]!.map((one) => {
            const [PrincipalType, PrincipalId] = one.split(" ");
            return { PrincipalType, PrincipalId };
          }),
        );
      case "DescribeInstanceAccessControlAttributeConfiguration": {
        if (attributes === undefined) throw NOT_FOUND;
        const rows = Object.entries(attributes).map(([Key, source]) => ({
          Key,
          Value: { Source: [source] },
        }));
        return { InstanceAccessControlAttributeConfiguration: { AccessControlAttributes: rows } };
      }
      case "ListGroups":
        return page(
          "Groups",
          Object.keys(groups).map((name) => ({ GroupId: `g-${name}`, DisplayName: name })),
        );
      case "ListGroupMemberships":
        return page(
          "GroupMemberships",
          groups[String(input.GroupId).slice(2)]!.map((UserId) => ({ MemberId: { UserId } })),
        );
      case "DescribeUser": {
        const name = users[String(input.UserId)];
        if (name === undefined) throw NOT_FOUND;
        return { UserName: name };
      }
      case "GetUserId": {
        const { UniqueAttribute } = input.AlternateIdentifier as {
          UniqueAttribute: { AttributeValue: string };
        };
        const found = Object.entries(users).find(([, name]) => name === UniqueAttribute.AttributeValue);
        if (found === undefined) throw NOT_FOUND;
        return { UserId: found[0] };
      }
      default:
        throw new Error(`nobody has written down what ${operation} answers`);
    }
  }
}

const pair = (Key: string, Value: string) => ({ Key, Value });
const MODEL: Model = {
  sets: {
    "arn:one": {
      Name: "one",
      Description: "first",
      SessionDuration: "PT2H",
      RelayState: "https://x",
      tags: [pair("a", "1"), pair("b", "2"), pair("__proto__", "3")],
      aws: [{ Arn: "arn:a" }, { Arn: "arn:b" }, { Arn: "arn:c" }],
      customer: [{ Name: "p", Path: "/x/" }, { Name: "q" }],
      inline: "{}",
      boundary: { ManagedPolicyArn: "arn:limit" },
      outdated: ["1"],
    },
    "arn:two": { Name: "two", boundary: { CustomerManagedPolicyReference: { Name: "b" } } },
    "arn:three": { Name: "three" },
  },
  assignments: {
    "arn:one": { 1: ["GROUP g-devs", "USER u-1", "GROUP gone"], 2: ["GROUP g-devs"], 3: [] },
    "arn:two": { 1: ["USER u-2"] },
  },
  groups: { devs: ["u-1", "u-3", "u-4"], ops: [], third: [] },
  users: { "u-1": "alice", "u-3": "carol", "u-5": "eve" },
  attributes: { team: "${path:a}", cost: "${path:b}", more: "${path:c}" },
};
const OPTIONS: IdentityReadOptions = { managedGroups: [], users: [], progress: () => {} };
const waits: number[] = [];
let clock = 0;
const patience = {
  sleep: async (time: number) => void waits.push(time),
  random: () => 0.5,
  // So much time goes by that the pace never holds anything up: what waits, waits between tries.
  now: () => (clock += 60_000),
};

function read(fake: Fake, options: Partial<IdentityReadOptions> = {}): Promise<IdentitySnapshot | undefined> {
  const client = fake as unknown;
  const { signal } = new AbortController();
  const api = openIdentityCenter(
    client as SSOAdminClient,
    client as IdentitystoreClient,
    openReading(patience, signal),
  );
  return readIdentity(api, { ...OPTIONS, ...options });
}

beforeEach(() => waits.splice(0));

describe("Identity Center is read whole", () => {
  test("sets with all their parts, over every page", async () => {
    const { permissionSets, attributes, instance, notRead } = (await read(new Fake(MODEL)))!;
    expect([instance, notRead]).toEqual([{ arn: "arn:i", identityStore: "d-1" }, []]);
    expect(permissionSets.map(({ name }) => name)).toEqual(["one", "two", "three"]);
    expect(permissionSets[0]).toEqual({
      arn: "arn:one",
      name: "one",
      description: "first",
      sessionDuration: "PT2H",
      relayState: "https://x",
      tags: Object.fromEntries([
        ["a", "1"],
        ["b", "2"],
        ["__proto__", "3"],
      ]),
      awsManagedPolicies: ["arn:a", "arn:b", "arn:c"],
      customerManagedPolicies: [
        { name: "p", path: "/x/" },
        { name: "q", path: "/" },
      ],
      inlinePolicy: "{}",
      boundary: { aws: "arn:limit" },
      outdated: ["1"],
      idle: ["3"],
    });
    expect(permissionSets.map(({ boundary }) => boundary)).toEqual([
      { aws: "arn:limit" },
      { customer: { name: "b", path: "/" } },
      null,
    ]);
    expect(attributes).toEqual(MODEL.attributes);
  });

  test("assignments of each set in each account, so that those of deleted principals are found", async () => {
    const { assignments, groups, users } = (await read(new Fake(MODEL)))!;
    const rows = assignments.map(
      ({ permissionSet, principal: { type, id }, accounts }) => `${permissionSet} ${type} ${id} ${accounts}`,
    );
    expect(rows).toEqual([
      "arn:one GROUP g-devs 1,2",
      "arn:one USER u-1 1",
      "arn:one GROUP gone 1",
      "arn:two USER u-2 1",
    ]);
    expect(groups.map(({ name }) => name)).toEqual(["devs", "ops", "third"]);
    expect(groups.every((group) => !("members" in group))).toBe(true);
    expect(users).toEqual([{ id: "u-1", name: "alice" }]);
  });

  test("members of the groups that are made here, and the users that organization.yaml names", async () => {
    const named = { managedGroups: ["devs", "nobody"], users: ["alice", "eve", "stranger"] };
    const { groups, users } = (await read(new Fake(MODEL), named))!;
    expect(groups[0]).toEqual({ id: "g-devs", name: "devs", members: ["u-1", "u-3", "u-4"] });
    expect(groups[1]).not.toHaveProperty("members");
    expect(users.map(({ name }) => name).sort()).toEqual(["alice", "carol", "eve"]);
  });

  test("by the largest pages, and eight calls at a time to each of the two services", async () => {
    const fake = new Fake(MODEL);
    await read(fake);
    const lists = fake.asked.filter(
      ({ operation }) => operation.startsWith("List") && operation !== "ListTagsForResource",
    );
    expect(new Set(lists.map(({ input }) => input.MaxResults))).toEqual(new Set([LARGEST_IDENTITY_PAGE]));
    expect(fake.most).toBeLessThanOrEqual(16);
    expect(fake.most).toBeGreaterThan(1);
  });

  test("with nothing but the calls that are documented to be needed", async () => {
    const fake = new Fake(MODEL);
    await read(fake, { managedGroups: ["devs"], users: ["eve"] });
    const stored = new Set(["ListGroups", "ListGroupMemberships", "DescribeUser", "GetUserId"]);
    const actions = fake.asked.map(
      ({ operation }) => `${stored.has(operation) ? "identitystore" : "sso"}:${operation}`,
    );
    expect([...new Set(actions)].sort()).toEqual([...IDENTITY_SNAPSHOT_ACTIONS].sort());
  });

  test("and progress is told set by set", async () => {
    const seen: string[] = [];
    await read(new Fake(MODEL), {
      progress: ({ sets, setsRead, toCome }) => void seen.push(`${setsRead}/${sets}, ${toCome} to come`),
    });
    expect(seen[0]).toBe("0/3, 24 to come");
    expect(seen.at(-1)).toBe("3/3, 0 to come");
  });
});

describe("where it is not", () => {
  test("enabled, there is nothing", async () => {
    expect(await read(new Fake({ ...MODEL, instances: [] }))).toBeUndefined();
  });

  test("one alone, nobody guesses which", async () => {
    const two = [1, 2].map((id) => ({ InstanceArn: `arn:${id}`, IdentityStoreId: `d-${id}` }));
    await expect(read(new Fake({ ...MODEL, instances: two }))).rejects.toThrow("2 instances");
  });

  test("used for access control, attributes are null", async () => {
    const { attributes } = (await read(new Fake({ ...MODEL, attributes: undefined })))!;
    expect(attributes).toBeNull();
  });
});

describe("a right that is missing", () => {
  const denied = failure("AccessDeniedException");
  const withDenied = async (operation: string, options: Partial<IdentityReadOptions> = {}) => {
    const fake = new Fake(MODEL);
    const always = Array.from({ length: 100 }, () => denied);
    fake.failing.set(operation, always);
    return (await read(fake, options))!;
  };

  test.each<[string, string, readonly string[]]>([
    ["ListInstances", "sso", ["identity"]],
    ["ListPermissionSets", "sso", ["identity.permissionSets"]],
    [
      "DescribePermissionSet",
      "sso",
      ["one", "two", "three"].map((name) => `identity.permissionSets[arn:${name}]`),
    ],
    ["ListTagsForResource", "sso", parts("tags")],
    ["ListManagedPoliciesInPermissionSet", "sso", parts("awsManagedPolicies")],
    ["ListCustomerManagedPolicyReferencesInPermissionSet", "sso", parts("customerManagedPolicies")],
    ["GetInlinePolicyForPermissionSet", "sso", parts("inlinePolicy")],
    ["GetPermissionsBoundaryForPermissionSet", "sso", parts("boundary")],
    ["ListAccountAssignments", "sso", parts("assignments").slice(0, 2)],
    ["DescribeInstanceAccessControlAttributeConfiguration", "sso", ["identity.attributes"]],
    ["ListGroups", "identitystore", ["identity.groups"]],
    ["ListGroupMemberships", "identitystore", ["identity.groups[devs].members"]],
    ["DescribeUser", "identitystore", ["identity.users"]],
    ["GetUserId", "identitystore", ["identity.users"]],
  ])("%s is a gap with the action's name, and the rest is read", async (operation, service, what) => {
    const found = await withDenied(operation, { managedGroups: ["devs"], users: ["eve"] });
    expect(found.notRead.map((gap) => gap.what).sort()).toEqual([...what].sort());
    expect(new Set(found.notRead.map(({ action }) => action))).toEqual(new Set([`${service}:${operation}`]));
    if (operation === "ListInstances") return;
    expect(found.instance.arn).toBe("arn:i");
    expect(found.permissionSets).toHaveLength(operation === "ListPermissionSets" ? 0 : 3);
  });

  test("both lists of accounts are told apart", async () => {
    const { notRead } = await withDenied("ListAccountsForProvisionedPermissionSet");
    expect(notRead.map(({ what }) => what).sort()).toEqual(
      [...parts("accounts"), ...parts("outdated")].sort(),
    );
  });

  test("an account whose assignments were not read is not called idle", async () => {
    const { permissionSets } = await withDenied("ListAccountAssignments");
    expect(permissionSets[0]!.idle).toEqual([]);
  });

  test("any other failure ends the reading: half a snapshot is none", async () => {
    const fake = new Fake(MODEL);
    fake.failing.set("ListGroups", [failure("ValidationException")]);
    await expect(read(fake)).rejects.toThrow(AwsError);
    fake.failing.set("ListGroups", [failure("ExpiredTokenException")]);
    await expect(read(fake)).rejects.toThrow("sign in again");
  });
});

describe("what passes", () => {
  test.each([
    ["throttling", failure("ThrottlingException")],
    ["a fault of the service", failure("InternalServerException", { $metadata: { httpStatusCode: 500 } })],
    ["a lost connection", failure("Error", { code: "ECONNRESET" })],
  ])("%s is waited out", async (_, error) => {
    const fake = new Fake(MODEL);
    fake.failing.set("DescribePermissionSet", [error, error]);
    const { permissionSets, notRead } = (await read(fake))!;
    expect([permissionSets.map(({ name }) => name), notRead]).toEqual([["one", "two", "three"], []]);
    expect(fake.asked.filter(({ operation }) => operation === "DescribePermissionSet")).toHaveLength(5);
    expect(waits).toHaveLength(2);
    expect(waits.every((time) => time > 0)).toBe(true);
  });
});

function parts(part: string): readonly string[] {
  return ["one", "two", "three"].map((name) => `identity.permissionSets[${name}].${part}`);
}
