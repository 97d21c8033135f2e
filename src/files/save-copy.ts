import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { NamedFile } from "./plan-files";
import { FileError, readTextIfAny } from "./read";

/**
 * Saves a text into a new file; it is on the disk when this returns. A file that is there is never overwritten: one
 * that holds this very text is as good as new.
 *
 * @throws FileError when it cannot be written, or is there with another text
 */
export function saveCopy({ path, name }: NamedFile, text: string): void {
  try {
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") throw new FileError(`cannot write ${name}: ${code}`);
    if (readTextIfAny(path, name) === text) return;
    throw new FileError(`${name} is there already and holds something else: name another file with --out`);
  }
}
