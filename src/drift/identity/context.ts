import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import type { IdentityState } from "../../review/identity/state";
import type { Places } from "../places";

/** Which parts of Identity Center were not read. Of what was not read, nothing is a finding. */
export class Unread {
  private readonly parts: ReadonlySet<string>;

  constructor({ notRead }: IdentitySnapshot) {
    this.parts = new Set(notRead.map(({ what }) => what));
  }

  has(part: string): boolean {
    return this.parts.has(part);
  }

  ofSet(set: string, ...parts: readonly string[]): boolean {
    return parts.some((part) => this.parts.has(`identity.permissionSets[${set}].${part}`));
  }

  /** Whether a set may be there under a name that nobody read. */
  get sets(): boolean {
    return [...this.parts].some(
      (part) => part === "identity" || /^identity\.permissionSets(\[[^\]]*\])?$/.test(part),
    );
  }
}

/** What the drafts of Identity Center have in common. */
export interface Context {
  readonly places: Places;
  readonly unread: Unread;
  /** Names of the sets of this tool. */
  readonly ours: ReadonlySet<string>;
  readonly wanted: IdentityState;
  readonly found: IdentityState;
  /** Names of sets, and of groups, that are planned or recorded and are not there. */
  readonly missing: ReadonlySet<string>;
  readonly missingGroups: ReadonlySet<string>;
}

/** Where a group is planned to have anything, in the order of the tree. */
export function accountsOfGroup(group: string, { wanted, places }: Context): readonly string[] {
  const key = `group ${group}`;
  const own = new Set([...wanted.grants.values()].flatMap((holders) => [...(holders.get(key) ?? [])]));
  return places.accounts.filter((account) => own.has(account));
}

/** Where anybody has a set on one side, in the order of the tree. */
export function accountsOfSet(
  name: string,
  { grants }: IdentityState,
  { places }: Context,
): readonly string[] {
  const own = new Set([...(grants.get(name)?.values() ?? [])].flatMap((accounts) => [...accounts]));
  return places.accounts.filter((account) => own.has(account));
}

/** Where anybody has anything, as planned or as found, in the order of the tree. */
export function accountsOfAll({ wanted, found, places }: Context): readonly string[] {
  const own = new Set(
    [wanted, found].flatMap(({ grants }) =>
      [...grants.values()].flatMap((holders) => [...holders.values()].flatMap((accounts) => [...accounts])),
    ),
  );
  return places.accounts.filter((account) => own.has(account));
}
