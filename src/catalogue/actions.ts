import { z } from "zod";
import { actionDataVersion, knownActions } from "../aws-data/actions";
import { matchesKnownAction, matchingPlaces } from "../aws-data/matching-actions";
import { nearest } from "../findings/nearest";

/**
 * An IAM action, `*` and `?` being wildcards in its name. One that AWS does not document is refused: a Deny of a
 * misspelt action denies nothing, and nobody notices.
 */
export const actionPattern = z.string().superRefine((pattern, context) => {
  const message = actionProblem(pattern);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** A list of such. */
export const actionPatterns = z.array(actionPattern).min(1, "at least one action");

/** The documented actions that a pattern names, in AWS's casing and order. */
export function actionsMatching(pattern: string): readonly string[] {
  const names = knownActions();
  return matchingPlaces(pattern.toLowerCase()).map((place) => names[place]!);
}

/** The first documented action that a pattern names; the pattern itself when there is none. */
export function someAction(pattern: string): string {
  return actionsMatching(pattern)[0] ?? pattern;
}

function actionProblem(pattern: string): string | undefined {
  const [service = "", name = "", ...more] = pattern.split(":");
  if (service === "" || name === "" || more.length > 0 || /[*?]/.test(service)) {
    return "an action, written service:Action; * and ? are wildcards in its name";
  }
  if (matchesKnownAction(pattern.toLowerCase())) return undefined;
  const meant = nearest(pattern, knownActions());
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return `AWS documents no action ${pattern} (data of ${actionDataVersion().date})${hint}`;
}
