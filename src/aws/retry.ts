/** What waiting needs of the machine; passed in, so that tests wait no time and draw known numbers. */
export interface Patience {
  /** Waits this many milliseconds; rejects at once when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 (included) to 1 (excluded). */
  readonly random: () => number;
}

/** As above, with a clock, for calls that keep a pace. */
export interface TimedPatience extends Patience {
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
}

/** Tries of one call, the first included. With the waits below, a call gives up after 37 seconds on average. */
const ATTEMPTS = 10;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 20_000;

/**
 * Tries again after errors that pass: throttling, faults of the service, lost connections, another write.
 * Waits a random part of a time that doubles ("full jitter"), so that callers who failed together do not
 * come back together.
 *
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, read 2026-11.
 *
 * @throws the last error when it does not pass, or does not in time
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { sleep, random }: Patience,
  signal: AbortSignal,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried === ATTEMPTS || signal.aborted || !passes(error)) throw error;
      await sleep(random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tried - 1)), signal);
    }
  }
}

// Source of the names: the errors of https://docs.aws.amazon.com/organizations/latest/APIReference/ and its
// CommonErrors page, read 2026-11.
const PASSING_ERRORS = new Set([
  "TooManyRequestsException",
  "ThrottlingException",
  "Throttling",
  "RequestThrottled",
  "RequestLimitExceeded",
  "ConcurrentModificationException",
  "PolicyChangesInProgressException",
  "ServiceException",
  "InternalFailure",
  "ServiceUnavailable",
  "TimeoutError",
]);

const PASSING_CODES = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

const THROTTLING = new Set([
  "TooManyRequestsException",
  "ThrottlingException",
  "Throttling",
  "RequestThrottled",
  "RequestLimitExceeded",
]);

interface SentError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Whether the same call may have an answer later. */
export function passes(error: unknown): boolean {
  const { name, code, $metadata } = error as SentError;
  const status = $metadata?.httpStatusCode ?? 0;
  return PASSING_ERRORS.has(name ?? "") || PASSING_CODES.has(code ?? "") || status === 429 || status >= 500;
}

/** Whether AWS says that calls come too fast. */
export function isThrottling(error: unknown): boolean {
  const { name, $metadata } = error as SentError;
  return THROTTLING.has(name ?? "") || $metadata?.httpStatusCode === 429;
}
