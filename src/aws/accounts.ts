import type { Account } from "@aws-sdk/client-organizations";
import type { SnapshotAccount } from "../organization/snapshot";
import { present } from "./errors";
import type { Gaps } from "./gaps";
import type { Organizations } from "./organizations";
import { eachInTurn } from "./turns";

/** More than calls at a time, so that none of them waits for work. */
const TAGGED_AT_ONCE = 20;

/**
 * Every account with its parent, and those of its tags that selectors use.
 *
 * Since 2026-03-31 an account says where it is, so that one list tells everything. Where it does not (a
 * partition that is behind), the accounts of each parent are listed instead.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html (Paths), read 2026-11.
 *
 * @param parents tells the ids of the root and of every unit
 */
export async function readAccounts(
  api: Organizations,
  parents: () => Promise<readonly string[]>,
  tagKeys: readonly string[],
  gaps: Gaps,
  found: (more: number) => void,
): Promise<SnapshotAccount[]> {
  const accounts = (await listWithPaths(api, found)) ?? (await listByParent(api, await parents(), found));
  if (tagKeys.length === 0) return accounts;
  return eachInTurn(accounts, TAGGED_AT_ONCE, async (account) => {
    const all = await gaps.fill(`accounts[${account.id}].tags`, null, () => api.tags(account.id));
    if (all === null) return account;
    const tags = Object.entries(all).filter(([key]) => tagKeys.includes(key));
    return { ...account, tags: Object.fromEntries(tags) };
  });
}

async function listWithPaths(
  api: Organizations,
  found: (more: number) => void,
): Promise<SnapshotAccount[] | undefined> {
  const accounts: SnapshotAccount[] = [];
  for await (const { Accounts = [] } of api.accountPages()) {
    for (const account of Accounts) {
      const parent = parentInPath(account);
      if (parent === undefined) return undefined;
      accounts.push(toAccount(account, parent));
    }
    found(Accounts.length);
  }
  return accounts;
}

/** The last but one step of "o-…/r-…/ou-…/123456789012/"; an account is in one place only. */
function parentInPath({ Id, Paths = [] }: Account): string | undefined {
  const [path, ...others] = Paths;
  const steps = path?.split("/") ?? [];
  return others.length === 0 && steps.at(-1) === "" && steps.at(-2) === Id ? steps.at(-3) : undefined;
}

async function listByParent(
  api: Organizations,
  parents: readonly string[],
  found: (more: number) => void,
): Promise<SnapshotAccount[]> {
  const lists = await Promise.all(
    parents.map(async (parent) => {
      const accounts = (await api.accountsBelow(parent)).map((account) => toAccount(account, parent));
      found(accounts.length);
      return accounts;
    }),
  );
  return lists.flat();
}

function toAccount({ Id, Name, State, Status }: Account, parent: string): SnapshotAccount {
  return {
    id: present(Id, "ListAccounts", "Id"),
    name: Name ?? "",
    parent,
    // Status was retired on 2026-09-09; a partition that is behind may still have nothing else.
    state: present<string>(State ?? Status, "ListAccounts", "State"),
  };
}
