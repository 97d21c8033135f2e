import { obtain } from "../../collections";
import type { ManagedCourse } from "./courses";
import type { Order, Write } from "./order";

/**
 * What AWS and Pulumi ask for whatever the policies say: a policy is there before it is attached, it is attached
 * nowhere when it is deleted, and two policies never have one name.
 *
 * Source of the last two: PolicyInUseException and DuplicatePolicyException,
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeletePolicy.html and API_UpdatePolicy.html,
 * read 2026-11.
 */
export function requireTools(order: Order, managed: readonly ManagedCourse[]): void {
  for (const { create, widen, update, remove, attach, detach } of managed) {
    if (create !== undefined) for (const write of attach.values()) order.wait(write, create, "tool");
    if (widen !== undefined) order.wait(update!, widen, "tool", true);
    if (remove !== undefined) for (const write of detach.values()) order.wait(remove, write, "tool");
  }
  requireFreeNames(order, managed);
}

function requireFreeNames(order: Order, managed: readonly ManagedCourse[]): void {
  const givenUp = new Map<string, Write[]>();
  const renamed = managed.filter(({ from, to }) => from?.name !== to?.name);
  for (const { from, widen, update, remove } of renamed) {
    if (from !== undefined) obtain(givenUp, from.name, () => []).push((widen ?? update ?? remove)!);
  }
  for (const { to, create, widen, update } of renamed) {
    const taking = create ?? widen ?? update;
    if (to === undefined || taking === undefined) continue;
    for (const write of givenUp.get(to.name) ?? []) order.wait(taking, write, "name");
  }
}
