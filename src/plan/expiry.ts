import type { Finding } from "../findings/finding";
import type { Exception } from "../organization/intent";

const DAY = 24 * 60 * 60 * 1000;

/** `check` begins to warn this many days before an exception ends. */
export const WARNING_DAYS = 30;

/** Whether an end is past, or near enough to warn. */
export function endsSoon(expires: string, now: number): boolean {
  return Date.parse(expires) - now <= WARNING_DAYS * DAY;
}

/**
 * What to say about the ends of exceptions at a moment.
 *
 * @param now milliseconds since 1970, passed in so that the same inputs give the same answer
 */
export function expiryFindings(exceptions: readonly Exception[], now: number): readonly Finding[] {
  return exceptions.flatMap(({ guardrail, on, expires, owner, place }): Finding[] => {
    const left = Date.parse(expires) - now;
    const what = `exception from ${guardrail} on ${on.join(", ")} (owner ${owner})`;
    if (left <= 0) {
      return [
        {
          code: "exception-expired",
          severity: "error",
          place,
          message: `${what} ended on ${expires}`,
          fix: "remove it, or agree on a new end with its owner; AWS already denies these principals unless it says self-ending: false",
        },
      ];
    }
    if (!endsSoon(expires, now)) return [];
    const days = Math.ceil(left / DAY);
    return [
      {
        code: "exception-ends-soon",
        severity: "warning",
        place,
        message: `${what} ends in ${days} day${days === 1 ? "" : "s"}, on ${expires}`,
        fix: "tell its owner, or move the date",
      },
    ];
  });
}
