import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { NamedFile } from "./plan-files";
import { FileError, readBytes } from "./read";

export interface PolicyText {
  readonly name: string;
  readonly text: string;
}

/** Folders that hold no policies of anybody's. */
const NOT_ENTERED = /^(?:\.|node_modules$)/;

/**
 * The text of a file, or of every .json file in a folder at any depth, in the order of their names. Hidden folders,
 * node_modules and folders behind links are not entered.
 *
 * @throws FileError for what cannot be read, and for a folder without a .json file
 */
export function readPolicyTexts(given: NamedFile, hint: string): readonly PolicyText[] {
  if (!isFolder(given.path)) return [read(given, hint)];
  const files = filesUnder(given);
  if (files.length > 0) return files.map((file) => read(file, hint));
  throw new FileError(`${given.name} holds no .json file; ${hint}`);
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function read({ path, name }: NamedFile, hint: string): PolicyText {
  return { name, text: Buffer.from(readBytes(path, name, hint)).toString("utf8") };
}

function filesUnder({ path, name }: NamedFile): readonly NamedFile[] {
  return entriesOf(path, name)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): readonly NamedFile[] => {
      const file = { path: join(path, entry.name), name: join(name, entry.name) };
      if (entry.isDirectory()) return NOT_ENTERED.test(entry.name) ? [] : filesUnder(file);
      return entry.name.endsWith(".json") ? [file] : [];
    });
}

function entriesOf(path: string, name: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw new FileError(`cannot read ${name}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
