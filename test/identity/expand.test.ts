import fc from "fast-check";
import { type Expansion, expandAssignments } from "../../src/identity/expand";
import { LONGEST_NAME, managementName } from "../../src/identity/names";
import type { Assignment } from "../../src/organization/intent";
import type { Snapshot } from "../../src/organization/snapshot";
import { resolveTarget } from "../../src/organization/targets";
import { buildTree } from "../../src/organization/tree";

const MANAGEMENT = "100000000000";
const account = (id: string, name: string, parent: string, state = "ACTIVE") => ({ id, name, parent, state });

/** Root: management; A: a1, a2, and A/B: b1 and b2, which is closed; C: c1. */
const snapshot: Snapshot = {
  formatVersion: 1,
  organization: { id: "o-exampleorgid", managementAccount: MANAGEMENT },
  root: { id: "r-root", name: "Root" },
  policyTypes: [],
  units: [
    { id: "ou-root-aaaaaaaa", name: "A", parent: "r-root" },
    { id: "ou-root-bbbbbbbb", name: "B", parent: "ou-root-aaaaaaaa" },
    { id: "ou-root-cccccccc", name: "C", parent: "r-root" },
  ],
  accounts: [
    account(MANAGEMENT, "management", "r-root"),
    account("200000000001", "a1", "ou-root-aaaaaaaa"),
    account("200000000002", "a2", "ou-root-aaaaaaaa"),
    account("300000000001", "b1", "ou-root-bbbbbbbb"),
    account("300000000002", "b2", "ou-root-bbbbbbbb", "CLOSED"),
    account("400000000001", "c1", "ou-root-cccccccc"),
  ],
  policies: [],
};
const tree = buildTree(snapshot);
const nodesOf = (target: string) => {
  const found = resolveTarget(tree, target);
  return "nodes" in found ? found.nodes : [];
};
const OPEN = ["200000000001", "200000000002", "300000000001", "400000000001"];

let line = 0;
function assignment(
  name: string,
  permissionSet: string,
  on: readonly string[],
  more: Partial<Assignment> = {},
): Assignment {
  const place = { file: "organization.yaml", line: ++line, column: 1 };
  return { principal: { kind: "group", name }, permissionSet, on, except: [], place, ...more };
}

const expand = (assignments: readonly Assignment[], managementAccount: readonly Assignment[] = []) =>
  expandAssignments({ assignments, managementAccount }, tree, MANAGEMENT, nodesOf);

describe("assignments", () => {
  test("reach every open account below a unit, and never the management account", () => {
    const { members, skipped } = expand([assignment("ops", "operator", ["Root"])]);
    expect(members).toMatchObject([{ name: "operator", accounts: OPEN, expires: null }]);
    expect(skipped).toEqual(["300000000002"]);
  });

  test("leave out what they except", () => {
    const { members } = expand([assignment("ops", "operator", ["Root"], { except: ["A/B", "c1"] })]);
    expect(members.map(({ accounts }) => accounts)).toEqual([["200000000001", "200000000002"]]);
  });

  test("of one group with one set become one grant", () => {
    const both = [assignment("ops", "operator", ["A/B"]), assignment("ops", "operator", ["c1", "a1"])];
    const { members, covered } = expand(both);
    expect(members).toMatchObject([{ accounts: ["200000000001", "300000000001", "400000000001"] }]);
    expect(members[0]!.sources).toEqual(both);
    expect(covered).toEqual([]);
  });

  test("that another one makes needless are reported with it", () => {
    const [narrow, wide, again] = [
      assignment("ops", "operator", ["a1"]),
      assignment("ops", "operator", ["A"]),
      assignment("ops", "operator", ["A"]),
    ];
    expect(expand([narrow, wide, again]).covered).toEqual([
      { assignment: narrow, by: wide },
      { assignment: again, by: wide },
    ]);
  });

  test("that reach no account are reported", () => {
    const lost = assignment("ops", "operator", ["A"], { except: ["A"] });
    expect(expand([lost])).toMatchObject({ members: [], empty: [lost] });
  });

  test("on the management account are of a set of their own", () => {
    const { members, management } = expand([], [assignment("ops", "operator", [])]);
    expect(members).toEqual([]);
    expect(management).toMatchObject([{ name: managementName("operator"), accounts: [MANAGEMENT] }]);
  });
});

describe("an assignment with an end", () => {
  const end = (expires: string) => assignment("ops", "database-administrator", ["A"], { expires });

  test("has a set of its own, whose name the date does not change", () => {
    const names = ["2027-01-31T00:00:00Z", "2028-01-31T00:00:00Z"].map(
      (date) => expand([end(date)]).members[0]!.name,
    );
    expect(names[0]).toMatch(/^database-administra-[0-9a-f]{12}$/);
    expect(names[1]).toBe(names[0]);
  });

  test("is not needed where the group has the set anyway", () => {
    const always = assignment("ops", "database-administrator", ["A/B"]);
    const { members } = expand([always, end("2027-01-31T00:00:00Z")]);
    expect(members.map(({ accounts, expires }) => [expires, accounts])).toEqual([
      ["2027-01-31T00:00:00Z", ["200000000001", "200000000002"]],
      [null, ["300000000001"]],
    ]);
  });

  test("that ends earlier than its like is needless", () => {
    const [early, late] = [end("2027-01-31T00:00:00Z"), end("2027-02-28T00:00:00Z")];
    const { members, covered } = expand([early, late]);
    expect(covered).toEqual([{ assignment: early, by: late }]);
    expect(members).toHaveLength(1);
  });
});

describe("laws", () => {
  const targets = ["Root", "A", "A/B", "C", "a1", "a2", "b1", "b2", "c1"];
  const some = fc.uniqueArray(fc.constantFrom(...targets), { minLength: 1, maxLength: 3 });
  const ends = ["2027-01-01T00:00:00Z", "2027-06-01T00:00:00Z", "2028-01-01T00:00:00Z"];
  const written = fc
    .record({
      kind: fc.constantFrom("group" as const, "user" as const),
      name: fc.constantFrom("ops", "dev"),
      permissionSet: fc.constantFrom("operator", "a-permission-set-of-27-chars"),
      on: some,
      except: fc.oneof(fc.constant([]), some),
      expires: fc.constantFrom(undefined, ...ends),
    })
    .map(({ kind, name, ...rest }) =>
      assignment(name, rest.permissionSet, rest.on, { ...rest, principal: { kind, name } }),
    );
  const list = fc.array(written, { maxLength: 8 });
  const moments = ["2026-01-01T00:00:00Z", ...ends, "2029-01-01T00:00:00Z"];

  /** Every (moment, account, principal, set) for which somebody wrote down access: the plain reading of the file. */
  function asWritten(assignments: readonly Assignment[]): string[] {
    const access = new Set<string>();
    for (const { principal, permissionSet, on, except, expires } of assignments) {
      const below = (names: readonly string[]) =>
        OPEN.filter((id) =>
          tree.chain(id).some((node) => names.some((name) => nodesOf(name).includes(node.id))),
        );
      for (const id of below(on).filter((each) => !below(except).includes(each))) {
        for (const moment of moments) {
          if (expires === undefined || moment < expires)
            access.add([moment, id, principal.kind, principal.name, permissionSet].join());
        }
      }
    }
    return [...access].sort();
  }

  function asExpanded({ members }: Expansion): string[] {
    const access = members.flatMap(({ permissionSet, principal, accounts, expires }) =>
      accounts.flatMap((id) =>
        moments
          .filter((moment) => expires === null || moment < expires)
          .map((moment) => [moment, id, principal.kind, principal.name, permissionSet].join()),
      ),
    );
    return [...new Set(access)].sort();
  }

  test("at every moment the grants give just the access that was written down", () => {
    fc.assert(fc.property(list, (all) => expect(asExpanded(expand(all))).toEqual(asWritten(all))));
  });

  test("names fit, and no two sets with different ends share one", () => {
    fc.assert(
      fc.property(list, (all) => {
        const { members } = expand(all);
        const ends = new Map<string, string | null>();
        for (const { name, expires } of members) {
          expect(name.length).toBeLessThanOrEqual(LONGEST_NAME);
          expect(ends.get(name) ?? expires).toBe(expires);
          ends.set(name, expires);
        }
      }),
    );
  });

  test("the order of the file changes nothing", () => {
    fc.assert(
      fc.property(list, (all) => {
        const bare = ({ members }: Expansion) => members.map(({ sources, ...grant }) => grant);
        expect(bare(expand([...all].reverse()))).toEqual(bare(expand(all)));
      }),
    );
  });
});
