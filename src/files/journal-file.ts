import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { type Journal, type JournalEntry, journalLine, parseJournal } from "../root/journal";
import type { NamedFile } from "./plan-files";
import { FileError } from "./read";

export interface JournalFile {
  /** What earlier runs wrote. */
  readonly before: Journal;
  /** Adds one line; it is on the disk when this returns. @throws FileError */
  readonly write: (entry: JournalEntry) => void;
  readonly close: () => void;
}

/**
 * Opens a journal for more lines; makes it where there is none. A line that a crash cut off is taken away.
 *
 * @throws FileError when it cannot be opened, or is something else
 */
export function openJournal({ path, name }: NamedFile): JournalFile {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof FileError) throw error;
      throw new FileError(`cannot write ${name}: ${(error as NodeJS.ErrnoException).code}`);
    }
  };
  return attempt(() => {
    const file = openSync(path, "a+", 0o600);
    try {
      const before = parseJournal(readFileSync(file));
      if (typeof before === "string") {
        throw new FileError(
          `${name} is not the journal of a lockdown: ${before}; name another file with --journal`,
        );
      }
      ftruncateSync(file, before.length);
      syncFolder(path);
      return {
        before,
        write: (entry) =>
          attempt(() => {
            writeSync(file, journalLine(entry));
            fsyncSync(file);
          }),
        close: () => closeSync(file),
      };
    } catch (error) {
      closeSync(file);
      throw error;
    }
  });
}

/** A new file is only sure to be there after a crash when its folder is on the disk, too. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
