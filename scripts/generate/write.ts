import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "./guardrail-pages";

/** Writes files of the repository and names each. */
export function writeFiles(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    const file = join(__dirname, "..", "..", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(path);
  }
}
