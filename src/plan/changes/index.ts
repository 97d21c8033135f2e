import { attempts } from "./attempt";
import { type Detour, nextDetour } from "./detours";
import { toPhases } from "./phases";
import { refuseBoards, refuseRing, refuseTypeChange } from "./refusal";
import type { ChangesInput, ChangesResult, Refusal } from "./types";

/**
 * The writes that lead from the live state of our policies to the desired one, in phases of one `pulumi up` each.
 *
 * At every moment, whatever the order within what `after` permits and wherever it stops: nothing that is denied
 * before and after is allowed, and nothing that is allowed before and after is denied; no target holds more
 * policies than AWS allows, or no SCP at all. See docs/decisions/0003-changing-without-a-gap.md.
 *
 * Texts are compared as they are: the caller keeps the live text where the desired one says the same in JSON.
 */
export function planChanges(input: ChangesInput): ChangesResult {
  const retyped = [...input.after.policies.values()].filter(({ key, type }) => {
    const live = input.before.policies.get(key);
    return live !== undefined && live.type !== type;
  });
  if (retyped.length > 0) return refused(refuseTypeChange(retyped.map(({ key }) => key).sort()));

  const attempt = attempts(input);
  // Each turn tries a detour more, so there are at most a few turns for each policy.
  for (const detours = new Map<string, Detour>(); ; ) {
    const { managed, order, bad } = attempt(detours);
    if (bad.length > 0) return refused(refuseBoards(bad, input));
    const phases = order.phases();
    if (phases !== null) return { phases: toPhases(order, phases, managed, input.after), refusal: null };
    const rings = order.rings();
    const next = rings.flatMap((ring) => nextDetour(ring, managed, input) ?? []);
    if (next.length === 0) return refused(refuseRing(order, rings[0]!, managed));
    for (const { key, detour } of next) detours.set(key, detour);
  }
}

function refused(refusal: Refusal): ChangesResult {
  return { phases: [], refusal };
}
