import { accessSync, constants } from "node:fs";
import { dirname, resolve } from "node:path";
import { ChangedError } from "../aws/errors";
import { leastCalls } from "../aws/least-calls";
import { type ReadingJournal, readingJournal } from "../files/reading-journal";
import { writeWhole } from "../files/write";
import { notReadOf } from "../organization/not-read";
import type { Snapshot } from "../organization/snapshot";
import { serializeSnapshot } from "../organization/snapshot-file";
import { renderFindings } from "../render/findings";
import { printable } from "../render/printable";
import { counted, PLAIN } from "../render/style";
import type { Arguments } from "./arguments";
import { intentIfAny } from "./intent";
import { CannotRun, type Io } from "./io";
import { clockFrom, notReadLines, partsOf, readLive } from "./live";

/**
 * `snapshot`: reads the live organization into a file. The file is written whole, after everything was read; until
 * then the answers are kept in a journal beside it, with which the next run goes on.
 */
export async function run(args: Arguments, io: Io): Promise<number> {
  const out = args.options.out as string | undefined;
  if (out === undefined || out === "") throw new CannotRun("name the file to write: --out FILE");
  const path = resolve(io.cwd, out);
  refuseIfNotWritable(path, out);
  const { intent, problems } = intentIfAny(args, io);
  if (problems.length > 0) {
    io.stderr(`${renderFindings(problems, PLAIN)}Nothing was read or written.\n`);
    return 1;
  }

  const journal = readingJournal(`${path}.journal`, clockFrom(io.now));
  const { snapshot, calls } = await readLive(
    intent,
    partsOf(intent),
    io,
    saying(journal, `${out}.journal`, io),
  ).catch((error: Error) => {
    // Going on with answers that do not fit together would never end.
    if (error.cause instanceof ChangedError) journal.remove();
    throw error;
  });
  const notRead = notReadOf(snapshot);
  for (const line of notReadLines(notRead)) io.stderr(`${line}\n`);
  if (notRead.length > 0 && args.options["allow-partial"] !== true) {
    throw new CannotRun(
      `${out} was not written, because ${counted(notRead.length, "part")} could not be read: grant the actions ` +
        "above, or take what there is with --allow-partial",
    );
  }
  writeWhole(path, serializeSnapshot(snapshot));
  journal.remove();
  io.stdout(`Wrote ${out}: ${summary(snapshot)}.\n`);
  io.stdout(`${counted(calls, "API call")}; a whole reading takes ${leastCalls(snapshot)} at least.\n`);
  return 0;
}

/** The journal, which tells a person what it goes on with. */
function saying(journal: ReadingJournal, name: string, io: Io): ReadingJournal {
  return {
    ...journal,
    begin(organization) {
      journal.begin(organization);
      const resumed = journal.resumed();
      const forgotten = journal.forgotten();
      if (resumed > 0) io.stderr(`Going on with ${counted(resumed, "answer")} kept in ${name}.\n`);
      if (forgotten !== "") io.stderr(`${name} is not used: ${printable(forgotten)}.\n`);
    },
  };
}

/** Said before the reading, which may take minutes. */
function refuseIfNotWritable(path: string, out: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new CannotRun(`cannot write ${out}: its folder: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function summary({
  organization,
  units,
  accounts,
  policies,
  policyTypes,
  identity,
  lockdown,
}: Snapshot): string {
  const counts = [
    counted(units.length, "unit"),
    counted(accounts.length, "account"),
    counted(policies.length, "policy", "policies"),
    ...(identity === undefined
      ? []
      : [
          counted(identity.permissionSets.length, "permission set"),
          counted(
            identity.assignments.reduce((sum, assignment) => sum + assignment.accounts.length, 0),
            "assignment",
          ),
        ]),
    ...(lockdown === undefined ? [] : [counted(lockdown.stackSets.length, "StackSet")]),
  ];
  const types = policyTypes.length === 0 ? "no policy type enabled" : `of ${policyTypes.join(", ")}`;
  return `organization ${organization.id}, ${counts.join(", ")} (${types})`;
}
