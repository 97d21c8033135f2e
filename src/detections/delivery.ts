import type { RuleDetection, Sample } from "./detection";
import { eventIn } from "./event";
import { matches } from "./match/match";
import type { EventPattern } from "./match/pattern";
import type { Rollout, RuleState } from "./rollout";
import type { Emitter } from "./where";

/** What EventBridge does with an event that AWS emits in a Region, and why nobody hears of it. */
export type Delivery =
  | { readonly delivered: true }
  | { readonly delivered: false; readonly because: "no-rule-there" | "read-only" | "no-match" };

/** A rule, as far as it decides what it is given. */
interface Rule {
  readonly pattern: EventPattern;
  readonly state: RuleState;
}

/**
 * Whether a sample that AWS emits in a Region is told by the rules of a detection: a rule stands there, in its account,
 * is given such events and matches; and so does the one on the bus that it sends to.
 *
 * @param id of the detection
 */
export function deliveryOf(rollout: Rollout, id: string, sample: Sample, region: string): Delivery {
  const sender = rollout.forwarding.find(
    ({ detection, regions, accounts }) =>
      detection === id && regions.includes(region) && standsIn(accounts, sample.by),
  );
  const teller = rollout.notifying.find(({ detection }) => detection === id);
  if (sender === undefined || teller === undefined) return { delivered: false, because: "no-rule-there" };
  const event = eventIn(region, sample.event);
  for (const rule of [sender, teller] satisfies readonly Rule[]) {
    if (sample.readOnly && rule.state === "ENABLED") return { delivered: false, because: "read-only" };
    if (!matches(rule.pattern, event)) return { delivered: false, because: "no-match" };
  }
  return { delivered: true };
}

function standsIn(accounts: RuleDetection["accounts"], by: Emitter): boolean {
  return accounts === "every" || accounts === by;
}
