import { foldedActions, knownActions } from "../../aws-data/actions";
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

/** The known actions that a text means, in AWS's casing and order. */
export function knownActionsOf(text: string): readonly string[] {
  return knownPlacesOf(text).map((place) => knownActions()[place]!);
}

/** The places of those actions in knownActions(). */
export function knownPlacesOf(text: string): readonly number[] {
  const folded = text.toLowerCase();
  const start = folded.slice(0, folded.search(/[*?]|$/));
  const all = foldedActions();
  if (folded === "*") return all.map((_, place) => place);
  const pattern = withWildcards(folded);
  const found: number[] = [];
  for (let at = firstFrom(all, start); at < all.length && all[at]!.startsWith(start); at++) {
    if (matches(pattern, all[at]!)) found.push(at);
  }
  return found;
}

/** The place of the first word that is not before `start`. */
function firstFrom(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The service of an action or of a text that means some: "s3". */
export function serviceOf(text: string): string {
  return text.slice(0, Math.max(0, text.indexOf(":"))).toLowerCase();
}
