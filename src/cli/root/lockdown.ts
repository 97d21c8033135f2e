import { hostname } from "node:os";
import { type LockdownResult, listForLockdown, lockDown } from "../../aws/root-lockdown";
import { openJournal } from "../../files/journal-file";
import type { NamedFile } from "../../files/plan-files";
import { takeRunLock } from "../../files/run-lock";
import { lockdownText } from "../../render/root/lockdown";
import { style } from "../../render/style";
import { type RootAccounts, sortAccounts } from "../../root/accounts";
import { interruptedSince, openDeletions, organizationsOf } from "../../root/journal";
import { keptRoots } from "../../root/keep";
import type { RootAccount } from "../../root/types";
import { accountNamed } from "../account";
import type { Arguments } from "../arguments";
import { namedFile } from "../inputs";
import { CannotRun, type Io } from "../io";
import { accountsLine } from "../progress";
import { type RootInputs, refuse, rootInputsToAct } from "./inputs";
import { regionOf, withRootSessions } from "./session";

const JOURNAL = "root-lockdown.journal.jsonl";

/**
 * `root lockdown`: shows which root credentials it would delete; with --yes deletes them. 2 when an account failed;
 * without --yes, 1 when there is something to delete.
 */
export async function run(args: Arguments, io: Io): Promise<number> {
  const inputs = await rootInputsToAct(args, io);
  const { intent, tree, locked } = inputs;
  const { kept, problems } = keptRoots(intent, tree, locked, io.now);
  // What a wrong entry was to keep could not be brought back.
  refuse(problems, io);
  const accounts = chosen(args, inputs);
  const left = accounts.covered.flatMap((account) => {
    const entry = kept.get(account.id);
    return entry === undefined ? [] : [{ account, kept: entry }];
  });
  const touched = accounts.covered.filter(({ id }) => !kept.has(id));
  const region = regionOf(intent, args, io);
  const line = accountsLine(io, touched.length);
  const yes = args.options.yes === true;
  const rows = await withRootSessions(intent, region, async (sessions) => {
    try {
      if (!yes) return await listForLockdown(sessions, touched, line.one);
      const journal = namedFile((args.options.journal as string | undefined) ?? JOURNAL, io);
      return await withJournal(journal, intent.organization.id, io, ({ open, write }) =>
        lockDown(sessions, touched, open, write, line.one),
      );
    } finally {
      line.end();
    }
  });
  io.stdout(lockdownText({ rows, left, skipped: accounts.skipped }, yes, style(io.colour)));
  if (!yes && rows.some(({ found }) => found.length > 0)) {
    io.stdout("To do it: say the same with --yes\n");
  }
  return exitCode(rows, yes);
}

function exitCode(rows: readonly LockdownResult[], yes: boolean): 0 | 1 | 2 {
  if (rows.some(({ failure }) => failure !== undefined)) return 2;
  return !yes && rows.some(({ found }) => found.length > 0) ? 1 : 0;
}

/** The accounts named on the command line, or all. @throws CannotRun for the management account */
function chosen({ positionals }: Arguments, { intent, snapshot, tree }: RootInputs): RootAccounts {
  const all = sortAccounts(snapshot.accounts, [
    snapshot.organization.managementAccount,
    intent?.organization.managementAccount,
  ]);
  if (positionals.length === 0) return all;
  const ids = positionals.map((text) => accountNamed(text, tree));
  const named = ({ id }: RootAccount) => ids.includes(id);
  if (all.management.some(named)) {
    throw new CannotRun(
      "the management account is never locked down: root is its last way in (docs/root.md)",
    );
  }
  return { covered: all.covered.filter(named), skipped: all.skipped.filter(named), management: [] };
}

type Journaled = {
  readonly open: ReturnType<typeof openDeletions>;
  readonly write: ReturnType<typeof openJournal>["write"];
};

/** Runs with the journal open, alone: a second run on the same journal is refused. */
async function withJournal<T>(
  journal: NamedFile,
  organization: string,
  io: Io,
  work: (journal: Journaled) => Promise<T>,
): Promise<T> {
  const release = takeRunLock(
    `${journal.path}.lock`,
    `${journal.name}.lock`,
    { pid: process.pid, host: hostname() },
    isAlive,
  );
  try {
    const { before, write, close } = openJournal(journal);
    try {
      const foreign = organizationsOf(before).find((one) => one !== organization);
      if (foreign !== undefined) {
        throw new CannotRun(
          `${journal.name} is the journal of another organization: name another file with --journal`,
        );
      }
      const since = interruptedSince(before);
      if (since !== undefined) io.stdout(`Going on where the run of ${since} was cut off.\n`);
      const at = new Date(io.now).toISOString();
      write({ event: "start", formatVersion: 1, organization, at });
      const result = await work({ open: openDeletions(before), write });
      write({ event: "end" });
      return result;
    } finally {
      close();
    }
  } finally {
    release();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, which is running.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
