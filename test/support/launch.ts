import { spawn } from "node:child_process";
import { join } from "node:path";

const LAUNCHER = join(__dirname, "../../bin/org-guardrails.js");

export interface Launched {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs org-guardrails as a shell does, in a process of its own that has only this environment. */
export function launch(
  argv: readonly string[],
  where: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    /** Of another copy of the project. */
    readonly launcher?: string;
  },
): Promise<Launched> {
  const child = spawn(process.execPath, [where.launcher ?? LAUNCHER, ...argv], {
    cwd: where.cwd,
    env: { PATH: process.env.PATH, ...where.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, stdout, stderr }));
  });
}
