import { spawn } from "node:child_process";
import { join } from "node:path";
import type { PlanFiles } from "../../files/plan-files";
import type { Finding } from "../../findings/finding";
import { type PlanView, parsePlan } from "../../plan/plan-file";
import { printable } from "../../render/printable";
import { CannotRun, type Io } from "../io";
import { onTheWayOut } from "./way-out";

/** Whose code makes a plan, and of which files. */
export interface PlanMaker {
  /** How messages call it. */
  readonly name: string;
  /** The folder of the package whose code is run. */
  readonly project: string;
  readonly cwd: string;
  readonly files: PlanFiles;
}

/** A plan, or why there is none. */
export type Made =
  | { readonly plan: PlanView; readonly problems: readonly Finding[] }
  | { readonly plan: null; readonly problems: readonly Finding[]; readonly said: string };

/**
 * Makes a plan in a process of its own, with the code of its own project.
 *
 * @param now milliseconds since 1970, a whole second
 * @throws CannotRun when the process answers nothing that can be read
 */
export async function planInProcess(
  { name, project, cwd, files }: PlanMaker,
  now: number,
  io: Io,
): Promise<Made> {
  const at = new Date(now).toISOString().replace(".000Z", "Z");
  const options = Object.entries({ at, ...paths(files) }).flatMap(([option, value]) => [
    `--${option}`,
    value,
  ]);
  const launcher = join(project, "bin", "org-guardrails.js");
  const { status, stdout, stderr } = await run([launcher, "plan", "--json", ...options], cwd, io);
  const said = printable(stderr.trim());
  if (stdout === "")
    throw new CannotRun(`the plan of ${name} cannot be made: ${said || `exit code ${status}`}`);
  const { plan, problems } =
    status === 0 ? parsePlan(stdout, name) : { plan: null, problems: problemsIn(stdout) };
  return plan === null ? { plan, problems, said } : { plan, problems: plan.problems };
}

function paths({ organization, snapshot, lock }: PlanFiles) {
  return { organization: organization.path, snapshot: snapshot.path, lock: lock.path };
}

/** What `plan --json` prints where there is no plan. */
function problemsIn(stdout: string): readonly Finding[] {
  try {
    return (JSON.parse(stdout) as { problems?: readonly Finding[] }).problems ?? [];
  } catch {
    return [];
  }
}

function run(args: readonly string[], cwd: string, { env }: Io) {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const takeBack = onTheWayOut(() => child.kill("SIGKILL"));
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) =>
      resolve({
        status,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
  }).finally(takeBack);
}
