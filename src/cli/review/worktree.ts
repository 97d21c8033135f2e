import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { printable } from "../../render/printable";
import { CannotRun, type Io } from "../io";
import { onTheWayOut } from "./way-out";

const PREFIX = "org-guardrails-review-";

/** What git sets for its hooks, and what would make it look at another repository. */
const OF_HOOKS = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"];

/** A repository, and one commit of it. */
export interface Commit {
  /** The folder at the top of the working tree. */
  readonly repository: string;
  readonly id: string;
}

/**
 * Finds the commit that a reference names.
 *
 * @param folder somewhere in the repository
 * @throws CannotRun when there is no git, no repository or no such commit
 */
export function commitOf(reference: string, folder: string, io: Io): Commit {
  const top = git(folder, ["rev-parse", "--show-toplevel"], io);
  if (top.status !== 0) {
    throw new CannotRun(
      `${printable(folder)} is in no git repository (${top.reason}); give the plan that was: --base PLAN.json`,
    );
  }
  const repository = top.stdout;
  const found = git(
    repository,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`],
    io,
  );
  if (found.status === 0) return { repository, id: found.stdout };
  throw new CannotRun(
    `git knows no commit ${JSON.stringify(reference)} here; fetch it (in CI, with its history), or give --base PLAN.json`,
  );
}

/**
 * Lends a worktree of a commit. It is gone afterwards, whatever happens; one that a killed process left behind
 * goes at the next call.
 *
 * @throws CannotRun when git cannot make it
 */
export async function withWorktree<T>(
  { repository, id }: Commit,
  io: Io,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  removeLeftovers(repository, io);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
  const remove = () => removeWorktree(repository, folder, io);
  const takeBack = onTheWayOut(remove);
  try {
    // No hooks: what a checkout sets off elsewhere is not wanted here.
    const added = git(
      repository,
      ["-c", "core.hooksPath=/dev/null", "worktree", "add", "--detach", folder, id],
      io,
    );
    if (added.status !== 0) throw new CannotRun(`git cannot make a worktree: ${added.reason}`);
    return await use(folder);
  } finally {
    takeBack();
    remove();
  }
}

function removeWorktree(repository: string, folder: string, io: Io): void {
  git(repository, ["worktree", "remove", "--force", "--force", folder], io);
  rmSync(folder, { recursive: true, force: true });
  git(repository, ["worktree", "prune"], io);
}

function removeLeftovers(repository: string, io: Io): void {
  const { stdout } = git(repository, ["worktree", "list", "--porcelain"], io);
  for (const [, folder = ""] of stdout.matchAll(/^worktree (.+)$/gm)) {
    const [, pid] = /^org-guardrails-review-(\d+)-/.exec(basename(folder)) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) removeWorktree(repository, folder, io);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function git(folder: string, args: readonly string[], { env }: Io) {
  const clean = Object.entries(env).filter(([name]) => !OF_HOOKS.includes(name));
  const { status, stdout, stderr, error } = spawnSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    env: Object.fromEntries(clean),
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  const reason = printable(error?.message ?? (stderr ?? "").trim());
  return { status: error === undefined ? status : null, stdout: (stdout ?? "").replace(/\n$/, ""), reason };
}
