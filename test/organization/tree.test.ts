import fc from "fast-check";
import type { Snapshot } from "../../src/organization/snapshot";
import { buildTree, SnapshotError } from "../../src/organization/tree";
import { account, anyTree, ou, ROOT, shuffled, snapshotOf } from "./snapshots";

const SMALL = snapshotOf(
  [
    { id: ou(1), name: "Workloads", parent: ROOT },
    { id: ou(2), name: "Production", parent: ou(1) },
    { id: ou(3), name: "Empty", parent: ROOT },
  ],
  [
    { id: account(1), name: "management", parent: ROOT },
    { id: account(3), name: "shop", parent: ou(2), state: "SUSPENDED", tags: { stage: "prod" } },
    { id: account(2), name: "shop", parent: ou(1) },
  ],
);

test("nodes: parents first, by name, each subtree in one run", () => {
  expect(buildTree(SMALL).nodes).toEqual([
    { id: ROOT, parent: null, path: "Root", name: "Root", kind: "root" },
    {
      id: account(1),
      parent: ROOT,
      path: "management",
      name: "management",
      kind: "account",
      state: "ACTIVE",
    },
    { id: ou(3), parent: ROOT, path: "Empty", name: "Empty", kind: "unit" },
    { id: ou(1), parent: ROOT, path: "Workloads", name: "Workloads", kind: "unit" },
    { id: account(2), parent: ou(1), path: "Workloads/shop", name: "shop", kind: "account", state: "ACTIVE" },
    { id: ou(2), parent: ou(1), path: "Workloads/Production", name: "Production", kind: "unit" },
    {
      id: account(3),
      parent: ou(2),
      path: "Workloads/Production/shop",
      name: "shop",
      kind: "account",
      state: "SUSPENDED",
    },
  ]);
});

test("look-ups", () => {
  const tree = buildTree(SMALL);
  const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => id);
  expect(tree.root.id).toBe(ROOT);
  expect(ids(tree.children(ROOT))).toEqual([account(1), ou(3), ou(1)]);
  expect(ids(tree.chain(account(3)))).toEqual([ROOT, ou(1), ou(2), account(3)]);
  expect(ids(tree.chain(ROOT))).toEqual([ROOT]);
  expect(tree.accountsBelow(ou(1))).toEqual([account(2), account(3)]);
  expect(tree.accountsBelow(account(3))).toEqual([account(3)]);
  expect(tree.accountsBelow(ou(3))).toEqual([]);
  expect(tree.tags(account(3))).toEqual({ stage: "prod" });
  expect(tree.tags(account(1))).toEqual({});
});

test("an unknown id has nothing, whatever it is called", () => {
  const tree = buildTree(SMALL);
  for (const id of ["ou-none", "", "__proto__", "constructor"]) {
    expect(tree.node(id)).toBeUndefined();
    expect([tree.children(id), tree.chain(id), tree.accountsBelow(id), tree.tags(id)]).toEqual([
      [],
      [],
      [],
      {},
    ]);
  }
});

/** The accounts below a node as the definition says it: those whose way up passes it. */
function plainAccountsBelow({ units, accounts }: Snapshot, id: string): string[] {
  const parents = new Map([...units, ...accounts].map((child) => [child.id, child.parent]));
  const passes = (at: string | undefined): boolean =>
    at !== undefined && (at === id || passes(parents.get(at)));
  return accounts.filter((member) => passes(member.id)).map((member) => member.id);
}

test("what the tree says is what the parents say", () => {
  fc.assert(
    fc.property(anyTree, (snapshot) => {
      const tree = buildTree(snapshot);
      expect(tree.nodes).toHaveLength(1 + snapshot.units.length + snapshot.accounts.length);
      for (const { id, parent } of [...snapshot.units, ...snapshot.accounts]) {
        expect(tree.node(id)?.parent).toBe(parent);
        expect(tree.chain(id).at(-2)?.id).toBe(parent);
        expect(tree.children(parent).map((child) => child.id)).toContain(id);
      }
      for (const { id } of tree.nodes) {
        expect([...tree.accountsBelow(id)].sort()).toEqual(plainAccountsBelow(snapshot, id).sort());
        for (const child of tree.children(id)) expect(child.parent).toBe(id);
      }
    }),
  );
});

test("the order in which a snapshot lists things changes nothing", () => {
  const orders = anyTree.chain((snapshot) =>
    fc.tuple(
      fc.constant(snapshot),
      fc
        .tuple(shuffled(snapshot.units), shuffled(snapshot.accounts))
        .map(([units, accounts]) => ({ ...snapshot, units, accounts })),
    ),
  );
  fc.assert(
    fc.property(orders, ([one, other]) => {
      expect(buildTree(other).nodes).toEqual(buildTree(one).nodes);
    }),
  );
});

describe("facts that are no tree are refused by name", () => {
  const unit = (number: number, parent: string) => ({ id: ou(number), name: `U${number}`, parent });
  test.each([
    [
      "a parent that is not there",
      [unit(1, ou(9))],
      [],
      `${ou(1)} stands below ${ou(9)}, which is not in the snapshot`,
    ],
    [
      "an account below nothing",
      [],
      [{ id: account(1), name: "a", parent: ou(9) }],
      `${account(1)} stands below ${ou(9)}`,
    ],
    [
      "a unit below an account",
      [unit(1, account(1))],
      [{ id: account(1), name: "a", parent: ROOT }],
      "which is an account",
    ],
    ["two units in each other", [unit(1, ou(2)), unit(2, ou(1))], [], "contain each other"],
    ["a unit in itself", [unit(1, ou(1))], [], "contain each other"],
    ["a unit listed twice", [unit(1, ROOT), unit(1, ou(1))], [], `lists ${ou(1)} twice`],
    ["the root as a unit", [{ id: ROOT, name: "Root", parent: ROOT }], [], `lists ${ROOT} twice`],
    ["a lost unit listed twice", [unit(1, ROOT), unit(1, ou(9))], [], `lists ${ou(1)} twice`],
  ])("%s", (_, units, accounts, message) => {
    const build = () => buildTree(snapshotOf(units, accounts));
    expect(build).toThrow(SnapshotError);
    expect(build).toThrow(message);
  });
});

test("a chain of 50,000 units neither overflows nor takes quadratic time", () => {
  const units = Array.from({ length: 50_000 }, (_, index) => ({
    id: ou(index),
    name: "u",
    parent: index === 0 ? ROOT : ou(index - 1),
  }));
  expect(buildTree(snapshotOf(units, [])).nodes).toHaveLength(50_001);
});
