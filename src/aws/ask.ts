import { explain } from "./errors";
import { type Patience, withRetries } from "./retry";
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
 */
export function askerOf(service: string, atOnce: number, patience: Patience, signal: AbortSignal): Asker {
  const inTurn = takeTurns(atOnce);
  let calls = 0;
  return {
    calls: () => calls,
    ask: (operation, send) =>
      inTurn(async () => {
        const attempt = () => {
          signal.throwIfAborted();
          calls++;
          return send({ abortSignal: signal });
        };
        try {
          return await withRetries(attempt, patience, signal);
        } catch (error) {
          throw explain(operation, error, service);
        }
      }),
  };
}
