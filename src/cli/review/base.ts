import { existsSync, lstatSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { NamedFile, PlanFiles, PlanInputs } from "../../files/plan-files";
import { readBytes, readTextIfAny } from "../../files/read";
import type { Intent } from "../../organization/intent";
import type { Snapshot } from "../../organization/snapshot";
import { parseSnapshot } from "../../organization/snapshot-file";
import { type PlanView, parsePlan } from "../../plan/plan-file";
import { renderFindings } from "../../render/findings";
import { PLAIN } from "../../render/style";
import { type Facts, factsOfPlan, factsOfSnapshot } from "../../review/facts";
import type { IdentityBase } from "../../review/identity/sides";
import { planOfSnapshot } from "../../review/live-plan";
import { namedFile } from "../inputs";
import { CannotRun, type Io } from "../io";
import { readLive, refuseIfPartial } from "../live";
import { planInProcess } from "./plan-process";
import { commitOf, withWorktree } from "./worktree";

/** The package whose code runs. */
export const PROJECT = resolve(__dirname, "..", "..", "..");

/** What there was before a change. */
export interface Base {
  readonly plan: PlanView;
  /** Null where base knew the same facts as head, or nobody can tell what it knew. */
  readonly facts: Facts | null;
  readonly identity: IdentityBase;
  /** Sentences on what was taken to be so. */
  readonly assumed: readonly string[];
}

/** What head knows already. */
export interface Head {
  readonly files: PlanFiles;
  readonly inputs: PlanInputs;
  readonly now: number;
}

/** Where --base points to. */
export type BaseKind = "live" | "file" | "reference";

/** A path that is there, or ends in .json, is a plan; anything else but "live" is a git reference. */
export function baseKind(base: string, io: Io): BaseKind {
  if (base === "live") return "live";
  return base.endsWith(".json") || existsSync(resolve(io.cwd, base)) ? "file" : "reference";
}

/** A plan that `plan --json` wrote. @throws CannotRun, FileError */
export function baseOfFile(base: string, io: Io): Base {
  const { path, name } = namedFile(base, io);
  const content = readBytes(path, name, "write it with: org-guardrails plan --json > FILE");
  const { plan, problems } = parsePlan(Buffer.from(content).toString("utf8"), name);
  if (plan === null) throw new CannotRun(`${name} is no plan\n${renderFindings(problems, PLAIN)}`);
  return {
    plan,
    facts: factsOfPlan(plan),
    identity: { kind: "plan", name, view: plan.identity },
    assumed: [],
  };
}

/**
 * The organization as AWS has it.
 *
 * @param isIdentityWanted whether Identity Center is read too
 * @throws CannotRun when AWS refuses or cannot be reached
 */
export async function liveSnapshot(intent: Intent, isIdentityWanted: boolean, io: Io): Promise<Snapshot> {
  const { snapshot } = await readLive(intent, { identity: isIdentityWanted, lockdown: false }, io);
  refuseIfPartial(snapshot.notRead ?? [], "the live organization cannot be compared with");
  return snapshot;
}

/** The organization as AWS has it, as the base of a change. @throws CannotRun when AWS refuses or cannot be reached */
export async function baseOfLive({ inputs }: Head, io: Io): Promise<(head: PlanView) => Base> {
  const { intent, lock } = inputs;
  const isWanted = intent.identity !== undefined || inputs.snapshot.identity !== undefined;
  const { identity, ...snapshot } = await liveSnapshot(intent, isWanted, io);
  return (head) => ({
    plan: planOfSnapshot(snapshot, lock, head.exceptions),
    facts: factsOfSnapshot(snapshot),
    identity: { kind: "live", snapshot: identity },
    assumed: [
      "the live organization does not say which exceptions it has: none is shown as added or removed",
    ],
  });
}

/**
 * The plan that the code and the files of a commit make, of head's facts.
 *
 * @throws CannotRun when there is no such commit, its packages differ, or it makes no plan
 */
export async function baseOfReference(reference: string, { files, now }: Head, io: Io): Promise<Base> {
  const commit = commitOf(reference, dirname(files.organization.path), io);
  const inside = (path: string) => {
    const found = relative(commit.repository, path);
    if (!found.startsWith("..") && resolve(found) !== found) return found;
    throw new CannotRun(
      `${path} is not in the repository ${commit.repository}, so ${reference} has none; give the plan that was: --base PLAN.json`,
    );
  };
  const places = {
    project: inside(PROJECT),
    organization: inside(files.organization.path),
    lock: inside(files.lock.path),
  };
  return withWorktree(commit, io, async (folder) => {
    const project = join(folder, places.project);
    sharePackages(project, reference);
    const file = (place: string): NamedFile => ({ path: join(folder, place), name: place });
    const base = await planInProcess(
      {
        name: reference,
        project,
        cwd: folder,
        files: { ...files, organization: file(places.organization), lock: file(places.lock) },
      },
      now,
      io,
    );
    if (base.plan === null) {
      throw new CannotRun(
        `${reference} makes no plan of the facts in ${files.snapshot.name}; give the plan that was: --base PLAN.json\n${renderFindings(base.problems, PLAIN)}`,
      );
    }
    const identity = { kind: "plan", name: reference, view: base.plan.identity } as const;
    return { plan: base.plan, identity, ...knownBy(folder, commit.repository, files.snapshot, reference) };
  });
}

/** The code of a commit runs with the packages that are here, if they are the ones that it asks for. */
function sharePackages(project: string, reference: string): void {
  const lockText = (folder: string) => readTextIfAny(join(folder, "package-lock.json"), "package-lock.json");
  if (lockText(project) !== lockText(PROJECT)) {
    throw new CannotRun(
      `package-lock.json of ${reference} is another one than here, so its code cannot run with these packages; ` +
        "make its plan where they are installed (org-guardrails plan --json > plan.json) and give it: --base PLAN.json",
    );
  }
  const packages = join(project, "node_modules");
  if (lstatSync(packages, { throwIfNoEntry: false }) === undefined) {
    symlinkSync(join(PROJECT, "node_modules"), packages, "dir");
  }
}

function knownBy(
  folder: string,
  repository: string,
  { path, name }: NamedFile,
  reference: string,
): Pick<Base, "facts" | "assumed"> {
  const text = readTextIfAny(join(folder, relative(repository, path)), name);
  const snapshot = text === null ? null : parseSnapshot(text, name).snapshot;
  if (snapshot !== null) return { facts: factsOfSnapshot(snapshot), assumed: [] };
  return {
    facts: null,
    assumed: [`${reference} has no ${name} that can be read: what changed in the organization is not shown`],
  };
}
