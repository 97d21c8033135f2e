import { readFileSync } from "node:fs";
import { commandOf } from "../../bin/commands";
import { FileError } from "../files/read";
import type { Arguments } from "./arguments";
import { parseArguments } from "./arguments";
import { CannotRun, type Io } from "./io";

type Run = (args: Arguments, io: Io) => Promise<number>;

// Each command is loaded only when it is the one asked for: the SDK alone takes longer than a plan.
const load: Record<string, () => { run: Run }> = {
  plan: () => require("./plan"),
  check: () => require("./check"),
  explain: () => require("./explain"),
  access: () => require("./access"),
  "who-can": () => require("./who-can"),
  effective: () => require("./effective"),
  compare: () => require("./compare"),
  lint: () => require("./lint"),
  review: () => require("./review"),
  drift: () => require("./drift"),
  list: () => require("./list"),
  show: () => require("./show"),
  coverage: () => require("./coverage"),
  new: () => require("./new"),
  lock: () => require("./lock"),
  snapshot: () => require("./snapshot"),
  enable: () => require("./enable"),
  "root status": () => require("./root/status"),
  "root lockdown": () => require("./root/lockdown"),
  "root unlock-bucket": () => require("./root/unlock-bucket"),
  "root unlock-queue": () => require("./root/unlock-queue"),
  "root recover": () => require("./root/recover"),
};

/**
 * Runs one command.
 *
 * @returns the exit code: 0 nothing to act on, 1 at least one error found, 2 could not run
 */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const { name, words } = commandOf(argv);
  try {
    const args = parseArguments(name!, words);
    const command = load[name!]!();
    return await command.run(args, io);
  } catch (error) {
    if (!(error instanceof CannotRun || error instanceof FileError)) throw error;
    io.stderr(`org-guardrails ${name}: ${error.message}\n`);
    return 2;
  }
}

/** The entry point of the launcher. */
export async function main(argv: readonly string[]): Promise<void> {
  const plain = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";
  // A reader that closes the pipe early (`| head`) is not a failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  process.exitCode = await runCommand(argv, {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: () => readFileSync(0, "utf8"),
    cwd: process.cwd(),
    env: process.env,
    now: Date.now(),
    colour: process.stdout.isTTY === true && !plain,
    progress: process.stderr.isTTY === true,
    columns: process.stdout.isTTY === true ? process.stdout.columns : undefined,
  });
}
