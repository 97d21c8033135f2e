import fc from "fast-check";
import type { Snapshot, SnapshotAccount, SnapshotUnit } from "../../src/organization/snapshot";

/** A unit's id that ends in a number. */
export const ou = (number: number) => `ou-ab12-${String(number).padStart(8, "0")}`;

/** An account's id that ends in a number. */
export const account = (number: number) => String(number).padStart(12, "0");

export const ROOT = "r-ab12";

/** An organization of these units and accounts, and nothing else. */
export function snapshotOf(
  units: readonly SnapshotUnit[],
  accounts: readonly (Omit<SnapshotAccount, "state"> & { readonly state?: string })[],
): Snapshot {
  return {
    formatVersion: 1,
    organization: { id: "o-exampleorgid", managementAccount: account(1) },
    root: { id: ROOT, name: "Root" },
    policyTypes: ["SERVICE_CONTROL_POLICY"],
    units,
    accounts: accounts.map((facts) => ({ state: "ACTIVE", ...facts })),
    policies: [],
  };
}

/** Names as AWS allows them: anything at all for a unit. */
const name = fc.oneof(
  fc.constantFrom("A", "B", "A/B", "Root", "__proto__"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 6 }),
);

/** Organizations of up to a dozen units and accounts, listed in any order. */
export const anyTree: fc.Arbitrary<Snapshot> = fc
  .record({
    units: fc.array(fc.record({ name, parent: fc.nat(20) }), { maxLength: 6 }),
    accounts: fc.array(
      fc.record({ name, parent: fc.nat(20), state: fc.constantFrom("ACTIVE", "SUSPENDED", "LATER") }),
      { maxLength: 6 },
    ),
  })
  .chain(({ units, accounts }) => {
    // A unit's parent is the root or an earlier unit, so that there is no loop.
    const parent = (number: number, known: number) =>
      number % (known + 1) === known ? ROOT : ou(number % (known + 1));
    const placed = units.map((unit, index) => ({
      id: ou(index),
      name: unit.name,
      parent: parent(unit.parent, index),
    }));
    const members = accounts.map((member, index) => ({
      id: account(index),
      name: member.name,
      parent: parent(member.parent, units.length),
      state: member.state,
    }));
    return fc
      .tuple(shuffled(placed), shuffled(members))
      .map(([inAnyOrder, membersInAnyOrder]) => snapshotOf(inAnyOrder, membersInAnyOrder));
  });

/** The same elements in any order. */
export function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}
