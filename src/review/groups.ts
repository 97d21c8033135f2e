import { obtain } from "../collections";
import type { Differences } from "../compare/types";
import type { ReviewGroup } from "./types";

type Direction = "newlyDenied" | "newlyAllowed" | "undecided";
const DIRECTIONS: readonly Direction[] = ["newlyDenied", "newlyAllowed", "undecided"];

interface OwnEntry {
  readonly direction: Direction;
  readonly entry: Differences[Direction][number];
}

/**
 * Accounts with one effect as one group; accounts without any are in none. Groups that loosen come first, then
 * those with the most accounts.
 *
 * @param differences of two plans
 * @param order ids of accounts, in the order of the tree
 */
export function groupsOf(differences: Differences, order: readonly string[]): readonly ReviewGroup[] {
  return (["scp", "rcp"] as const).flatMap((type) => {
    const entries = DIRECTIONS.flatMap((direction) =>
      differences[direction]
        .filter((entry) => entry.type === type)
        .map((entry): OwnEntry => ({ direction, entry })),
    );
    const own = new Map<string, number[]>();
    entries.forEach(({ entry }, index) => {
      for (const account of entry.accounts ?? []) obtain(own, account, () => []).push(index);
    });

    const found = new Map<string, { indices: readonly number[]; accounts: string[] }>();
    for (const account of order) {
      const indices = own.get(account);
      if (indices === undefined) continue;
      obtain(found, indices.join(), () => ({ indices, accounts: [] })).accounts.push(account);
    }
    return [...found.values()]
      .map(({ indices, accounts }) =>
        groupOf(
          type,
          accounts,
          indices.map((index) => entries[index]!),
        ),
      )
      .sort(byWeight);
  });
}

function groupOf(
  type: ReviewGroup["type"],
  accounts: readonly string[],
  entries: readonly OwnEntry[],
): ReviewGroup {
  const of = (direction: Direction) =>
    entries
      .filter((each) => each.direction === direction)
      .map(({ entry: { type: _type, accounts: _accounts, ...rest } }) => rest);
  return {
    accounts,
    type,
    newlyDenied: of("newlyDenied") as ReviewGroup["newlyDenied"],
    newlyAllowed: of("newlyAllowed") as ReviewGroup["newlyAllowed"],
    undecided: of("undecided") as ReviewGroup["undecided"],
  };
}

function byWeight(a: ReviewGroup, b: ReviewGroup): number {
  const loosens = (group: ReviewGroup) => (group.newlyAllowed.length > 0 ? 1 : 0);
  return loosens(b) - loosens(a) || b.accounts.length - a.accounts.length;
}
