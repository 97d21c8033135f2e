import { catalogue } from "../../guardrails";

import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import { byPlace, type Loaded, loadIntent } from "../organization/load";
import type { Lock } from "../organization/lock";
import { checkLockOrganization, parseLock } from "../organization/lock-file";
import { partialFindings } from "../organization/not-read";
import type { Snapshot } from "../organization/snapshot";
import { parseSnapshot } from "../organization/snapshot-file";
import { checkTargets } from "../organization/targets";
import { treeOf } from "../organization/tree";
import { makePlan, type Planned } from "../plan/make-plan";
import { CONTENT } from "./content";
import { readBytes, readTextIfAny } from "./read";

/** A file's path and how messages call it. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** The three inputs of every plan. */
export interface PlanFiles {
  readonly organization: NamedFile;
  readonly snapshot: NamedFile;
  readonly lock: NamedFile;
}

export const DEFAULT_NAMES = {
  organization: "organization.yaml",
  snapshot: "organization.snapshot.json",
  lock: "organization.lock.json",
} as const;

export interface PlanInputs {
  readonly intent: Intent;
  readonly snapshot: Snapshot;
  readonly lock: Lock | null;
}

/**
 * Reads the three files. All that is wrong in any of them is reported at once.
 *
 * @returns null inputs when a plan cannot be made of them
 * @throws FileError when a file cannot be opened; a missing lock is no error
 */
export function readPlanInputs(files: PlanFiles): {
  readonly inputs: PlanInputs | null;
  readonly problems: readonly Finding[];
} {
  const organization = readBytes(
    files.organization.path,
    files.organization.name,
    "name it with --organization FILE",
  );
  const facts = readBytes(
    files.snapshot.path,
    files.snapshot.name,
    `take one with: org-guardrails snapshot --out ${files.snapshot.name}`,
  );
  const lockText = readTextIfAny(files.lock.path, files.lock.name);
  const loaded = loadIntent(organization, files.organization.name, CONTENT);
  const snapshot = parseSnapshot(Buffer.from(facts).toString("utf8"), files.snapshot.name);
  const lock = lockText === null ? null : parseLock(lockText, files.lock.name);
  const { intent } = loaded;
  const problems = [
    ...intentProblems(loaded, snapshot.snapshot, lock?.lock ?? null),
    ...snapshot.problems,
    ...(lock?.problems ?? []),
  ];
  if (intent === null || snapshot.snapshot === null || lock?.lock === null) return { inputs: null, problems };
  const unusable = [
    ...(lock === null ? [] : checkLockOrganization(intent, lock.lock, files.lock.name)),
    ...partialFindings(snapshot.snapshot),
  ];
  const inputs = { intent, snapshot: snapshot.snapshot, lock: lock?.lock ?? null };
  return { inputs: unusable.length > 0 ? null : inputs, problems: [...problems, ...unusable] };
}

/** What is wrong in organization.yaml, its targets included, so that a person mends it in one go. */
function intentProblems(loaded: Loaded, snapshot: Snapshot | null, lock: Lock | null): readonly Finding[] {
  if (loaded.intent !== null || loaded.written === null || snapshot === null) return loaded.problems;
  const { tree } = treeOf(snapshot);
  if (tree === null) return loaded.problems;
  return [...loaded.problems, ...checkTargets(loaded.written, tree, lock?.targets, catalogue)].sort(byPlace);
}

/** Reads the files and makes the plan. @throws FileError */
export function planFromFiles(
  files: PlanFiles,
  now: number,
): Planned & { readonly inputs: PlanInputs | null } {
  const { inputs, problems } = readPlanInputs(files);
  if (inputs === null)
    return { inputs, plan: null, problems, tree: null, lock: null, moves: [], loosened: [] };
  const planned = makePlan({ ...inputs, catalogue, now });
  return { ...planned, inputs, problems: [...problems, ...planned.problems] };
}
