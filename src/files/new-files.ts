import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { FileError } from "./read";
import { writeWhole } from "./write";

/**
 * Writes several files, or none: when one cannot be written, those before it are as they were.
 *
 * @param files paths relative to the folder; `replaces` for one that may be there already
 * @throws FileError when a file is there that may not be, or one cannot be written
 */
export function writeTogether(
  folder: string,
  files: readonly { readonly path: string; readonly text: string; readonly replaces?: boolean }[],
): void {
  for (const { path, replaces = false } of files) {
    if (!replaces && existsSync(join(folder, path))) throw new FileError(`${path} is there already`);
  }
  const undo: (() => void)[] = [];
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      const before = existsSync(file) ? readFileSync(file, "utf8") : null;
      mkdirSync(dirname(file), { recursive: true });
      undo.push(() => (before === null ? rmSync(file, { force: true }) : writeWhole(file, before)));
      writeWhole(file, text);
    }
  } catch (error) {
    for (const one of undo.reverse()) one();
    if (error instanceof FileError) throw error;
    throw new FileError(`cannot write into ${folder}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
