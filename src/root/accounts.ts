import type { RootAccount } from "./types";

/**
 * States in which nobody can act in an account.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html, read
 * 2026-11. A state that AWS adds later is not skipped: what then cannot be read is said.
 */
const SKIPPED = new Set(["PENDING_ACTIVATION", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"]);

/** The accounts of an organization by what can be done about their root users, each list by name, then by id. */
export interface RootAccounts {
  readonly covered: readonly RootAccount[];
  /** In a state in which nobody can act there. */
  readonly skipped: readonly RootAccount[];
  /** The management account, into which there are no root sessions. */
  readonly management: readonly RootAccount[];
}

/**
 * @param management ids of the management account: the file's and the facts', should they differ
 */
export function sortAccounts(
  accounts: readonly RootAccount[],
  management: readonly (string | undefined)[],
): RootAccounts {
  const sorted = [...accounts].sort((a, b) => order(a.name, b.name) || order(a.id, b.id));
  const isManagement = ({ id }: RootAccount) => management.includes(id);
  const members = sorted.filter((account) => !isManagement(account));
  return {
    covered: members.filter(({ state }) => !SKIPPED.has(state)),
    skipped: members.filter(({ state }) => SKIPPED.has(state)),
    management: sorted.filter(isManagement),
  };
}

/** By code units: the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
