import type { PlanView } from "../plan/plan-file";
import { type Draft, draft } from "./draft";
import type { Places } from "./places";

/**
 * Exceptions that are past their end and still written down. Where AWS ends one by itself nothing is open any more;
 * otherwise those principals are still exempt.
 *
 * @param now milliseconds since 1970
 */
export function exceptionDrafts({ exceptions }: PlanView, places: Places, now: number): readonly Draft[] {
  return exceptions
    .filter(({ expires }) => Date.parse(expires) <= now)
    .map(({ guardrail, accounts, principals, expires, owner, reason, selfEnding }) =>
      draft({
        kind: "exception-ended",
        parts: [guardrail, expires, ...[...accounts].sort(), ...[...principals].sort()],
        name: guardrail,
        subject: { guardrail },
        accounts: accounts.filter(places.exists),
        account: accounts.length === 1 ? accounts[0]! : null,
        wanted: `until ${expires}`,
        found: principals.join(", "),
        detail: `${selfEnding ? "AWS has ended it" : "it does NOT end by itself: they are still exempt"}; owner ${owner}, ${reason}`,
        effect: selfEnding ? "none" : "opens",
      }),
    );
}
