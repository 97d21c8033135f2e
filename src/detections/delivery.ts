import type { Sample } from "./detection";
import { eventIn } from "./event";
import { matches } from "./match/match";
import type { EventPattern } from "./match/pattern";
import type { ForwardingRule, Rollout, RuleState } from "./rollout";

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
  const sender = sendersIn(rollout, sample, region).find(({ detection }) => detection === id);
  const teller = rollout.notifying.find(({ detection, bus }) => detection === id && bus === sender?.bus);
  if (sender === undefined || teller === undefined) return { delivered: false, because: "no-rule-there" };
  return [sender, teller].map((rule) => handling(rule, sample, region)).find(isLost) ?? { delivered: true };
}

/** The detection of each message that comes of a sample in a Region, in the order of the rollout. */
export function messagesOf(rollout: Rollout, sample: Sample, region: string): readonly string[] {
  const copies = sendersIn(rollout, sample, region).filter(
    (rule) => handling(rule, sample, region).delivered,
  );
  return copies.flatMap((sender) =>
    rollout.notifying
      .filter((teller) => teller.bus === sender.bus && handling(teller, sample, region).delivered)
      .map(({ detection }) => detection),
  );
}

function sendersIn(rollout: Rollout, { by }: Sample, region: string): readonly ForwardingRule[] {
  return rollout.forwarding.filter(
    ({ regions, accounts }) => regions.includes(region) && (accounts === "every" || accounts === by),
  );
}

function handling({ pattern, state }: Rule, { event, readOnly }: Sample, region: string): Delivery {
  if (readOnly && state === "ENABLED") return { delivered: false, because: "read-only" };
  if (!matches(pattern, eventIn(region, event))) return { delivered: false, because: "no-match" };
  return { delivered: true };
}

function isLost({ delivered }: Delivery): boolean {
  return !delivered;
}
