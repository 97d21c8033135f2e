import type { ManagedCourse } from "./courses";
import type { Write } from "./order";
import type { ChangesInput } from "./types";
import { widenedPolicy } from "./widened";

/** How the update of a policy is made to fit in with other writes, at the price of further phases. */
export interface Detour {
  /** Attaches come before the update, with the old statements, where these do no harm. */
  readonly attachesFirst: boolean;
  /** Detaches come before the update, whether or not the new statements would do harm. */
  readonly detachesFirst: boolean;
  /** The policy holds its old and its new statements at once for a phase. */
  readonly widen: boolean;
}

/** In the order in which they are tried: none first, and what needs no room before what does. */
export const DETOURS: readonly Detour[] = [false, true].flatMap((widen) =>
  [false, true].flatMap((detachesFirst) =>
    [false, true].map((attachesFirst) => ({ attachesFirst, detachesFirst, widen })),
  ),
);

export const NO_DETOUR: Detour = DETOURS[0]!;

/** A detour that a policy of the ring has not tried; of the policy that has tried the fewest. */
export function nextDetour(
  ring: readonly Write[],
  managed: readonly ManagedCourse[],
  { limits }: ChangesInput,
): { readonly key: string; readonly detour: Detour } | undefined {
  const inRing = managed.filter(({ widen, update }) =>
    ring.some((write) => write === widen || write === update),
  );
  const next = inRing.flatMap((course) => {
    const { key, type, from, to, attach, detach } = course;
    const text = widenedPolicy(from!, to!)?.text;
    const fits = text !== undefined && text.length <= limits(type).characters;
    const left = DETOURS.slice(DETOURS.indexOf(course.detour) + 1);
    const detour = left.find(
      ({ attachesFirst, detachesFirst, widen }) =>
        (!attachesFirst || attach.size > 0) && (!detachesFirst || detach.size > 0) && (!widen || fits),
    );
    return detour === undefined ? [] : [{ key, detour }];
  });
  return next.sort((a, b) => DETOURS.indexOf(a.detour) - DETOURS.indexOf(b.detour))[0];
}
