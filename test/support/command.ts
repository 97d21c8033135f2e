import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../src/cli/main";

const root = join(__dirname, "..", "..");
const EXAMPLE = ["organization.yaml", "organization.snapshot.json", "organization.lock.json"];

/** A moment at which no exception of the example is near its end. */
export const EXAMPLE_NOW = Date.parse("2026-12-01T00:00:00Z");

export interface Workspace {
  readonly folder: string;
  /** Runs a command there, in place; answers what a shell would see. */
  readonly run: (...argv: string[]) => Promise<{ status: number; stdout: string; stderr: string }>;
  /** What the next commands find on standard input. */
  stdin: string;
  readonly path: (name: string) => string;
  readonly remove: () => void;
}

/**
 * A new folder that holds a copy of an example's three files.
 *
 * @param example its folder; the main one when left out
 */
export function exampleWorkspace(now = EXAMPLE_NOW, example = "."): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
  for (const file of EXAMPLE) cpSync(join(root, example, file), join(folder, file));
  return {
    folder,
    stdin: "",
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async run(...argv) {
      const stdout: string[] = [];
      const stderr: string[] = [];
      const status = await runCommand(argv, {
        stdout: (text) => void stdout.push(text),
        stderr: (text) => void stderr.push(text),
        stdin: () => this.stdin,
        cwd: folder,
        env: {},
        now,
        colour: false,
        progress: false,
      });
      return { status, stdout: stdout.join(""), stderr: stderr.join("") };
    },
  };
}
