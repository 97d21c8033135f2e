import type { TimedPatience } from "./retry";

/** Bounds of a pace, in calls a second. */
export interface PaceLimits {
  readonly start: number;
  readonly least: number;
  readonly most: number;
  /** Calls that may be sent at once after a rest. */
  readonly burst: number;
}

/** How fast calls of one family are sent: faster as long as AWS takes them, half as fast when it throttles one. */
export interface Pace {
  /** Comes back when the next call may be sent. */
  readonly next: (signal: AbortSignal) => Promise<void>;
  readonly passed: () => void;
  readonly throttled: () => void;
  /** Calls a second at this moment. */
  readonly rate: () => number;
}

/** Calls a second gained in a second without throttling. */
const GAIN = 0.5;
const LOSS = 0.5;
/** Milliseconds after a slowing down in which throttling says nothing new: those calls were sent before. */
const RECOVERY = 1_000;

/**
 * Additive increase, multiplicative decrease, over a schedule of departures. It decides by the clock that is passed in
 * and by what happens, and by nothing else.
 *
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ (adaptive retry is the same idea),
 * read 2026-11.
 */
export function adaptivePace(
  { start, least, most, burst }: PaceLimits,
  { sleep, now }: Pick<TimedPatience, "sleep" | "now">,
): Pace {
  let rate = start;
  /** When the schedule is used up: later than now while calls come faster than the rate. */
  let booked = Number.NEGATIVE_INFINITY;
  let slowed = Number.NEGATIVE_INFINITY;
  return {
    rate: () => rate,
    async next(signal) {
      const time = now();
      const interval = 1_000 / rate;
      booked = Math.max(booked, time) + interval;
      const wait = booked - time - burst * interval;
      if (wait > 0) await sleep(wait, signal);
    },
    passed() {
      rate = Math.min(most, rate + GAIN / rate);
    },
    throttled() {
      const time = now();
      if (time - slowed < RECOVERY) return;
      slowed = time;
      rate = Math.max(least, rate * LOSS);
      // What was booked at the old rate would still leave at it.
      booked = Math.max(booked, time + (burst * 1_000) / rate);
    },
  };
}
