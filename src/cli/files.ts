import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { catalogue } from "../../guardrails";
import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import { loadIntent } from "../organization/load";
import type { Lock } from "../organization/lock";
import { parseLock } from "../organization/lock-file";
import type { Snapshot } from "../organization/snapshot";
import { parseSnapshot } from "../organization/snapshot-file";
import type { Arguments } from "./arguments";
import { CannotRun, type Io } from "./io";

export const DEFAULT_FILES = {
  organization: "organization.yaml",
  snapshot: "organization.snapshot.json",
  lock: "organization.lock.json",
} as const;

/** The absolute path of one of the three input files, and its name for messages. */
export function fileOption(name: keyof typeof DEFAULT_FILES, args: Arguments, io: Io) {
  const path = resolve(io.cwd, (args.options[name] as string | undefined) ?? DEFAULT_FILES[name]);
  return { path, name: relative(io.cwd, path) || path };
}

/** Reads a file that must be there. @throws CannotRun */
export function readInput(path: string, name: string, hint: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new CannotRun(`cannot read ${name}: ${code === "ENOENT" ? `there is no such file; ${hint}` : code}`);
  }
}

function readLock(path: string, name: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new CannotRun(`cannot read ${name}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
