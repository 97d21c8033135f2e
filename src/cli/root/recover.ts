import { createPassword, hasPassword } from "../../aws/root-credentials";
import { MOST_HOURS, mayRecover, ROOT_GUARDRAIL, recoverLines } from "../../root/recover";
import type { Arguments } from "../arguments";
import { CannotRun, type Io } from "../io";
import { memberNamed, rootInputsToAct } from "./inputs";
import { regionOf, withRootSessions } from "./session";

/** `root recover ACCOUNT`: lets root of an account have a password again, for a task that nothing else can do. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const inputs = await rootInputsToAct(args, io);
  const { intent, tree, locked } = inputs;
  const account = memberNamed(args.positionals[0]!, inputs, "recover its password at the sign-in page");
  const verdict = mayRecover(intent, tree, locked, account, io.now);
  if (verdict.may === "not") {
    io.stderr(
      `Root of ${account} could do nothing: ${ROOT_GUARDRAIL} denies it, and ${verdict.reason}.\n` +
        `Add to ${intent.file}, with an end at most ${MOST_HOURS} hours from now, then lock and deploy:\n\n`,
    );
    io.stdout(recoverLines(account, io.now));
    throw new CannotRun("refused: a recovered root user could do nothing");
  }
  if (args.options.yes !== true) {
    const until =
      verdict.may === "spared"
        ? `${ROOT_GUARDRAIL} spares it until ${verdict.until}`
        : `${ROOT_GUARDRAIL} is not in force there`;
    io.stdout(
      `Would let root of ${account} have a password again (${until}). Nothing was done; to do it: say the same with --yes\n`,
    );
    return 0;
  }
  const made = await withRootSessions(intent, regionOf(intent, args, io), async (sessions) => {
    const session = await sessions.open(account, "IAMCreateRootUserPassword");
    if (await hasPassword(sessions, session)) return false;
    await createPassword(sessions, session);
    return true;
  });
  io.stdout(made ? next(account) : `Root of ${account} has a password already: nothing was done.\n`);
  return 0;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html, read 2026-11. */
function next(account: string): string {
  return [
    `Root of ${account} may have a password again. What comes next:`,
    "  1. Whoever reads the root user's mailbox asks for a new password at the sign-in page (Forgot password).",
    "  2. Sign in, register an MFA device, and do the one task (docs/root-tasks.md).",
    `  3. org-guardrails root lockdown ${account} --yes`,
    `  4. Remove the exception from organization.yaml, lock and deploy.`,
    "",
  ].join("\n");
}
