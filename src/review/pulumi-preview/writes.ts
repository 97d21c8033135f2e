import type { Finding } from "../../findings/finding";
import { line } from "../../render/shell";
import { type Preview, partsOf, type ResourceState } from "./document";
import { isJudged, judgementOf } from "./judged";

/** A resource that is there after the steps, and was not there or said something else before. */
export interface Write {
  readonly urn: string;
  readonly type: string;
  /** As the program calls it. */
  readonly name: string;
  /** Null where it comes anew, or in the place of another. */
  readonly before: ResourceState | null;
  readonly after: ResourceState;
}

/** What the steps come to, whatever the order in which Pulumi carries them out. */
export interface Writes {
  readonly written: readonly Write[];
  /** Deletions, those of what is replaced among them. */
  readonly removed: readonly Removal[];
  /** URN -> id of the resources that a step names. */
  readonly ids: ReadonlyMap<string, string>;
}

export interface Removal {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly state: ResourceState;
}

/**
 * The writes among the steps of a preview. Steps that only read, or change nothing but Pulumi's own state, are none:
 * same, read, refresh, import, discard and the like. With --show-replacement-steps a replacement is up to three steps
 * of one URN.
 */
export function writesOf({ steps }: Preview): Writes {
  const written = new Map<string, Write>();
  const removed = new Map<string, Removal>();
  const ids = new Map<string, string>();
  for (const { op, urn, oldState, newState } of steps) {
    const { type, name } = partsOf(urn);
    const id = oldState?.id || newState?.id || "";
    if (id !== "" && !op.includes("replace")) ids.set(urn, id);
    const isOurs = (newState ?? oldState)?.custom === true && !type.startsWith("pulumi:");
    if (!isOurs) continue;
    if (op === "create" || op === "update" || op === "replace" || op === "create-replacement") {
      const before = op === "update" ? oldState : null;
      written.set(urn, { urn, type, name, before, after: newState! });
    }
    if (op === "delete" || op === "replace" || op === "delete-replaced") {
      removed.set(`${urn} ${oldState!.id}`, { urn, type, name, state: oldState! });
    }
  }
  return { written: [...written.values()], removed: [...removed.values()], ids };
}

/** Whether a resource stays in AWS when Pulumi lets it go. */
export function isRetained({ retainOnDelete, inputs, outputs }: ResourceState): boolean {
  return retainOnDelete || (inputs.skipDestroy ?? outputs.skipDestroy) === true;
}

/** What the review does not look at: named where it may matter, counted by type where it does not. */
export function notJudged(
  { written, removed }: Writes,
  stack: string | null,
): {
  readonly unknown: readonly Finding[];
  readonly notes: readonly Finding[];
} {
  const others = [...written, ...removed].filter(({ type }) => !isJudged(type));
  const [unknown, harmless] = [[] as Finding[], new Map<string, number>()];
  for (const one of others) {
    if (judgementOf(one.type) === "unknown") {
      unknown.push({
        code: "preview-unknown",
        severity: "error",
        path: one.urn,
        message: `what the write to ${one.name} does to policies or access is not known here: this version does not follow ${one.type}`,
        // Source: `exclude` of PreviewOptions in @pulumi/pulumi 3.270.0 (automation/stack.d.ts), read 2026-11.
        fix: `look at it by hand, and review the rest with: ${line("pulumi", "preview", ...(stack === null ? [] : ["--stack", stack]), "--json", "--exclude", one.urn)}`,
      });
    } else {
      harmless.set(one.type, (harmless.get(one.type) ?? 0) + 1);
    }
  }
  const notes = [...harmless].sort().map(
    ([type, count]): Finding => ({
      code: "preview-not-judged",
      severity: "info",
      message: `${count === 1 ? "1 write" : `${count} writes`} to resources of type ${type}: not looked at, they are no policies of the organization and no access of Identity Center`,
    }),
  );
  return { unknown, notes };
}
