import type { StatusResult } from "../root/status";
import type { RootAccount } from "../root/types";
import { AwsError, CredentialsError, DeniedError } from "./errors";
import { readSummary } from "./root-credentials";
import type { RootSessions } from "./root-sessions";
import { takeTurns } from "./turns";

/**
 * Accounts that are worked on at a time: with two calls of 50 ms each, a thousand take five seconds. Each session
 * asks IAM of its own account, so that more accounts do not meet one throttle sooner.
 */
export const ACCOUNTS_AT_ONCE = 20;

/**
 * Reads what root of each account has. One that cannot be read is told so and stops no other.
 *
 * @param progress called after each account
 * @returns a result for each account, in their order
 * @throws CredentialsError when the caller's own credentials are refused: no account could be read
 */
export function readRootStatus(
  sessions: RootSessions,
  accounts: readonly RootAccount[],
  progress: () => void,
): Promise<readonly StatusResult[]> {
  return eachAccount(accounts, async ({ id }): Promise<StatusResult> => {
    try {
      const session = await sessions.open(id, "IAMAuditRootUserCredentials");
      return { read: true, summary: await readSummary(sessions, session) };
    } catch (error) {
      return { read: false, ...failureOf(error) };
    } finally {
      progress();
    }
  });
}

/**
 * Does something for each account, some at a time; the results are in the order of the accounts. After a failure that
 * concerns all of them no further one is begun, and those under way come to their end first.
 */
export async function eachAccount<T>(
  accounts: readonly RootAccount[],
  work: (account: RootAccount) => Promise<T>,
): Promise<T[]> {
  const inTurn = takeTurns(ACCOUNTS_AT_ONCE);
  let failed: { readonly error: unknown } | undefined;
  const results = accounts.map((account) =>
    inTurn(async () => {
      if (failed !== undefined) throw failed.error;
      try {
        return await work(account);
      } catch (error) {
        failed ??= { error };
        throw error;
      }
    }),
  );
  await Promise.allSettled(results);
  return Promise.all(results);
}

/** Why an account could not be read or changed. @throws what concerns every account, and mistakes of ours */
export function failureOf(error: unknown): { readonly reason: string; readonly action?: string } {
  if (error instanceof CredentialsError || !(error instanceof AwsError)) throw error;
  return { reason: error.message, ...(error instanceof DeniedError && { action: error.action }) };
}
