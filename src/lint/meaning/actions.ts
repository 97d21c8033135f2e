import { knownActions } from "../../aws-data/actions";
import { matchingPlaces } from "../../aws-data/matching-actions";
import { obtain } from "../../collections";
import { matches, withWildcards } from "../../evaluate/reference/pattern";
import type { LintList } from "../types";

/** Whether a text of Action means an action. Both in whatever casing. */
export function actionMatches(text: string, action: string): boolean {
  return matches(withWildcards(text.toLowerCase()), action.toLowerCase());
}

/** Whether Action or NotAction of a statement speaks of an action. */
export function speaksOf({ negated, texts }: LintList, action: string): boolean {
  return texts.some(({ text }) => actionMatches(text, action)) !== negated;
}

/** The known actions that a text means, in AWS's casing and order. Several rules ask of each text. */
export function knownActionsOf(text: string): readonly string[] {
  if (ACTIONS_OF.size >= MOST_TEXTS) ACTIONS_OF.clear();
  return obtain(ACTIONS_OF, text, () =>
    matchingPlaces(text.toLowerCase()).map((place) => knownActions()[place]!),
  );
}

const ACTIONS_OF = new Map<string, readonly string[]>();
const MOST_TEXTS = 2_000;

/** The service of an action or of a text that means some: "s3". */
export function serviceOf(text: string): string {
  return text.slice(0, Math.max(0, text.indexOf(":"))).toLowerCase();
}

/** The prefix of an action, in lower case; undefined when a wildcard stands in it, or no colon. */
export function prefixOf(action: string): string | undefined {
  const [, prefix] = /^([A-Za-z0-9-]+):/.exec(action) ?? [];
  return prefix?.toLowerCase();
}
