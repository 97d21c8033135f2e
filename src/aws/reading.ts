import { setMaxListeners } from "node:events";
import { READ_CALLS, type ReadAction } from "../aws-data/read-calls";
import { obtain } from "../collections";
import { type Asker, askerOf } from "./ask";
import { NotReadError } from "./errors";
import { FAMILIES } from "./families";
import { adaptivePace } from "./pace";
import type { TimedPatience } from "./retry";

/** Sends the calls of one reading, whatever the service: each family at its own pace. */
export interface Reading {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  /**
   * Sends one call, patiently and in turn.
   *
   * @throws AwsError that says what to do; NotReadError where other calls may still have an answer
   */
  readonly ask: <T>(
    action: ReadAction,
    send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ) => Promise<T>;
}

/** The call itself, its connection and its wait. */
const LISTENERS = 3 * Object.values(FAMILIES).reduce((sum, { atOnce }) => sum + atOnce, 0);

/** Calls of one action that may be given up one after the other, before the rest of them is given up unsent. */
const MOST_GIVEN_UP = 3;

/**
 * @param signal ends every call, those that wait for their turn too
 */
export function openReading(patience: TimedPatience, signal: AbortSignal): Reading {
  // Each call under way listens; Node would take as many listeners for a leak and say so.
  setMaxListeners(LISTENERS, signal);
  const askers = new Map<string, Asker>();
  const givenUp = new Map<ReadAction, number>();
  return {
    calls: () => [...askers.values()].reduce((sum, { calls }) => sum + calls(), 0),
    async ask(action, send) {
      const { family } = READ_CALLS[action];
      const [service, operation] = action.split(":") as [string, string];
      const asker = obtain(askers, `${family} ${service}`, () => {
        const { atOnce, pace } = FAMILIES[family];
        return askerOf(service, atOnce, patience, signal, adaptivePace(pace, patience));
      });
      const failed = givenUp.get(action) ?? 0;
      if (failed >= MOST_GIVEN_UP)
        throw new NotReadError(
          `AWS had no answer to ${operation} before`,
          action,
          "AWS had no answer to it before",
        );
      try {
        const answer = await asker.ask(operation, send);
        givenUp.delete(action);
        return answer;
      } catch (error) {
        if (error instanceof NotReadError && error.passes) givenUp.set(action, failed + 1);
        throw error;
      }
    },
  };
}
