import { readAccountTree } from "../../aws/organization-reader";
import { readBytes, readTextIfAny } from "../../files/read";
import type { Finding } from "../../findings/finding";
import type { Intent } from "../../organization/intent";
import { checkLockOrganization, parseLock } from "../../organization/lock-file";
import type { LockedTargets } from "../../organization/resolve-target";
import { selectorTagKeys } from "../../organization/selectors";
import type { Snapshot } from "../../organization/snapshot";
import { parseSnapshot } from "../../organization/snapshot-file";
import { type Tree, treeOf } from "../../organization/tree";
import { organizationFindings } from "../../plan/problems";
import { renderFindings } from "../../render/findings";
import { PLAIN } from "../../render/style";
import { accountNamed } from "../account";
import type { Arguments } from "../arguments";
import { planFiles } from "../inputs";
import { intentIfAny } from "../intent";
import { CannotRun, type Io } from "../io";
import { patience, withOrganizations } from "../live";

/** What the commands about root users know of the organization. */
export interface RootInputs {
  readonly intent: Intent | null;
  /** From the file, or with --live from AWS; then without policies. */
  readonly snapshot: Snapshot;
  readonly tree: Tree;
  readonly locked: LockedTargets;
}

/**
 * Reads organization.yaml (which may be missing), the accounts and the lock (which may be missing).
 *
 * @throws CannotRun when one of them has an error, or they are of different organizations; FileError
 */
export async function rootInputs(args: Arguments, io: Io): Promise<RootInputs> {
  const { intent, problems } = intentIfAny(args, io);
  refuse(problems, io);
  const snapshot = args.options.live === true ? await live(intent, io) : recorded(args, io);
  const made = treeOf(snapshot);
  if (made.tree === null) refuse([made.problem], io);
  const mismatch = intent === null ? [] : organizationFindings(intent, snapshot);
  refuse(mismatch, io);
  return { intent, snapshot, tree: made.tree!, locked: lockedTargets(intent, args, io) };
}

/** As above, for commands that act: what they may not touch stands in organization.yaml. */
export async function rootInputsToAct(
  args: Arguments,
  io: Io,
): Promise<RootInputs & { readonly intent: Intent }> {
  const inputs = await rootInputs(args, io);
  const { intent } = inputs;
  if (intent !== null) return { ...inputs, intent };
  throw new CannotRun(
    "there is no organization.yaml, which says what must be left alone: name it with --organization FILE",
  );
}

/**
 * The id of the member account that somebody named.
 *
 * @param instead what to do for the management account
 * @throws CannotRun when it is not one account, or the management account, which no root session reaches
 */
export function memberNamed(text: string, { intent, snapshot, tree }: RootInputs, instead: string): string {
  const account = accountNamed(text, tree);
  const management = [snapshot.organization.managementAccount, intent?.organization.managementAccount];
  if (!management.includes(account)) return account;
  throw new CannotRun(`no root session reaches the management account: ${instead}`);
}

function recorded(args: Arguments, io: Io): Snapshot {
  const { path, name } = planFiles(args, io).snapshot;
  const hint = `take one with: org-guardrails snapshot --out ${name}`;
  const text = Buffer.from(readBytes(path, name, hint)).toString("utf8");
  const { snapshot, problems } = parseSnapshot(text, name);
  refuse(problems, io);
  return snapshot!;
}

function live(intent: Intent | null, io: Io): Promise<Snapshot> {
  return withOrganizations(intent, io, (client) =>
    readAccountTree(client, {
      ...patience,
      selectorTagKeys: intent === null ? [] : selectorTagKeys(intent),
      expected: intent?.organization.id,
      progress: () => {},
    }),
  );
}

function lockedTargets(intent: Intent | null, args: Arguments, io: Io): LockedTargets {
  const { path, name } = planFiles(args, io).lock;
  const text = readTextIfAny(path, name);
  if (text === null || intent === null) return {};
  const { lock, problems } = parseLock(text, name);
  refuse(problems, io);
  refuse(checkLockOrganization(intent, lock!, name), io);
  return lock!.targets;
}

/** Ends a command that would otherwise work from something wrong. @throws CannotRun for an error */
export function refuse(problems: readonly Finding[], io: Io): void {
  if (!problems.some(({ severity }) => severity === "error")) return;
  io.stderr(renderFindings(problems, PLAIN));
  throw new CannotRun("nothing was done, because of the errors above");
}
