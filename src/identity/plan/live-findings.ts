import { obtain } from "../../collections";
import type { Finding } from "../../findings/finding";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import { printable } from "../../render/printable";
import { counted } from "../../render/style";
import { isOurs } from "./changes";

/** Accounts and sets that one message names. */
const MOST_NAMED = 5;

/** What a snapshot shows that somebody should mend in Identity Center itself. */
export function liveFindings(live: IdentitySnapshot | undefined): readonly Finding[] {
  return live === undefined ? [] : [...deletedPrincipals(live), ...outdatedSets(live)];
}

/** Principals with an assignment that the identity store does not have any more. The next deployment removes ours. */
function deletedPrincipals(live: IdentitySnapshot): readonly Finding[] {
  const isUnread = (part: string) => live.notRead.some(({ what }) => what === part);
  const known = {
    GROUP: isUnread("identity.groups") ? null : new Set(live.groups.map(({ id }) => id)),
    USER: isUnread("identity.users") ? null : new Set(live.users.map(({ id }) => id)),
  };
  const sets = new Map(live.permissionSets.map((set) => [set.arn, set]));
  const lost = new Map<string, { accounts: Set<string>; names: Set<string>; others: boolean }>();
  for (const { permissionSet, principal, accounts } of live.assignments) {
    const { type, id } = principal;
    const store = type === "GROUP" ? known.GROUP : type === "USER" ? known.USER : null;
    if (store === null || store.has(id)) continue;
    const row = obtain(lost, `${type.toLowerCase()} ${id}`, () => ({
      accounts: new Set<string>(),
      names: new Set<string>(),
      others: false,
    }));
    const set = sets.get(permissionSet);
    row.names.add(set?.name ?? permissionSet);
    row.others ||= set === undefined || !isOurs(set);
    for (const account of accounts) row.accounts.add(account);
  }
  return [...lost].map(
    ([principal, { accounts, names, others }]): Finding => ({
      code: "deleted-principal",
      severity: "warning",
      path: "identity",
      message: `${printable(principal)} was deleted and still has ${named(names)} on ${counted(accounts.size, "account")}: ${named(accounts)}`,
      found: printable(principal),
      fix: others
        ? "delete these assignments in Identity Center; those of this tool's sets go with the next deployment"
        : "take a new snapshot and deploy: the assignments go",
    }),
  );
}

/** Sets of ours whose roles are not what the sets say: what was deployed does not hold there yet. */
function outdatedSets({ permissionSets }: IdentitySnapshot): readonly Finding[] {
  return permissionSets
    .filter((set) => isOurs(set) && set.outdated.length > 0)
    .map(
      ({ name, arn, outdated }): Finding => ({
        code: "permission-set-outdated",
        severity: "warning",
        path: "identity",
        message: `the roles of ${printable(name)} are not what the set says in ${counted(outdated.length, "account")}: ${named(outdated)}`,
        found: printable(arn),
        fix: "provision the set again: aws sso-admin provision-permission-set --target-type ALL_PROVISIONED_ACCOUNTS",
      }),
    );
}

function named(all: Iterable<string>): string {
  const names = [...all].sort();
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).map(printable).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
