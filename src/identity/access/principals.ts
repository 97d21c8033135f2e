import type { IdentitySnapshot, SnapshotPrincipal } from "../../organization/identity-snapshot";

/** Somebody with access; "deleted": the identity store does not have them any more, and the name is their id. */
export interface NamedPrincipal {
  readonly kind: "group" | "user" | "deleted";
  readonly name: string;
}

/** Who is who in a snapshot. Of a list that was not read nobody is said to be deleted: they are named by their ids. */
export function principalNames(live: IdentitySnapshot): (principal: SnapshotPrincipal) => NamedPrincipal {
  const groups = new Map(live.groups.map(({ id, name }) => [id, name]));
  const users = new Map(live.users.map(({ id, name }) => [id, name]));
  const unread = new Set(live.notRead.map(({ what }) => what));
  const named = (kind: "group" | "user", id: string): NamedPrincipal => {
    const name = (kind === "group" ? groups : users).get(id);
    if (name !== undefined) return { kind, name };
    return { kind: unread.has(`identity.${kind}s`) ? kind : "deleted", name: id };
  };
  return ({ type, id }) => {
    if (type === "GROUP") return named("group", id);
    if (type === "USER") return named("user", id);
    return { kind: "deleted", name: `${type} ${id}` };
  };
}
