import type { JournalEntry, OpenDeletion } from "../root/journal";
import type { RootAccount, RootCredential } from "../root/types";
import { deleteCredential, listCredentials } from "./root-credentials";
import type { RootSessions } from "./root-sessions";
import { eachAccount, failureOf } from "./root-status";

/** What was found at root of one account, and how far its deletion came. */
export interface LockdownResult {
  readonly account: RootAccount;
  /** In the order of deletion; empty where nothing was found, or nothing could be read. */
  readonly found: readonly RootCredential[];
  readonly deleted: readonly RootCredential[];
  /** Deletions of an earlier run that was cut off, and that AWS had done. */
  readonly settled: readonly RootCredential[];
  /** Why it stopped. What stands behind the one that failed was not tried. */
  readonly failure?: { readonly reason: string; readonly action?: string } | undefined;
}

/**
 * Lists what a lockdown would delete. It opens sessions that may only read.
 *
 * @param progress called after each account
 * @throws CredentialsError when the caller's own credentials are refused
 */
export function listForLockdown(
  sessions: RootSessions,
  accounts: readonly RootAccount[],
  progress: () => void,
): Promise<readonly LockdownResult[]> {
  return eachAccount(accounts, async (account): Promise<LockdownResult> => {
    const nothing = { account, found: [], deleted: [], settled: [] };
    try {
      const session = await sessions.open(account.id, "IAMAuditRootUserCredentials");
      return { ...nothing, found: await listCredentials(sessions, session) };
    } catch (error) {
      return { ...nothing, failure: failureOf(error) };
    } finally {
      progress();
    }
  });
}

/**
 * Deletes every root credential of the accounts. What there is comes from AWS, whatever the journal says: a run
 * after a crash finds what is left and deletes nothing twice. Within an account the password and the keys go before
 * the MFA devices that protect them, one after the other; after a failure the rest of that account is left.
 *
 * @param open deletions that an earlier run had begun and not reported done
 * @param write puts an entry into the journal, on the disk when it returns
 * @throws CredentialsError when the caller's own credentials are refused, and what `write` throws
 */
export function lockDown(
  sessions: RootSessions,
  accounts: readonly RootAccount[],
  open: readonly OpenDeletion[],
  write: (entry: JournalEntry) => void,
  progress: () => void,
): Promise<readonly LockdownResult[]> {
  return eachAccount(accounts, async (account): Promise<LockdownResult> => {
    const deleted: RootCredential[] = [];
    const settled: RootCredential[] = [];
    let found: readonly RootCredential[] = [];
    try {
      const session = await sessions.open(account.id, "IAMDeleteRootUserCredentials");
      found = await listCredentials(sessions, session);
      for (const { account: of, kind, id } of open) {
        if (of !== account.id || found.some((left) => left.kind === kind && left.id === id)) continue;
        write({ event: "deleted", account: of, kind, id, settled: true });
        settled.push({ kind, id });
      }
      for (const credential of found) {
        write({ event: "delete", account: account.id, ...credential });
        await deleteCredential(sessions, session, credential);
        write({ event: "deleted", account: account.id, ...credential });
        deleted.push(credential);
      }
      return { account, found, deleted, settled };
    } catch (error) {
      return { account, found, deleted, settled, failure: failureOf(error) };
    } finally {
      progress();
    }
  });
}
