import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { FileError } from "./read";

/**
 * Writes a file whole or not at all: a crash leaves the old file as it was.
 *
 * @throws FileError
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.partial`;
  try {
    const file = openSync(temporary, "w", 0o644);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new FileError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
