import { readFileSync } from "node:fs";

/** A file that is needed and cannot be read. The message names the file, the cause and the mend. */
export class FileError extends Error {
  override readonly name = "FileError";
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
};

/**
 * Reads a file as bytes.
 *
 * @param name how messages call the file
 * @param hint what to do when it is missing
 * @throws FileError
 */
export function readBytes(path: string, name: string, hint: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new FileError(
      `cannot read ${name}: ${CAUSES[code] ?? code}${code === "ENOENT" ? `; ${hint}` : ""}`,
    );
  }
}

/** Reads a file that may be missing. @throws FileError when it is there and cannot be read */
export function readTextIfAny(path: string, name: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new FileError(`cannot read ${name}: ${CAUSES[code] ?? code}`);
  }
}
