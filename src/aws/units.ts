import type { SnapshotUnit } from "../organization/snapshot";
import { present } from "./errors";
import type { Organizations } from "./organizations";

/**
 * Every unit below a parent. AWS lists only the next level, so each unit takes a call, even an empty one:
 * nothing else says that it is empty.
 */
export async function readUnits(
  api: Organizations,
  parent: string,
  found: (more: number) => void,
): Promise<SnapshotUnit[]> {
  const listed = await api.units(parent);
  const units = listed.map(
    ({ Id, Name }): SnapshotUnit => ({
      id: present(Id, "ListOrganizationalUnitsForParent", "Id"),
      name: Name ?? "",
      parent,
    }),
  );
  found(units.length);
  const below = await Promise.all(units.map(({ id }) => readUnits(api, id, found)));
  return [...units, ...below.flat()];
}
