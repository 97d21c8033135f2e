import { accessSync, constants } from "node:fs";
import { dirname, resolve } from "node:path";
import { readOrganization } from "../aws/organization-reader";
import { writeWhole } from "../files/write";
import { notReadOf } from "../organization/not-read";
import { selectorTagKeys } from "../organization/selectors";
import type { Snapshot } from "../organization/snapshot";
import { serializeSnapshot } from "../organization/snapshot-file";
import { renderFindings } from "../render/findings";
import { counted, PLAIN } from "../render/style";
import type { Arguments } from "./arguments";
import { intentIfAny } from "./intent";
import { CannotRun, type Io } from "./io";
import { notReadLines, patience, readIdentityOf, readLockdownOf, withOrganizations } from "./live";
import { progressLine } from "./progress";

/** `snapshot`: reads the live organization into a file. The file is written whole, after everything was read. */
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

  const line = progressLine(io);
  const organization = await withOrganizations(intent, io, async (client) => {
    try {
      return await readOrganization(client, {
        ...patience,
        selectorTagKeys: intent === null ? [] : selectorTagKeys(intent),
        expected: intent?.organization.id,
        progress: line.show,
      });
    } finally {
      line.end();
    }
  });
  const identity = intent?.identity === undefined ? undefined : await readIdentityOf(intent, io);
  const lockdown = intent?.rootLockdown === undefined ? undefined : await readLockdownOf(intent, io);
  const snapshot: Snapshot = {
    ...organization,
    ...(identity === undefined ? {} : { identity }),
    ...(lockdown === undefined ? {} : { lockdown }),
  };
  const notRead = notReadOf(snapshot);
  for (const line of notReadLines(notRead)) io.stderr(`${line}\n`);
  if (notRead.length > 0 && args.options["allow-partial"] !== true) {
    throw new CannotRun(
      `${out} was not written, because ${counted(notRead.length, "part")} could not be read: grant the actions ` +
        "above, or take what there is with --allow-partial",
    );
  }
  writeWhole(path, serializeSnapshot(snapshot));
  io.stdout(`Wrote ${out}: ${summary(snapshot)}.\n`);
  return 0;
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
