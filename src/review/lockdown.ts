import type { Finding } from "../findings/finding";
import type { LockdownPart, LockdownView } from "../lockdown/plan/view";
import { counted } from "../render/style";

/**
 * What a change does to the root lockdown and the detections, as findings, and what stands against it. What is taken
 * away or changed is a warning, since nothing else of a review would show it; what is new is a note.
 *
 * @param base undefined where nobody knows what there was: a live organization, or a document of an older version
 */
export function lockdownReview(
  base: LockdownView | undefined,
  head: LockdownView | undefined,
): readonly Finding[] {
  if (head === undefined) return [];
  return [...head.problems, ...changes(base?.parts ?? null, head.parts)];
}

const PATH = "root-lockdown";

function changes(
  before: readonly LockdownPart[] | null,
  after: readonly LockdownPart[] | null,
): readonly Finding[] {
  if (after === null) return [];
  if (before === null) {
    if (after.length === 0) return [];
    const message = `what the root lockdown held before is not known: ${counted(after.length, "part")} cannot be compared`;
    return [{ code: "lockdown-not-compared", severity: "info", path: PATH, message }];
  }
  if (before.length === 0 && after.length > 0) {
    const message = `the root lockdown is new: ${counted(after.length, "part")}`;
    const fix = "org-guardrails plan --stack root-lockdown shows all of it";
    return [{ code: "lockdown-added", severity: "info", path: PATH, message, fix }];
  }
  const old = new Map(before.map(({ id, text }) => [id, text]));
  const now = new Map(after.map(({ id, text }) => [id, text]));
  return [
    ...before.filter(({ id }) => !now.has(id)).map(({ text }) => removed(text)),
    ...after.flatMap(({ id, text }): Finding[] => {
      const was = old.get(id);
      if (was === undefined) return [added(text)];
      return was === text ? [] : [changed(was, text)];
    }),
  ];
}

function removed(text: string): Finding {
  return {
    code: "lockdown-part-removed",
    severity: "warning",
    path: PATH,
    message: `the root lockdown no longer has this: ${text}`,
    fix: "make sure that this is meant",
  };
}

function changed(before: string, after: string): Finding {
  return {
    code: "lockdown-part-changed",
    severity: "warning",
    path: PATH,
    message: `the root lockdown changes: ${after}`,
    found: before,
    fix: "make sure that this is meant",
  };
}

function added(text: string): Finding {
  return {
    code: "lockdown-part-added",
    severity: "info",
    path: PATH,
    message: `the root lockdown also has this: ${text}`,
  };
}
