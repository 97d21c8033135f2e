import { GOOD, load, PERMISSION_SETS } from "./support";

const SECTION = `identity:
  attributes: { team: "\${path:enterprise.department}" }
  permission-sets:
    developer: { hours: 4 }
  assignments:
    - { group: devs, permission-set: developer, on: [Workloads, tag:stage=dev], except: payments, expires: 2027-01-31 }
    - { user: alice, permission-set: break-glass, on: Root, reason: the identity provider may be down }
  management-account:
    - { group: owners, permission-set: developer }
`;

/** The section with one piece of text replaced, behind the good file; lines count from the section's own first. */
function problems(from: string, to: string) {
  if (!SECTION.includes(from)) throw new Error(`the section does not hold ${from}`);
  const before = GOOD.split("\n").length - 1;
  return load(GOOD + SECTION.replace(from, to)).problems.map(
    ({ place, code }) => `${place!.line - before}:${place!.column} ${code}`,
  );
}

test("the section says who has which permission set where", () => {
  expect(load(GOOD + SECTION).problems).toEqual([]);
  expect(load(GOOD + SECTION).intent!.identity).toMatchObject({
    groups: "lookup",
    members: {},
    attributes: { team: "${path:enterprise.department}" },
    permissionSets: { developer: { hours: 4 } },
    assignments: [
      {
        principal: { kind: "group", name: "devs" },
        permissionSet: "developer",
        on: ["Workloads", "tag:stage=dev"],
        except: ["payments"],
        expires: "2027-01-31T00:00:00Z",
      },
      {
        principal: { kind: "user", name: "alice" },
        on: ["Root"],
        reason: "the identity provider may be down",
      },
    ],
    managementAccount: [{ principal: { kind: "group", name: "owners" }, on: [], except: [] }],
  });
});

test("groups may be made here, with their members", () => {
  const text = SECTION.replace(
    "identity:\n",
    "identity:\n  groups: managed\n  members: { devs: [bob], owners: [] }\n",
  );
  expect(load(GOOD + text).intent!.identity).toMatchObject({
    groups: "managed",
    members: { devs: ["bob"], owners: [] },
  });
});

test.each([
  ["an unknown set", "developer, on", "develper, on", ["6:38 unknown-permission-set"]],
  ["an unknown set with parameters", "developer: {", "dev: {", ["4:10 unknown-permission-set"]],
  ["a parameter that the set does not have", "hours: 4", "ours: 4", ["4:18 unknown-key"]],
  ["nobody", "group: devs, ", "", ["6:7 assignment-for-nobody"]],
  [
    "two at once",
    "group: devs",
    "group: devs, user: bob, reason: x",
    ["6:7 assignment-for-two", "6:28 assignment-of-a-user"],
  ],
  ["a user with an ordinary set", "break-glass", "developer", ["7:15 assignment-of-a-user"]],
  [
    "a user without a reason",
    ", reason: the identity provider may be down",
    "",
    ["7:15 user-without-reason"],
  ],
  ["no target", "on: Root", "on: []", ["7:55 invalid-value"]],
  ["an end that is no day", "2027-01-31", "2027-02-30", ["6:108 invalid-value"]],
  [
    "a target for the management account",
    "owners, permission",
    "owners, on: Root, permission",
    ["9:24 unknown-key"],
  ],
  [
    "members of groups that are looked up",
    "  attributes",
    "  members: { devs: [bob] }\n  attributes",
    ["2:12 members-of-looked-up-groups"],
  ],
  [
    "a group that is not among those made here",
    "  attributes",
    "  groups: managed\n  members: { dev: [bob], owners: [] }\n  attributes",
    ["8:16 unknown-group"],
  ],
  ["a source that is no attribute", "${path:enterprise.department}", "department", ["2:23 invalid-value"]],
  [
    "a group's name with a control character",
    "group: devs",
    'group: "de\\u0007vs"',
    ["6:16 hidden-character", "6:16 invalid-value"],
  ],
])("%s", (_, from, to, expected) => {
  expect(problems(from, to)).toEqual(expected);
});

test("the nearest permission set is named", () => {
  const [problem] = load(GOOD + SECTION.replace("developer, on", "develper, on")).problems;
  expect(PERMISSION_SETS.map(({ id }) => id)).toContain(problem!.nearest);
});
