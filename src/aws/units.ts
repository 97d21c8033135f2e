import type { SnapshotUnit } from "../organization/snapshot";
import { changedMeanwhile, present } from "./errors";
import type { Organizations } from "./organizations";

/**
 * Every unit below a parent. AWS lists only the next level, so each unit takes a call, even an empty one:
 * nothing else says that it is empty.
 *
 * @throws AwsError when a unit is listed twice
 */
export async function readUnits(
  api: Organizations,
  parent: string,
  found: (more: number) => void,
  seen: Set<string> = new Set([parent]),
): Promise<SnapshotUnit[]> {
  const listed = await api.units(parent);
  const units = listed.map(
    ({ Id, Name }): SnapshotUnit => ({
      id: present(Id, "ListOrganizationalUnitsForParent", "Id"),
      name: Name ?? "",
      parent,
    }),
  );
  for (const { id } of units) {
    // Two parents of one unit, or a loop, in which the walk would never end.
    if (seen.has(id)) throw changedMeanwhile(`the unit ${id} was listed twice`);
    seen.add(id);
  }
  found(units.length);
  const below = await Promise.all(units.map(({ id }) => readUnits(api, id, found, seen)));
  return [...units, ...below.flat()];
}
