import { execFileSync } from "node:child_process";
import { basename, dirname } from "node:path";
import { parse } from "yaml";

/** The commit since when something has stood in a file without a break. */
export interface Introduction {
  readonly commit: string;
  /** ISO 8601, as the author's clock had it. */
  readonly date: string;
  readonly subject: string;
}

/** Commits that are looked through, the newest first. */
const MOST_COMMITS = 500;
const MOST_MEGABYTES = 64;

/**
 * The commit that put a guardrail under a target in organization.yaml, where it has stood ever since.
 *
 * @param file the path of organization.yaml
 * @param target as the file writes it
 * @returns null where there is no git, no history, or too much of it
 */
export function introducedBy(file: string, target: string, guardrail: string): Introduction | null {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", dirname(file), "--no-pager", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: MOST_MEGABYTES * 1024 * 1024,
    });
  try {
    const name = `./${basename(file)}`;
    // Only commits whose lines name the guardrail can have brought it in.
    const log = git(
      "log",
      "--no-ext-diff",
      `-G${guardrail}`,
      `-n${MOST_COMMITS}`,
      "--format=%H%x09%aI%x09%s",
      "--",
      name,
    );
    const commits = log.split("\n").filter((line) => line !== "");
    let since: Introduction | null = null;
    for (const line of commits) {
      const [commit = "", date = "", ...subject] = line.split("\t");
      if (!names(git("show", `${commit}:${name}`), target, guardrail)) return since;
      since = { commit, date, subject: subject.join("\t") };
    }
    return commits.length < MOST_COMMITS ? since : null;
  } catch {
    return null;
  }
}

/** Whether a version of the file has the guardrail under the target. One that cannot be read has not. */
function names(text: string, target: string, guardrail: string): boolean {
  let file: unknown;
  try {
    file = parse(text, { maxAliasCount: 0 });
  } catch {
    return false;
  }
  const guardrails = (file as { guardrails?: Readonly<Record<string, unknown>> } | null)?.guardrails ?? {};
  const listed = Object.hasOwn(guardrails, target) ? guardrails[target] : undefined;
  if (!Array.isArray(listed)) return false;
  return listed.some((use) => use === guardrail || (isMap(use) && Object.hasOwn(use, guardrail)));
}

function isMap(value: unknown): value is object {
  return value !== null && typeof value === "object";
}
