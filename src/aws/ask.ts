import { AwsError, explain, NotReadError } from "./errors";
import type { Pace } from "./pace";
import { isThrottling, type Patience, passes, withRetries } from "./retry";
import { takeTurns } from "./turns";

/** Sends the calls to one service. */
export interface Asker {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  /**
   * Sends one call, patiently and in turn.
   *
   * @param operation the API operation
   * @throws AwsError that says what to do
   */
  readonly ask: <T>(
    operation: string,
    send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ) => Promise<T>;
}

/**
 * @param service the prefix of its IAM actions, for messages
 * @param atOnce calls under way at a time
 * @param signal ends every call, those that wait for their turn too
 * @param pace how fast they are sent; without one, as soon as it is their turn
 */
export function askerOf(
  service: string,
  atOnce: number,
  patience: Patience,
  signal: AbortSignal,
  pace?: Pace,
): Asker {
  const inTurn = takeTurns(atOnce);
  let calls = 0;
  return {
    calls: () => calls,
    ask: (operation, send) =>
      inTurn(async () => {
        const attempt = async () => {
          await pace?.next(signal);
          signal.throwIfAborted();
          calls++;
          try {
            const answer = await send({ abortSignal: signal });
            pace?.passed();
            return answer;
          } catch (error) {
            if (isThrottling(error)) pace?.throttled();
            throw error;
          }
        };
        try {
          return await withRetries(attempt, patience, signal);
        } catch (error) {
          const explained = explain(operation, error, service);
          if (error instanceof AwsError || signal.aborted || !passes(error)) throw explained;
          throw new NotReadError(explained.message, `${service}:${operation}`, reasonOf(error), true);
        }
      }),
  };
}

/** Why a call was given up, in a few words. */
function reasonOf(error: unknown): string {
  if (isThrottling(error)) return "AWS throttled it until it was given up";
  const { code } = error as { code?: unknown };
  return code === undefined ? "AWS failed at it again and again" : "AWS could not be reached for it";
}
