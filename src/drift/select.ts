import { accountCounts } from "./accounts";
import type { Drift, DriftRow } from "./types";

/** What concerns some accounts: rows of others are left out, and so are rows that concern no account. */
export function ofAccounts(found: Drift, accounts: ReadonlySet<string>): Drift {
  const isOf = (row: DriftRow) => row.accounts.some((account) => accounts.has(account));
  const groups = found.accounts.flatMap((group) => {
    const own = group.accounts.filter((account) => accounts.has(account));
    return own.length === 0 ? [] : [{ ...group, accounts: own }];
  });
  const notRead = found.notRead.filter(
    (gap) => gap.accounts === null || gap.accounts.some((account) => accounts.has(account)),
  );
  return {
    ...found,
    rows: found.rows.filter(isOf),
    persisting: found.persisting.filter(isOf),
    accounts: groups,
    counts: accountCounts([...accounts], groups, notRead),
    notRead,
  };
}
