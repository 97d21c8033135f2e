import type { Finding } from "../../findings/finding";
import type { Intent } from "../../organization/intent";
import type { Snapshot } from "../../organization/snapshot";
import type { Tree } from "../../organization/tree";
import { printable } from "../../render/printable";
import type { PlannedStackSet } from "../types";
import { reasonFor } from "./not-read";

/**
 * An error for a StackSet that would go from a unit to one above or below it. The new unit's stacks come first, where
 * an account has one already it is taken over; then the old unit goes, and takes each of its accounts out of the
 * StackSet, those of the new unit among them. Their stacks stay, and nothing ever updates them again.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStackInstances.html, read 2026-11;
 * that a unit which stays keeps no account of one that goes is assumed, since the page names no such exception.
 */
export function movedUnitFindings(
  stackSets: readonly PlannedStackSet[],
  tree: Tree,
  { lockdown }: Snapshot,
  { rootLockdown }: Pick<Intent, "rootLockdown">,
): readonly Finding[] {
  const nameOf = (id: string) => printable(tree.node(id)?.path ?? id);
  return stackSets.flatMap(({ name, units }): Finding[] => {
    if (reasonFor(lockdown, `lockdown.stackSets[${name}].units`) !== undefined) return [];
    const live = lockdown?.stackSets.find((set) => set.name === name && set.status === "ACTIVE");
    const leaving = (live?.units ?? []).filter((unit) => !units.includes(unit));
    return leaving.flatMap((unit): Finding[] => {
      const overlapping = units.find((planned) => overlap(tree, unit, planned));
      if (overlapping === undefined) return [];
      return [
        {
          code: "stack-set-units-overlap",
          severity: "error",
          place: rootLockdown?.baseline?.place,
          path: "root-lockdown.baseline.on",
          message: `${name} stands in ${nameOf(unit)} now: taking it to ${nameOf(overlapping)} would leave stacks that nothing updates again`,
          found: nameOf(unit),
          expected: "the units of now, or others that hold none of the same accounts",
          fix: `name ${nameOf(unit)} again; or delete its stack instances first without retaining stacks (docs/root-lockdown.md), take a new snapshot, and deploy then`,
        },
      ];
    });
  });
}

function overlap(tree: Tree, one: string, other: string): boolean {
  const isWithin = (inner: string, outer: string) => tree.chain(inner).some(({ id }) => id === outer);
  return isWithin(one, other) || isWithin(other, one);
}
