import type { IdentitySnapshot, SnapshotPrincipal } from "../../organization/identity-snapshot";

/** Somebody with access; "deleted": the identity store does not have them any more, and the name is their id. */
export interface NamedPrincipal {
  readonly kind: "group" | "user" | "deleted";
  readonly name: string;
}

/** Who is who in a snapshot. Of a list that was not read nobody is said to be deleted: they are named by their ids. */
export function principalNames(live: IdentitySnapshot): (principal: SnapshotPrincipal) => NamedPrincipal {
  const kinds = { GROUP: "group", USER: "user" } as const;
  const names = {
    GROUP: new Map(live.groups.map(({ id, name }) => [id, name])),
    USER: new Map(live.users.map(({ id, name }) => [id, name])),
  };
  const unread = new Set(live.notRead.map(({ what }) => what));
  return ({ type, id }) => {
    if (type !== "GROUP" && type !== "USER") return { kind: "deleted", name: `${type} ${id}` };
    const name = names[type].get(id);
    if (name !== undefined) return { kind: kinds[type], name };
    return { kind: unread.has(`identity.${kinds[type]}s`) ? kinds[type] : "deleted", name: id };
  };
}
