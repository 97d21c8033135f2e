import { z } from "zod";
import { actionDataVersion, actionPlace, foldedActions, knownActions } from "../aws-data/actions";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import { nearest } from "../findings/nearest";

/**
 * A list of IAM actions, `*` and `?` being wildcards. An action that AWS does not document is refused: a Deny of a
 * misspelt action denies nothing, and nobody notices.
 */
export const actionPatterns = z
  .array(
    z.string().superRefine((pattern, context) => {
      const message = actionProblem(pattern);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
  )
  .min(1, "at least one action");

/** The documented actions that a pattern names, in AWS's casing and order. */
export function actionsMatching(pattern: string): readonly string[] {
  const wild = withWildcards(pattern.toLowerCase());
  const names = knownActions();
  return foldedActions().flatMap((folded, place) => (matches(wild, folded) ? [names[place]!] : []));
}

/** The first documented action that a pattern names. */
export function someAction(pattern: string): string {
  const place = actionPlace(pattern);
  return place === undefined ? (actionsMatching(pattern)[0] ?? pattern) : knownActions()[place]!;
}

function actionProblem(pattern: string): string | undefined {
  const [service = "", name = "", ...more] = pattern.split(":");
  if (service === "" || name === "" || more.length > 0 || /[*?]/.test(service)) {
    return "an action, written service:Action; * and ? are wildcards in its name";
  }
  if (actionPlace(pattern) !== undefined || actionsMatching(pattern).length > 0) return undefined;
  const meant = nearest(pattern, knownActions());
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return `AWS documents no action ${pattern} (data of ${actionDataVersion().date})${hint}`;
}
