import { obtain } from "../collections";
import { byHarm, type Impact, impactEffect, restrictable, worst } from "./impact";
import type { AccountDrift, DriftEffect, DriftGap, DriftRow, TypedEntry } from "./types";

/**
 * Accounts with the same drifts and the same effect as one, the most harmful first; how many are clean, and of how many
 * that is not known.
 *
 * @param accounts of the facts, in the order of their tree
 * @param combined of all drifts together
 */
export function accountDrifts(
  accounts: readonly string[],
  rows: readonly DriftRow[],
  combined: Impact,
  gaps: readonly DriftGap[],
): {
  readonly groups: readonly AccountDrift[];
  readonly counts: { clean: number; drifted: number; unknown: number };
} {
  const own = new Map<string, number[]>();
  rows.forEach((row, at) => {
    for (const account of row.accounts) obtain(own, account, () => []).push(at);
  });
  const restrict = restrictable(combined);
  const entries = entryNames(combined);
  const groups = new Map<string, { rows: readonly number[]; accounts: string[] }>();
  // Accounts that are gone come last: no tree has a place for them.
  for (const account of new Set([...accounts, ...own.keys()])) {
    const numbers = own.get(account) ?? [];
    const named = entries.get(account);
    if (numbers.length === 0 && named === undefined) continue;
    const name = `${numbers.join()} ${named?.join() ?? ""}`;
    obtain(groups, name, () => ({ rows: numbers, accounts: [] })).accounts.push(account);
  }
  const found = [...groups.values()].map((group) =>
    groupOf(
      group.accounts,
      group.rows.map((at) => rows[at]!),
      restrict(group.accounts),
    ),
  );
  return { groups: found.sort(byWeight), counts: accountCounts(accounts, found, gaps) };
}

/** Account -> which entries hold for it, each by a number. */
function entryNames(impact: Impact): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const all = [...impact.newlyAllowed, ...impact.newlyDenied, ...impact.undecided, ...impact.settings];
  all.forEach(({ accounts = [] }, at) => {
    for (const account of accounts) obtain(found, account, () => []).push(at);
  });
  return found;
}

/** What counts for an account: its policies all together, and what else is so of it. */
function groupOf(accounts: readonly string[], rows: readonly DriftRow[], impact: Impact): AccountDrift {
  const others = rows.filter((row) => isApart(row)).map(({ effect }) => effect);
  return {
    accounts,
    effect: worst([impactEffect(impact), ...others]),
    rows: rows.map(({ id }) => id),
    newlyAllowed: impact.newlyAllowed.map(typed),
    newlyDenied: impact.newlyDenied.map(typed),
    undecided: impact.undecided.map(typed),
    settings: impact.settings.map(({ type, changes, undecided }) => ({ type, changes, undecided })),
  };
}

/** Whether a row's effect is of something else than the policies of the organization. */
function isApart({ newlyAllowed, newlyDenied, undecided, settings }: DriftRow): boolean {
  return newlyAllowed.length + newlyDenied.length + undecided.length + settings.length === 0;
}

function typed<T extends { readonly accounts?: unknown; readonly type?: "scp" | "rcp" }>({
  accounts: _accounts,
  type = "scp",
  ...entry
}: T): TypedEntry<T> {
  return { ...entry, type } as unknown as TypedEntry<T>;
}

function byWeight(a: AccountDrift, b: AccountDrift): number {
  return byHarm(a.effect, b.effect) || b.accounts.length - a.accounts.length;
}

/** How many of some accounts are clean, and of how many that is not known. */
export function accountCounts(
  accounts: readonly string[],
  groups: readonly AccountDrift[],
  gaps: readonly DriftGap[],
) {
  const drifted = new Set(groups.flatMap((group) => [...group.accounts]));
  const unread = gaps.some((gap) => gap.accounts === null)
    ? accounts
    : [...new Set(gaps.flatMap((gap) => [...(gap.accounts ?? [])]))];
  const unknown = unread.filter((account) => !drifted.has(account)).length;
  const here = accounts.filter((account) => drifted.has(account)).length;
  return { clean: accounts.length - here - unknown, drifted: here, unknown };
}

/** The effects that some rows have, counted. */
export function effectCounts(rows: readonly DriftRow[]): Readonly<Record<DriftEffect, number>> {
  const counts = { opens: 0, unknown: 0, closes: 0, none: 0 };
  for (const { effect } of rows) counts[effect]++;
  return counts;
}
