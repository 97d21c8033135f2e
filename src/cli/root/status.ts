import { leastStatusCalls } from "../../aws/root-credentials";
import { readRootStatus } from "../../aws/root-status";
import { renderFindings } from "../../render/findings";
import { type StatusReport, statusCsv, statusJson, statusText } from "../../render/root/status";
import { PLAIN, style } from "../../render/style";
import { sortAccounts } from "../../root/accounts";
import { keptRoots } from "../../root/keep";
import { statusExitCode } from "../../root/status";
import type { Arguments } from "../arguments";
import { CannotRun, type Io } from "../io";
import { accountsLine } from "../progress";
import { rootInputs } from "./inputs";
import { regionOf, withRootSessions } from "./session";

/** `root status`: which credentials root of each member account has. 2 when one was not read, 1 when one has some. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const { json, csv } = args.options;
  if (json === true && csv === true) throw new CannotRun("--json and --csv are two formats: choose one");
  const { intent, snapshot, tree, locked } = await rootInputs(args, io);
  const { kept, problems } =
    intent === null ? { kept: new Map(), problems: [] } : keptRoots(intent, tree, locked, io.now);
  if (problems.length > 0) io.stderr(renderFindings(problems, PLAIN));
  const accounts = sortAccounts(snapshot.accounts, [
    snapshot.organization.managementAccount,
    intent?.organization.managementAccount,
  ]);

  const line = accountsLine(io, accounts.covered.length);
  const { results, calls } = await withRootSessions(intent, regionOf(intent, args, io), async (sessions) => {
    try {
      const results = await readRootStatus(sessions, accounts.covered, line.one);
      return { results, calls: sessions.calls() };
    } finally {
      line.end();
    }
  });
  const report: StatusReport = {
    organization: snapshot.organization.id,
    rows: accounts.covered.map((account, index) => ({
      account,
      result: results[index]!,
      kept: kept.get(account.id),
    })),
    accounts,
    calls,
    leastCalls: leastStatusCalls(accounts.covered.length),
  };
  io.stdout(json ? statusJson(report) : csv ? statusCsv(report) : statusText(report, style(io.colour)));
  return statusExitCode(report.rows);
}
