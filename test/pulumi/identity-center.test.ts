import { resolve } from "node:path";
import type { IdentityPlan, PlannedBoundary } from "../../src/identity/plan/types";
import type { IdentityIntent } from "../../src/organization/intent";
import { type UpdateOptions, type UpdateResult, update } from "../support/engine/engine";
import { MemoryIdentity } from "../support/engine/providers/memory-identity";
import { lastComeFirstServed } from "../support/engine/scheduler";
import { nameOf } from "../support/engine/state";
import { assigned, identityIntent, identityPlans } from "../support/identity";

// Each run starts a program, which takes a second or two.
jest.setTimeout(60_000);

const program = {
  project: resolve(__dirname, "../.."),
  main: "test/support/programs/identity-center.js",
  stack: "any-name",
};
const GROUPS = { devs: "g-devs", ops: "g-ops" };
const USERS = { alice: "u-alice", bob: "u-bob" };

/** Runs of one stack, each on what the last one left. */
class Runs {
  readonly center = new MemoryIdentity();
  private last: UpdateResult | undefined;

  up(intent: IdentityIntent, options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
    return this.deploy(identityPlans(intent).plans[0]!, options);
  }

  async deploy(plan: IdentityPlan, options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
    const directory = {
      instanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
      identityStoreId: "d-1",
      groups: GROUPS,
      users: USERS,
    };
    this.last = await update({
      ...program,
      provider: this.center.provider(),
      ...(this.last && { checkpoint: this.last.checkpoint }),
      ...options,
      config: {
        "test:plan": JSON.stringify(plan),
        "test:directory": JSON.stringify(directory),
        ...options.config,
      },
    });
    return this.last;
  }
}

const writesOf = ({ writes }: UpdateResult) => writes.map(({ op, name }) => `${op} ${name}`);
const withAssignments = (...assignments: ReturnType<typeof assigned>[]) => identityIntent({ assignments });
const ENGINEERS = assigned("ops", "platform-engineer", ["Prod"]);
const DEVS = assigned("devs", "developer", ["shop"]);

test("writes a set whole, policies one after the other and before the first assignment, whatever the order", async () => {
  const runs = new Runs();
  const plan = identityPlans(withAssignments(DEVS, ENGINEERS)).plans[0]!;
  // One of everything: a boundary and a policy of the customer's besides.
  const full = {
    ...plan,
    permissionSets: plan.permissionSets.map((set) => ({
      ...set,
      boundary: { kind: "customer" as const, policy: { name: "limit", path: "/" } },
      customerManagedPolicies: [{ name: "own", path: "/team/" }],
    })),
  };
  const first = await runs.deploy(full, { order: lastComeFirstServed });
  expect(first.error).toBeNull();
  const order = writesOf(first).filter((write) => write.startsWith("create developer"));
  expect(order).toEqual([
    "create developer",
    "create developer:boundary",
    "create developer:inline",
    "create developer:aws:job-function/ViewOnlyAccess",
    "create developer:customer:/team/own",
    "create developer:222222222222:group:devs",
  ]);
  const set = runs.center.sets.get("developer")!;
  expect(set.settings).toMatchObject({ SessionDuration: "PT8H" });
  expect(Object.fromEntries(set.tags)).toEqual({
    "managed-by": "org-guardrails",
    "org-guardrails-key": "developer",
  });
  expect([...set.policies].sort()).toEqual([
    "aws arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    expect.stringMatching(/^boundary .*"limit"/),
    "customer /team/own",
    expect.stringMatching(/^inline \{/),
  ]);
  expect([...set.assignments]).toEqual(["GROUP g-devs on 222222222222"]);
  expect(runs.center.writes).not.toContain("provisionPermissionSet");
  expect(writesOf(await runs.deploy(full))).toEqual([]);
});

test("a boundary that becomes another one is there afterwards, and nothing else is written", async () => {
  const runs = new Runs();
  const plan = identityPlans(withAssignments(DEVS)).plans[0]!;
  const within = (boundary: PlannedBoundary): IdentityPlan => ({
    ...plan,
    permissionSets: plan.permissionSets.map((set) => ({ ...set, boundary })),
  });
  await runs.deploy(within({ kind: "customer", policy: { name: "limit", path: "/" } }));
  const changed = await runs.deploy(within({ kind: "aws", arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }));
  expect(changed.error).toBeNull();
  expect(writesOf(changed)).toEqual([
    "delete-replaced developer:boundary",
    "create-replacement developer:boundary",
  ]);
  const { policies } = runs.center.sets.get("developer")!;
  expect([...policies].filter((policy) => policy.startsWith("boundary"))).toEqual([
    'boundary {"ManagedPolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}',
  ]);
});

test("one assignment more or less is one write", async () => {
  const runs = new Runs();
  await runs.up(withAssignments(DEVS, ENGINEERS));
  const more = withAssignments(DEVS, ENGINEERS, assigned("devs", "developer", ["lab"]));
  expect(writesOf(await runs.up(more))).toEqual(["create developer:444444444444:group:devs"]);
  expect(writesOf(await runs.up(withAssignments(DEVS, ENGINEERS)))).toEqual([
    "delete developer:444444444444:group:devs",
  ]);
});

test("a date that moves changes one policy", async () => {
  const runs = new Runs();
  const until = (expires: string) => withAssignments({ ...DEVS, expires });
  await runs.up(until("2027-01-01T00:00:00Z"));
  const writes = writesOf(await runs.up(until("2028-01-01T00:00:00Z")));
  expect(writes).toEqual([expect.stringMatching(/^update developer-[0-9a-f]{12}:inline$/)]);
  const [set] = runs.center.sets.values();
  expect([...set!.policies].join()).toContain("2028-01-01T00:00:00Z");
  expect(runs.center.writes.filter((write) => write === "provisionPermissionSet")).toHaveLength(1);
});

test("a set that goes loses its assignments first", async () => {
  const runs = new Runs();
  await runs.up(withAssignments(DEVS, ENGINEERS));
  const gone = await runs.up(withAssignments(ENGINEERS), { order: lastComeFirstServed });
  expect(gone.error).toBeNull();
  const writes = writesOf(gone);
  expect(writes[0]).toBe("delete developer:222222222222:group:devs");
  expect(writes.at(-1)).toBe("delete developer");
  expect([...runs.center.sets.keys()]).toEqual(["platform-engineer"]);
});

test("groups that are made here come with their members; users have what is assigned to them alone", async () => {
  const runs = new Runs();
  const alone = {
    ...assigned("", "break-glass", ["shop"]),
    principal: { kind: "user" as const, name: "bob" },
  };
  const intent = identityIntent({
    groups: "managed",
    members: { devs: ["alice", "bob"], idle: [] },
    attributes: { team: "${path:enterprise.department}" },
    assignments: [DEVS, alone],
  });
  const { error } = await runs.up(intent);
  expect(error).toBeNull();
  const id = runs.center.groups.get("devs");
  expect([...runs.center.groups.keys()].sort()).toEqual(["devs", "idle"]);
  expect([...runs.center.memberships].sort()).toEqual([`${id} u-alice`, `${id} u-bob`]);
  expect([...runs.center.sets.get("developer")!.assignments]).toEqual([`GROUP ${id} on 222222222222`]);
  expect([...runs.center.sets.get("break-glass")!.assignments]).toEqual(["USER u-bob on 222222222222"]);
  expect(runs.center.attributes).toEqual({
    AccessControlAttributes: [{ Key: "team", Value: { Source: ["${path:enterprise.department}"] } }],
  });
  const fewer = { ...intent, members: { devs: ["bob"], idle: [] }, attributes: {} };
  expect(writesOf(await runs.up(fewer)).sort()).toEqual(["delete attributes", "delete group:devs:alice"]);
});

test("nobody is looked up by guess: a name that the directory lacks is an error", async () => {
  const { error, writes } = await new Runs().up(
    withAssignments(assigned("strangers", "developer", ["shop"])),
  );
  expect(error).toContain('the directory has no group "strangers"');
  expect(writes.filter(({ urn }) => urn.includes("accountAssignment"))).toEqual([]);
});

test("names of resources are made of what never changes, and never meet", async () => {
  const plan = identityPlans(
    withAssignments(DEVS, ENGINEERS, assigned("ops", "developer", ["shop"]), {
      ...DEVS,
      expires: "2028-01-01T00:00:00Z",
      on: ["lab"],
    }),
  ).plans[0]!;
  const { registrations } = await new Runs().deploy(plan, { preview: true });
  const names = registrations.filter(({ type }) => type.startsWith("aws:")).map(({ urn }) => nameOf(urn));
  expect(new Set(names).size).toBe(names.length);
});
