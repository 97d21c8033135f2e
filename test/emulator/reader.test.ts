import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { leastCalls } from "../../src/aws/least-calls";
import { type ReadOptions, readOrganization } from "../../src/aws/organization-reader";
import { SNAPSHOT_ACTIONS } from "../../src/aws-data/snapshot-actions";
import type { Snapshot } from "../../src/organization/snapshot";
import { serializeSnapshot } from "../../src/organization/snapshot-file";
import { buildTree } from "../../src/organization/tree";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  startEmulator,
  THROTTLED,
} from "../support/emulator";
import { fortyAccounts } from "../support/forty-accounts";
import type { Output } from "../support/strict-proxy/upstream";

jest.setTimeout(60_000);

let emulator: Emulator;
let client: OrganizationsClient;
let built: BuiltOrganization;
/** What a reading without faults gives. */
let whole: string;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new OrganizationsClient({
    ...emulatorClient(emulator.endpoint),
    maxAttempts: 1,
  });
  await emulator.reset();
  built = await buildOrganization(client, fortyAccounts);
  whole = serializeSnapshot(await read());
}, 120_000);

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

// The organization stays; nothing here changes it.
beforeEach(() => emulator.forget());

let clock = 0;

/** Reads without waiting between tries. */
function read(options: Partial<ReadOptions> = {}) {
  return readOrganization(client, {
    selectorTagKeys: [],
    progress: () => {},
    sleep: async () => {},
    random: () => 0,
    // So much time goes by that the pace never holds anything up: what waits, waits between tries.
    now: () => (clock += 60_000),
    ...options,
  });
}

const called = () => emulator.calls.map(({ operation }) => operation);

describe("what is read", () => {
  test("the tree, with every account where it is and in its state", async () => {
    const snapshot = await read();
    expect(snapshot.organization).toEqual({ id: built.id, managementAccount: built.managementAccount });
    expect(snapshot.policyTypes).toEqual(["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"]);
    const tree = buildTree(snapshot);
    const placed = fortyAccounts.accounts.map(({ name, unit, closed }) => {
      const node = tree.node(built.ids.get(name)!)!;
      expect(node).toMatchObject({ kind: "account", name, state: closed === true ? "SUSPENDED" : "ACTIVE" });
      return tree.node(node.parent!)!.path === unit;
    });
    expect(placed).toEqual(Array(39).fill(true));
    expect(snapshot.accounts).toHaveLength(40);
    expect(snapshot.units.map(({ id }) => tree.node(id)!.path).sort()).toEqual(
      [...fortyAccounts.units].sort(),
    );
  });

  test("every policy of every enabled type, with text, tags and targets", async () => {
    const { policies, accounts, units } = await read();
    expect(policies).toHaveLength(24);
    const byName = new Map(policies.map((policy) => [policy.name, policy]));
    for (const { name, type, content, description = "", tags = {}, targets } of fortyAccounts.policies!) {
      const ids = targets.map((target) => built.ids.get(target)!).sort();
      expect(byName.get(name)).toMatchObject({
        type,
        content,
        description,
        tags,
        targets: ids,
        awsManaged: false,
      });
    }
    expect(byName.get("FullAWSAccess")).toMatchObject({ awsManaged: true, tags: {} });
    expect(byName.get("FullAWSAccess")!.targets).toHaveLength(1 + units.length + accounts.length);
  });

  test("tags of accounts only for the keys that selectors use", async () => {
    const without = await read();
    expect(without.accounts.filter(({ tags }) => tags !== undefined)).toEqual([]);
    emulator.forget();
    const { accounts } = await read({ selectorTagKeys: ["stage"] });
    const audit = accounts.find(({ name }) => name === "audit");
    expect(audit?.tags).toEqual({ stage: "prod" });
    expect(accounts.find(({ name }) => name === "network")?.tags).toEqual({});
    expect(called().filter((operation) => operation === "ListTagsForResource")).toHaveLength(40 + 22);
  });

  test("a state that AWS adds later is kept, and Status serves where there is no State", async () => {
    emulator.faults.next("ListAccounts", {
      kind: "rewrite",
      answer: (output) => ({
        ...output,
        Accounts: (output.Accounts as Output[]).map(({ State, ...account }, index) =>
          index === 0 ? { ...account, State: "HIBERNATING" } : { ...account, Status: "PENDING_CLOSURE" },
        ),
      }),
    });
    const states = (await read()).accounts.map(({ state }) => state);
    expect(states.filter((state) => state === "HIBERNATING")).toHaveLength(1);
    expect(states.filter((state) => state === "PENDING_CLOSURE")).toHaveLength(19);
    expect(states.filter((state) => state === "ACTIVE").length).toBeGreaterThan(0);
  });

  test("two readings give the same bytes, in whatever order the answers come", async () => {
    let count = 0;
    emulator.faults.add(() => ({ kind: "delay", milliseconds: (count++ * 7) % 11 }));
    expect(serializeSnapshot(await read())).toBe(whole);
  });

  test("accounts that do not say where they are are looked for below each parent", async () => {
    emulator.faults.next("ListAccounts", {
      kind: "rewrite",
      answer: (output) => ({
        ...output,
        Accounts: (output.Accounts as Output[]).map(({ Paths, ...account }) => account),
      }),
    });
    expect(serializeSnapshot(await read())).toBe(whole);
    expect(called().filter((operation) => operation === "ListAccounts")).toHaveLength(1);
    expect(new Set(called())).toContain("ListAccountsForParent");
  });
});

test("the published permissions are the calls that a reading makes", async () => {
  await read({ selectorTagKeys: ["stage"] });
  emulator.faults.next("ListAccounts", { kind: "rewrite", answer: () => ({ Accounts: [{ Id: "1" }] }) });
  await read();
  const made = new Set(called().map((operation) => `organizations:${operation}`));
  expect([...made].sort()).toEqual(SNAPSHOT_ACTIONS);
});

describe("how many calls", () => {
  test("the least possible", async () => {
    const counted: number[] = [];
    const snapshot = await read({ selectorTagKeys: ["stage"], progress: ({ calls }) => counted.push(calls) });
    expect(emulator.calls).toHaveLength(leastCalls(snapshot));
    expect(counted.at(-1)).toBeLessThanOrEqual(leastCalls(snapshot));
  });

  test("the progress ends with everything read", async () => {
    const shown: object[] = [];
    await read({ progress: (progress) => shown.push(progress) });
    expect(shown.at(-1)).toMatchObject({ units: 9, accounts: 40, policies: 24, policiesRead: 24 });
  });

  test("at most five at a time of each of its two families", async () => {
    let open = 0;
    let most = 0;
    emulator.faults.add(() => {
      most = Math.max(most, ++open);
      setTimeout(() => open--, 5);
      return { kind: "delay", milliseconds: 5 };
    });
    await read();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(10);
  });
});

// Lost connections are tested where a process of its own reads: the SDK takes no error of another realm as one.
describe("what goes wrong and passes", () => {
  test.each<[string, () => void]>([
    ["throttling", () => emulator.faults.next("ListPolicies", THROTTLED, 3)],
    [
      "another write",
      () =>
        emulator.faults.next("DescribePolicy", { kind: "error", name: "ConcurrentModificationException" }),
    ],
    [
      "a fault of the service",
      () => emulator.faults.next("ListRoots", { kind: "error", name: "ServiceException", status: 500 }),
    ],
  ])("%s", async (_name, spoil) => {
    spoil();
    const waits: number[] = [];
    const snapshot = await read({ random: () => 0.5, sleep: async (wait) => void waits.push(wait) });
    expect(serializeSnapshot(snapshot)).toBe(whole);
    expect(waits.length).toBeGreaterThan(0);
    expect(emulator.calls).toHaveLength(leastCalls(snapshot) + waits.length);
  });

  test("every call throttled now and then", async () => {
    let count = 0;
    emulator.faults.add(() => (count++ % 3 === 0 ? THROTTLED : undefined));
    expect(serializeSnapshot(await read())).toBe(whole);
  });

  test("an empty page with a next one", async () => {
    emulator.faults.next("ListTargetsForPolicy", {
      kind: "rewrite",
      answer: () => ({ Targets: [], NextToken: "0" }),
    });
    expect(serializeSnapshot(await read())).toBe(whole);
  });
});

describe("a missing right that leaves the rest", () => {
  test.each([
    [
      "ListPolicies",
      /^policies\[(RESOURCE|SERVICE)_CONTROL_POLICY\]$/,
      ({ policies }: Snapshot) => policies.length === 0,
    ],
    [
      "DescribePolicy",
      /^policies\[p-\w+\]\.content$/,
      ({ policies }: Snapshot) => policies.every(({ content }) => content === ""),
    ],
    [
      "ListTargetsForPolicy",
      /^policies\[p-\w+\]\.targets$/,
      ({ policies }: Snapshot) => policies.every(({ targets }) => targets.length === 0),
    ],
    [
      "ListTagsForResource",
      /^(policies\[p-\w+\]|accounts\[\d{12}\])\.tags$/,
      ({ accounts }: Snapshot) => accounts.every(({ tags }) => tags === undefined),
    ],
  ] as const)("%s is a gap with the action's name", async (operation, what, isEmpty) => {
    emulator.faults.add((called) =>
      called === operation ? { kind: "error", name: "AccessDeniedException" } : undefined,
    );
    const snapshot = await read({ selectorTagKeys: ["stage"] });
    expect(snapshot.accounts).toHaveLength(40);
    expect(snapshot.notRead!.length).toBeGreaterThan(1);
    for (const gap of snapshot.notRead!) {
      expect(gap.what).toMatch(what);
      expect(gap.action).toBe(`organizations:${operation}`);
    }
    expect(isEmpty(snapshot)).toBe(true);
  });
});

/** The next page of every page of a list is the second one. */
function sendAround(operation: string): void {
  let second: unknown;
  emulator.faults.add((called) =>
    called === operation
      ? {
          kind: "rewrite",
          answer: (output) => {
            second ??= output.NextToken;
            return second === undefined ? output : { ...output, NextToken: second };
          },
        }
      : undefined,
  );
}

test("a page of targets that comes again is a gap, too", async () => {
  sendAround("ListTargetsForPolicy");
  const { notRead = [], policies } = await read();
  // Of one policy alone are there so many that they take a second page.
  const [first] = notRead;
  expect(policies.map(({ id }) => `policies[${id}].targets`)).toContain(first!.what);
  expect(new Set(notRead.map(({ reason }) => reason))).toEqual(new Set(["AWS gave the same page twice"]));
});

describe("what ends the reading", () => {
  test("throttling without end", async () => {
    emulator.faults.next("ListRoots", THROTTLED, Number.POSITIVE_INFINITY);
    await expect(read()).rejects.toThrow("AWS answered ListRoots with TooManyRequestsException");
    expect(called().filter((operation) => operation === "ListRoots")).toHaveLength(10);
  });

  test("a page of accounts that comes again", async () => {
    sendAround("ListAccounts");
    await expect(read()).rejects.toThrow("the same page of ListAccounts twice");
  });

  test.each(["DescribeOrganization", "ListRoots", "ListOrganizationalUnitsForParent", "ListAccounts"])(
    "a missing right, without which there is no tree: %s",
    async (operation) => {
      emulator.faults.add((called) =>
        called === operation
          ? { kind: "error", name: "AccessDeniedException", message: "You don't have permissions." }
          : undefined,
      );
      await expect(read()).rejects.toThrow(`grant organizations:${operation} to these credentials`);
      const seen = emulator.calls.length;
      // Nothing goes on behind the caller's back but what was on its way.
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(emulator.calls.length - seen).toBeLessThan(5);
    },
  );

  test("a policy that goes while the organization is read", async () => {
    emulator.faults.next("DescribePolicy", { kind: "error", name: "PolicyNotFoundException" });
    await expect(read()).rejects.toThrow("the organization changed while it was read");
  });

  test("an account that moves while the organization is read", async () => {
    emulator.faults.next("ListAccounts", {
      kind: "rewrite",
      answer: (output) => {
        const [first, ...others] = output.Accounts as Output[];
        const gone = { ...first, Paths: [`${built.id}/${built.root}/ou-gone-12345678/${first!.Id}/`] };
        return { ...output, Accounts: [gone, ...others] };
      },
    });
    await expect(read()).rejects.toThrow("the organization changed while it was read");
  });

  test.each([
    ["ListPolicies", "Policies", "a policy was listed twice"],
    ["ListTargetsForPolicy", "Targets", "was listed twice"],
    ["ListAccounts", "Accounts", "the organization changed"],
  ])("a page that shifts, so that %s gives something twice", async (operation, key, message) => {
    emulator.faults.next(operation, {
      kind: "rewrite",
      answer: (output) => {
        const items = output[key] as Output[];
        return { ...output, [key]: [...items, items[0]!] };
      },
    });
    await expect(read()).rejects.toThrow(message);
  });

  test("a target that no list showed", async () => {
    emulator.faults.next("ListTargetsForPolicy", {
      kind: "rewrite",
      answer: () => ({ Targets: [{ TargetId: "999999999999" }] }),
    });
    await expect(read()).rejects.toThrow("is attached to 999999999999, which was not listed");
  });

  test("another organization than the expected one", async () => {
    await expect(read({ expected: "o-somebodyelse" })).rejects.toThrow(
      `belong to the organization ${built.id}, and organization.yaml names o-somebodyelse`,
    );
    expect(called()).toEqual(["DescribeOrganization"]);
  });

  test("an organization with consolidated billing only", async () => {
    emulator.faults.next("DescribeOrganization", {
      kind: "rewrite",
      answer: (output) => ({
        Organization: { ...(output.Organization as Output), FeatureSet: "CONSOLIDATED_BILLING" },
      }),
    });
    await expect(read()).rejects.toThrow("has consolidated billing only");
  });

  test("the caller's signal", async () => {
    const stop = new AbortController();
    emulator.faults.add((operation) => {
      if (operation === "DescribePolicy") stop.abort();
      return undefined;
    });
    await expect(read({ signal: stop.signal })).rejects.toThrow("stopped before everything was read");
  });
});
