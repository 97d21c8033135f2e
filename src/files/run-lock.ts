import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { FileError } from "./read";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes a lock that one run at a time can have: a file that must not be there yet. One that a dead process of this
 * machine left is taken over.
 *
 * @param isAlive whether a process of this machine is running
 * @returns gives the lock back
 * @throws FileError when another run has it, or nobody can tell
 */
export function takeRunLock(
  path: string,
  name: string,
  holder: Holder,
  isAlive: (pid: number) => boolean,
): () => void {
  if (!make(path, name, holder)) {
    const found = read(path);
    if (found !== null && (found.holder?.host !== holder.host || isAlive(found.holder.pid)))
      throw held(name, found.holder);
    if (found !== null) removeStale(path, name, found, holder);
    if (!make(path, name, holder)) throw held(name, read(path)?.holder);
  }
  return () => rmSync(path, { force: true });
}

interface Found {
  readonly text: string;
  readonly holder: Holder | undefined;
}

/** Whole from its first moment: a crash leaves a lock that says whose it is, or none. */
function make(path: string, name: string, holder: Holder): boolean {
  const own = `${path}.${holder.pid}`;
  try {
    const file = openSync(own, "w", 0o600);
    try {
      writeSync(file, JSON.stringify(holder) + "\n");
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(own, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw new FileError(`cannot write ${name}: ${code}`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Null when the lock has gone meanwhile. */
function read(path: string): Found | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  return { text, holder: holderOf(text) };
}

function holderOf(text: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === "string" ? { pid: pid!, host } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Moves a dead run's lock aside before it is deleted: of two runs that find it at once, the second would otherwise
 * delete the lock that the first has made by then. What was moved by mistake is put back.
 */
function removeStale(path: string, name: string, { text }: Found, { pid }: Holder): void {
  const aside = `${path}.${pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readFileSync(aside, "utf8");
  if (moved !== text) {
    try {
      linkSync(aside, path);
    } finally {
      rmSync(aside, { force: true });
    }
    throw held(name, holderOf(moved));
  }
  rmSync(aside, { force: true });
}

function held(name: string, holder: Holder | undefined): FileError {
  const who =
    holder === undefined ? "another run" : `process ${holder.pid} on ${JSON.stringify(holder.host)}`;
  return new FileError(
    `${who} is at work (${name}): wait for it; if it is not running any more, remove ${name}`,
  );
}
