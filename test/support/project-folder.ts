import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NamedFile, PlanFiles } from "../../src/files/plan-files";
import { serializeSnapshot } from "../../src/organization/snapshot-file";
import { smallSnapshot } from "./organizations";

/** A folder of its own, empty, and how its files are called; whoever makes it removes it. */
export function emptyProject(): { readonly folder: string; readonly files: PlanFiles } {
  const folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
  const file = (name: string): NamedFile => ({ path: join(folder, name), name });
  const files = {
    organization: file("organization.yaml"),
    snapshot: file("organization.snapshot.json"),
    lock: file("organization.lock.json"),
  };
  return { folder, files };
}

/** One with the facts of the small organization. */
export function projectFolder(): { readonly folder: string; readonly files: PlanFiles } {
  const made = emptyProject();
  writeFileSync(made.files.snapshot.path, serializeSnapshot(smallSnapshot()));
  return made;
}
