import { obtain } from "../collections";
import { policyText } from "../policy/minify";
import { hasStatements } from "../policy/pack/types";
import type { Desire, PlacedItem } from "./desired";
import { arnsOf, type ExpandedException } from "./exceptions";
import type { PlannedException } from "./types";

/**
 * The exceptions as the plan lists them, each with what it costs: how many characters fewer the guardrails
 * would take, each text counted once, if this one exception were not there.
 */
export function planExceptions(
  desire: Desire,
  exceptions: readonly ExpandedException[],
): readonly PlannedException[] {
  const lengths = new Map<string, number>();
  // Management policies have no exceptions: their length is the same whatever is excepted.
  const length = ({ item }: PlacedItem) =>
    hasStatements(item) ? obtain(lengths, item.variant, () => policyText(item.statements).length) : 0;
  const total = (some: readonly ExpandedException[]) =>
    desire.items(some).reduce((sum, placed) => sum + length(placed), 0);
  const all = exceptions.length === 0 ? 0 : total(exceptions);
  return exceptions.map((exception) => {
    const { guardrail, owner, reason, expires, selfEnding } = exception.source;
    return {
      guardrail,
      accounts: exception.accounts,
      principals: arnsOf(exception),
      owner,
      reason,
      expires,
      selfEnding,
      characters: all - total(exceptions.filter((other) => other !== exception)),
    };
  });
}
