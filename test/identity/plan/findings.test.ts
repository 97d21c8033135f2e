import { z } from "zod";
import { permissionSets } from "../../../permission-sets";
import { LONGEST_NAME } from "../../../src/identity/names";
import type { PermissionSetContent } from "../../../src/identity/permission-set";
import { permissionSet } from "../../../src/identity/permission-set";
import { limitFindings } from "../../../src/identity/plan/limit-findings";
import * as problem from "../../../src/identity/plan/problems";
import type { PlannedPermissionSet } from "../../../src/identity/plan/types";
import type { IdentitySnapshot } from "../../../src/organization/identity-snapshot";
import {
  assigned,
  deployedIdentity,
  emptyLive,
  identityIntent,
  identityPlans,
  liveSet,
  type PlanOptions,
  setArn,
} from "../../support/identity";
import { smallSnapshot } from "../../support/organizations";

const CONTENT: PermissionSetContent = {
  description: "made up",
  sessionDuration: "PT1H",
  awsManagedPolicies: [],
  customerManagedPolicies: [],
  inlineStatements: [],
  tags: {},
};

/** A set of the catalogue that says the given. */
const made = (id: string, content: Partial<PermissionSetContent>, attributes: readonly string[] = []) =>
  permissionSet({
    id,
    title: id,
    rationale: "made up",
    references: [],
    parameters: z.strictObject({ hours: z.number().max(12).default(1) }),
    attributes,
    content: () => ({ ...CONTENT, ...content }),
    requests: () => ({ allowed: [], denied: [] }),
  });
const withSets = (...sets: ReturnType<typeof made>[]): PlanOptions => ({
  sets: [...permissionSets, ...sets],
});

const LOCK = {
  formatVersion: 1 as const,
  organization: "o-smallorg01",
  digests: {},
  policies: [],
  retiredKeys: [],
  targets: {},
  consents: [],
};

const DEVS = assigned("devs", "developer", ["Prod"], { line: 7 });
const one = identityIntent({ assignments: [DEVS] });
const groups = [{ id: "g", name: "devs" }];

/** "7 code severity", or "- code severity" for what is about no line. */
function found(identity: Parameters<typeof identityPlans>[0], options: PlanOptions = {}): readonly string[] {
  const { problems } = identityPlans(identity, { live: emptyLive({ groups }), ...options });
  return problems.map(({ code, severity, place }) => `${place?.line ?? "-"} ${code} ${severity}`);
}

test("nothing is wrong with an assignment of a group that is there", () => {
  expect(found(one)).toEqual([]);
});

describe("each code, once, at its line:", () => {
  const end = (expires: string) => ({
    assignments: [assigned("devs", "developer", ["Prod"], { line: 7, expires })],
  });
  test.each<[string, Partial<ReturnType<typeof identityIntent>>, PlanOptions]>([
    [
      "7 assignment-covered warning",
      { assignments: [assigned("devs", "developer", ["Root"], { line: 6 }), DEVS] },
      {},
    ],
    ["7 assignment-without-accounts error", { assignments: [{ ...DEVS, except: ["Root"] }] }, {}],
    ["7 assignment-expired error", end("2026-12-01T00:00:00Z"), {}],
    ["7 assignment-ends-soon warning", end("2026-12-31T00:00:00Z"), {}],
    ["7 unknown-group error", {}, { live: emptyLive() }],
    [
      "7 unknown-user error",
      {
        assignments: [
          {
            ...assigned("", "break-glass", ["Prod"], { line: 7 }),
            principal: { kind: "user", name: "alice" },
          },
        ],
      },
      {},
    ],
    [
      "7 permission-set-name-taken error",
      {},
      { live: emptyLive({ groups, permissionSets: [other("developer")] }) },
    ],
    [
      "1 attribute-not-mapped error",
      { assignments: [assigned("devs", "tagged", ["Prod"])] },
      withSets(made("tagged", {}, ["team"])),
    ],
    [
      "1 exception-without-derived-sets warning",
      end("2028-01-01T00:00:00Z"),
      { exceptions: [{ principals: [], permissionSet: "developer" }] },
    ],
    [
      "- identity-not-read warning",
      {},
      { live: emptyLive({ groups, notRead: [gap("identity.attributes")] }) },
    ],
    ["- bad-parameters error", { permissionSets: { developer: { "session-duration": "PT13H" } } }, {}],
    [
      "- permission-set-over-limit error",
      { assignments: [assigned("devs", "wordy", ["Prod"])] },
      withSets(made("wordy", { description: "x".repeat(701) })),
    ],
    [
      "- role-quota warning",
      { assignments: [assigned("devs", "many", ["Prod"])] },
      withSets(
        made("many", { awsManagedPolicies: Array.from({ length: 11 }, (_, index) => `Policy${index}`) }),
      ),
    ],
    [
      "- deleted-principal warning",
      {},
      {
        live: emptyLive({
          groups,
          permissionSets: [other("x")],
          assignments: [assignment("x", "GROUP", "gone")],
        }),
      },
    ],
    [
      "- permission-set-outdated warning",
      {},
      { live: emptyLive({ groups, permissionSets: [ours("developer", { outdated: ["222222222222"] })] }) },
    ],
    ["- lock-stale error", {}, { lock: { ...LOCK, digests: { identity: "sha256:other" } } }],
  ])("%s", (expected, intent, options) => {
    expect(found({ ...one, ...intent }, options)).toEqual([expected]);
  });

  test("- identity-not-in-snapshot warning", () => {
    expect(found(one, { live: undefined })).toEqual(["- identity-not-in-snapshot warning"]);
  });

  test("- accounts-skipped info", () => {
    const intent = identityIntent({ assignments: [assigned("devs", "developer", ["Root"])] });
    expect(found(intent, { snapshot: closedLab() })).toEqual(["- accounts-skipped info"]);
  });
});

describe("what is not read is not called missing", () => {
  const unread = (...what: string[]) =>
    emptyLive({
      notRead: what.map(gap),
      permissionSets: [other("x")],
      assignments: [assignment("x", "GROUP", "g1"), assignment("x", "USER", "u1")],
    });
  const codes = (live: IdentitySnapshot) => identityPlans(one, { live }).problems.map(({ code }) => code);

  test("groups", () => {
    expect(codes(unread("identity.groups"))).toEqual(["deleted-principal", "identity-not-read"]);
    expect(codes(unread("identity.users"))).toEqual([
      "unknown-group",
      "deleted-principal",
      "identity-not-read",
    ]);
    const alone = {
      ...assigned("", "break-glass", ["Prod"]),
      principal: { kind: "user" as const, name: "alice" },
    };
    const forAlice = identityIntent({ assignments: [alone] });
    expect(
      identityPlans(forAlice, { live: unread("identity.users") }).problems.map(({ code }) => code),
    ).toEqual(["deleted-principal", "identity-not-read"]);
    expect(codes(unread("identity.users", "identity.groups"))).toEqual([
      "identity-not-read",
      "identity-not-read",
    ]);
  });
});

test("all missing groups are reported at once, each with the nearest name", () => {
  const intent = identityIntent({
    assignments: [
      assigned("develpers", "developer", ["Prod"], { line: 3 }),
      assigned("oops", "billing", ["Prod"], { line: 4 }),
      assigned("develpers", "billing", ["Prod"], { line: 5 }),
    ],
  });
  const live = emptyLive({
    groups: [
      { id: "1", name: "developers" },
      { id: "2", name: "ops" },
    ],
  });
  expect(
    identityPlans(intent, { live }).problems.map(({ place, found: name, nearest }) => [
      place?.line,
      name,
      nearest,
    ]),
  ).toEqual([
    [3, "develpers", "developers"],
    [4, "oops", "ops"],
  ]);
});

test("members of groups that are made here have to be users that there are", () => {
  const intent = identityIntent({
    groups: "managed",
    members: { devs: ["alice", "bob"] },
    assignments: [DEVS],
  });
  const live = emptyLive({ users: [{ id: "u", name: "alice" }] });
  expect(identityPlans(intent, { live }).problems).toMatchObject([
    { code: "unknown-user", severity: "error", path: "identity.members.devs", found: "bob" },
  ]);
});

test("a deleted principal is named once, with all its sets and accounts; whose sets they are says what to do", () => {
  const live = deployedIdentity(
    identityPlans(identityIntent({ assignments: [DEVS, assigned("devs", "billing", ["lab"])] })).plans,
  );
  const [finding, ...more] = identityPlans(one, { live: { ...live, groups: [] } }).problems.filter(
    ({ code }) => code === "deleted-principal",
  );
  expect(more).toEqual([]);
  expect(finding!.message).toBe(
    "group group:devs was deleted and still has billing, developer on 3 accounts: 222222222222, 333333333333, 444444444444",
  );
  expect(finding!.fix).toContain("deploy");
});

test("two derived names that are equal are refused: they would share an end", () => {
  const grant = (line: number, expires: string | null) => ({
    name: "developer-0123456789ab",
    permissionSet: "developer",
    principal: { kind: "group" as const, name: "devs" },
    accounts: ["222222222222"],
    expires,
    sources: [assigned("devs", "developer", ["Prod"], { line })],
  });
  const codes = (...grants: Parameters<typeof problem.nameFindings>[0]) =>
    problem.nameFindings(grants).map(({ code, place }) => `${place!.line} ${code}`);
  expect(codes(grant(3, "2027-01-01T00:00:00Z"), grant(4, "2028-01-01T00:00:00Z"))).toEqual([
    "4 permission-set-names-meet",
  ]);
  expect(codes(grant(3, null), grant(4, null))).toEqual([]);
});

test("a set named like another one's twin for the management account is refused", () => {
  const intent = identityIntent({
    assignments: [assigned("devs", "billing-mgmt", ["Prod"], { line: 3 })],
    managementAccount: [assigned("devs", "billing", [], { line: 4 })],
  });
  expect(found(intent, withSets(made("billing-mgmt", {})))).toEqual(["4 permission-set-names-meet error"]);
});

describe("limits of Identity Center", () => {
  const [planned] = identityPlans(one).plans[0]!.permissionSets as [PlannedPermissionSet];
  const messages = (set: Partial<PlannedPermissionSet>) =>
    limitFindings([{ ...planned, ...set }], undefined).map(
      ({ severity, message }) => `${severity}: ${message}`,
    );
  const padded = (dense: number, spaces: number) =>
    `{${" ".repeat(spaces)}"a":"${"é".repeat((dense - 8) / 2)}"}`;

  test.each<[string, Partial<PlannedPermissionSet>, RegExp | null]>([
    ["a name of 32 characters", { name: "n".repeat(LONGEST_NAME) }, null],
    ["a name of 33 characters", { name: "n".repeat(LONGEST_NAME + 1) }, /33 characters in its name, 1 over/],
    ["10,240 bytes of policy that are not white space", { inlinePolicy: padded(10_240, 100) }, null],
    [
      "10,242 of them",
      { inlinePolicy: padded(10_242, 0) },
      /10,242 bytes of inline policy that are not white space, 2 over/,
    ],
    ["32,768 bytes of policy in all", { inlinePolicy: padded(10_000, 22_768) }, null],
    ["32,769 of them", { inlinePolicy: padded(10_000, 22_769) }, /32,769 bytes of inline policy, 1 over/],
    ["20 managed policies of both kinds", policies(10, 10), /^warning: .* has 20 managed policies: IAM lets/],
    ["21 of them", policies(10, 11), /^error: .* has 21 managed policies, 1 over/],
    ["10 of them", policies(5, 5), null],
    ["700 characters of description", { description: "d".repeat(700) }, null],
    ["240 characters of relay state", { relayState: "r".repeat(240) }, null],
    ["241 of them", { relayState: "r".repeat(241) }, /241 characters of relay state, 1 over/],
  ])("%s", (_, set, message) => {
    expect(messages(set)).toEqual(message === null ? [] : [expect.stringMatching(message)]);
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...planned, name: `set-${index}` }));

  test("3,500 sets in the organization, those of others among them", () => {
    const spread = many(3_499).map((set) => ({ ...set, grants: [] }));
    const codes = (live: IdentitySnapshot) => limitFindings(spread, live).map(({ message }) => message);
    expect(codes(emptyLive({ permissionSets: [other("a")] }))).toEqual([]);
    expect(codes(emptyLive({ permissionSets: [other("a"), other("b"), ours("set-1", {})] }))).toEqual([
      expect.stringContaining("3,501 permission sets, 1 over AWS's limit of 3,500"),
    ]);
  });

  test("500 sets in an account, with those of others that are assigned or provisioned there", () => {
    const live = emptyLive({
      permissionSets: [other("a"), { ...other("b"), idle: ["222222222222"] }],
      assignments: [assignment("a", "GROUP", "x")],
    });
    expect(limitFindings(many(498), live)).toEqual([]);
    expect(limitFindings(many(499), live).map(({ message }) => message)).toEqual([
      expect.stringContaining("account 222222222222 would have 501 permission sets, 1 over"),
    ]);
  });
});

function gap(what: string) {
  return { what, action: "sso:Something", reason: "AWS refused it" };
}

function ours(name: string, rest: Partial<IdentitySnapshot["permissionSets"][number]>) {
  const [set] = identityPlans(one).plans[0]!.permissionSets as [PlannedPermissionSet];
  return liveSet({ ...set, name }, rest);
}

function other(name: string) {
  return ours(name, { tags: { "managed-by": "somebody" } });
}

function assignment(set: string, type: "GROUP" | "USER", id: string) {
  return { permissionSet: setArn(set), principal: { type, id }, accounts: ["222222222222"] };
}

function policies(aws: number, customer: number): Partial<PlannedPermissionSet> {
  return {
    awsManagedPolicies: Array.from({ length: aws }, (_, index) => `arn:aws:iam::aws:policy/P${index}`),
    customerManagedPolicies: Array.from({ length: customer }, (_, index) => ({
      name: `C${index}`,
      path: "/",
    })),
  };
}

function closedLab() {
  const snapshot = smallSnapshot();
  const close = (account: (typeof snapshot.accounts)[number]) =>
    account.name === "lab" ? { ...account, state: "SUSPENDED" } : account;
  return { ...snapshot, accounts: snapshot.accounts.map(close) };
}
