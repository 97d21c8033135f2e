import { leastCalls } from "../../src/aws/least-calls";
import { readSnapshot, type SnapshotReading } from "../../src/aws/snapshot-reader";
import { READ_CALLS } from "../../src/aws-data/read-calls";
import { notReadOf } from "../../src/organization/not-read";
import { serializeSnapshot } from "../../src/organization/snapshot-file";
import { type Answers, answersOf, ServerError } from "../support/organization-server/answers";
import { clientsOf } from "../support/organization-server/clients";
import { SMALL, WISHES, type World, worldOf } from "../support/organization-server/world";

let clock = 0;
const READING: SnapshotReading = {
  sleep: async () => {},
  random: () => 0.5,
  // So much time goes by that the pace never holds anything up.
  now: () => (clock += 60_000),
  progress: () => {},
};

const read = (answers: Answers, options: Partial<SnapshotReading> = {}) =>
  readSnapshot(clientsOf(answers), WISHES, { ...READING, ...options });

/** The answers, with what was asked. */
function asked(world: World) {
  const actions: string[] = [];
  const answers = answersOf(world);
  return {
    actions,
    answers: ((action, input) => {
      actions.push(action);
      return answers(action, input);
    }) satisfies Answers,
  };
}

const small = worldOf(SMALL);

describe("what is there is what is read", () => {
  test.each<[string, World]>([
    ["a small organization, with names and policies that mean no good", small],
    [
      "nothing but a management account",
      worldOf({ accounts: 1, units: 0, policies: 0, permissionSets: 0, accountsOfSet: 0 }),
    ],
    ["ten thousand accounts in one unit", worldOf({ ...SMALL, accounts: 10_001, units: 1 })],
    ["as a delegated administrator", worldOf(SMALL, "100000000001")],
  ])("%s", async (_, world) => {
    const { actions, answers } = asked(world);
    const { snapshot, calls } = await read(answers);
    expect(serializeSnapshot(snapshot)).toBe(serializeSnapshot(world.facts));
    expect(calls).toBe(actions.length);
    expect(calls).toBe(leastCalls(snapshot));
  });

  test("the progress never runs backwards, and ends with nothing to come", async () => {
    const shown: { calls: number; toCome: number }[] = [];
    await read(answersOf(small), { progress: (progress) => shown.push(progress) });
    const counts = shown.map(({ calls }) => calls);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(shown.at(-1)).toMatchObject({
      units: 6,
      accounts: 43,
      policies: 4,
      policiesRead: 4,
      sets: 2,
      setsRead: 2,
      toCome: 0,
    });
  });
});

describe("a loop in the tree", () => {
  test("ends the reading with an error", async () => {
    const answers = answersOf(small);
    const [first, second] = small.facts.units;
    // Each of the two units says that the other is below it.
    const looping: Answers = (action, input) => {
      if (action !== "organizations:ListOrganizationalUnitsForParent") return answers(action, input);
      if (input.ParentId === first!.id) return { OrganizationalUnits: [{ Id: second!.id, Name: "b" }] };
      if (input.ParentId === second!.id) return { OrganizationalUnits: [{ Id: first!.id, Name: "a" }] };
      return answers(action, input);
    };
    await expect(read(looping)).rejects.toThrow("the organization changed while it was read");
  });
});

describe("every action that is denied is named, and nothing else is missing", () => {
  const documented = Object.entries(READ_CALLS).filter(([, { free }]) => free !== true);
  const FATAL = new Set([
    "organizations:DescribeOrganization",
    "organizations:ListRoots",
    "organizations:ListOrganizationalUnitsForParent",
    "organizations:ListAccounts",
    "organizations:ListAccountsForParent",
  ]);
  /** A world in which every call is made: users that nobody has are looked for, accounts do not say where they are. */
  const wishes = { ...WISHES, identity: { managedGroups: ["developers"], users: ["nobody"] } };
  const world = answersOf(small);
  const withoutPaths: Answers = (action, input) => {
    if (action === "identitystore:GetUserId") throw new ServerError("ResourceNotFoundException");
    const answer = world(action, input);
    if (action !== "organizations:ListAccounts") return answer;
    return {
      ...answer,
      Accounts: (answer.Accounts as object[]).map((account) => ({ ...account, Paths: undefined })),
    };
  };
  const readAll = (answers: Answers) => readSnapshot(clientsOf(answers), wishes, READING);

  test.each(documented)("%s", async (action) => {
    const denied: Answers = (called, input) => {
      if (called === action)
        throw new ServerError(called.startsWith("iam") ? "AccessDenied" : "AccessDeniedException");
      return withoutPaths(called, input);
    };
    if (FATAL.has(action)) {
      await expect(readAll(denied)).rejects.toMatchObject({
        action,
        message: expect.stringContaining(action),
      });
      return;
    }
    const { snapshot } = await readAll(denied);
    const gaps = notReadOf(snapshot);
    expect(new Set(gaps.map((gap) => gap.action))).toEqual(new Set([action]));
  });

  test("none of them is documented and not needed", async () => {
    const made = new Set<string>();
    await readAll((action, input) => {
      made.add(action);
      return withoutPaths(action, input);
    });
    expect([...made].sort()).toEqual(Object.keys(READ_CALLS).sort());
  });
});
