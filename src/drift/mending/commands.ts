import { HIDDEN } from "../../render/printable";
import { line } from "../../render/shell";
import type { Mend } from "../mend";

/** More targets than this are named by one pattern, so that a command can be read and run. */
const MOST_TARGETS = 8;

/**
 * Brings back resources of Pulumi. Without a refresh nothing would happen: Pulumi compares with its own memory, in
 * which a policy that was detached by hand is still attached.
 *
 * A target may have wildcards: "*" stands for anything without a colon, "**" for anything. A target that is to be
 * made has to have what it depends on in the state, or among the targets.
 * Source: https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/deployment.go (`UrnTargets`) and
 * https://www.pulumi.com/docs/iac/cli/commands/pulumi_up/ (--refresh, --target), read 2026-11.
 *
 * @param stack its name in Pulumi
 * @param resources types and names, as the end of a URN has them
 * @param pattern that matches all of them, for when they are many
 */
export function up(
  stack: string,
  resources: readonly string[],
  { pattern, step = "" }: { readonly pattern?: string; readonly step?: string } = {},
): Mend {
  const named = pattern !== undefined && resources.length > MOST_TARGETS ? [pattern] : resources;
  const targets = named.flatMap((resource) => ["--target", targetOf(resource)]);
  return safe({
    command: line("pulumi", "up", "--stack", stack, "--refresh", ...targets),
    resources: named,
    step,
  });
}

/** A resource of any stack and project, as --target takes it. */
export function targetOf(resource: string): string {
  return `urn:pulumi:*::*::${resource}`;
}

/** Undoes by hand what Pulumi does not own. */
export function byHand(command: string | null, step = ""): Mend {
  return safe({ command, resources: [], step });
}

export const UNNAMED = byHand(null, "the drift does not name all that a command would need");

/** A resource of the component RootLockdown. @param type as in "aws:…" */
export function lockdownResource(type: string, name: string): string {
  return `org-guardrails:index:RootLockdown$aws:${type}::${name}`;
}

/** A name with characters that do not show would be another one in a terminal: no command is better than a wrong one. */
function safe(mend: Mend): Mend {
  HIDDEN.lastIndex = 0;
  const { command, step } = mend;
  if (command === null || !HIDDEN.test(command)) return mend;
  const why = "a name in it has characters that do not show: do by hand what would be a command otherwise";
  return { ...mend, command: null, step: step === "" ? why : `${why}; ${step}` };
}

/** Takes what there is as what is to be, where nothing of ours was changed. */
export const ACCEPT = "npx org-guardrails snapshot --out organization.snapshot.json";
export const THEN_REVIEW =
  "take it as it is with a new snapshot, and see what it does: npx org-guardrails review --base main";
