import type { AnyGuardrail } from "../../catalogue/guardrail";
import type { LockdownPlan } from "../../lockdown/types";
import { pathsOf } from "./findings";
import { withMends } from "./lockdown/mend";
import { proveLockdown } from "./lockdown/prove";
import { type LockoutInput, proveLockout } from "./prove";
import type { LockoutRow } from "./types";

/** What is to be deployed besides guardrails, and must not be locked out by them. */
export interface LockdownWanted {
  /** Null where nothing of it is wanted. */
  readonly plan: LockdownPlan | null;
  readonly catalogue: readonly AnyGuardrail[];
}

/**
 * The proofs for everybody who must not be locked out, and for what acts for the root lockdown, where there is one.
 *
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function allProofs(
  input: LockoutInput,
  { plan: lockdown, catalogue }: LockdownWanted,
): readonly LockoutRow[] {
  const rows = proveLockout(input);
  if (lockdown === null) return rows;
  const { plan, intent, now } = input;
  const mends = { intent, catalogue, pathOf: pathsOf(plan.nodes), now };
  return [...rows, ...withMends(proveLockdown(input, lockdown, catalogue), mends)];
}
