import { matches, type Pattern, withWildcards } from "../evaluate/reference/pattern";
import { actionPlace, foldedActions } from "./actions";

/** The known actions that begin as a pattern does, by place: from `from` and before `to`. */
export interface ActionSpan {
  readonly from: number;
  readonly to: number;
  /** What they must match besides; undefined when all of them do. */
  readonly glob: Pattern | undefined;
}

/** Greater than every character of an action. */
const AFTER_ALL = "\uffff";

/**
 * Where the known actions stand that a pattern can match: they are sorted, so that those with the text before the
 * first wildcard are neighbours.
 *
 * @param pattern in lower case
 */
export function actionSpan(pattern: string): ActionSpan {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard === -1) {
    const place = actionPlace(pattern);
    return place === undefined ? NOTHING : { from: place, to: place + 1, glob: undefined };
  }
  const prefix = pattern.slice(0, wildcard);
  return {
    from: firstNotBefore(foldedActions(), prefix),
    to: firstNotBefore(foldedActions(), prefix + AFTER_ALL),
    glob: pattern.slice(wildcard) === "*" ? undefined : withWildcards(pattern),
  };
}

const NOTHING: ActionSpan = { from: 0, to: 0, glob: undefined };

/**
 * Visits the places in knownActions() of the actions of a span that match, ascending.
 *
 * @param first only places from here on
 * @param end only places before this one
 */
export function visitPlaces(
  { from, to, glob }: ActionSpan,
  visit: (place: number) => void,
  first = from,
  end = to,
): void {
  const actions = foldedActions();
  const last = Math.min(to, end);
  for (let place = Math.max(from, first); place < last; place++) {
    if (glob === undefined || matches(glob, actions[place]!)) visit(place);
  }
}

/** The places in knownActions() of all actions that a pattern matches, ascending. @param pattern in lower case */
export function matchingPlaces(pattern: string): readonly number[] {
  const places: number[] = [];
  visitPlaces(actionSpan(pattern), (place) => places.push(place));
  return places;
}

/** Whether a pattern matches any known action. @param pattern in lower case */
export function matchesKnownAction(pattern: string): boolean {
  const { from, to, glob } = actionSpan(pattern);
  if (glob === undefined) return from < to;
  const actions = foldedActions();
  for (let place = from; place < to; place++) if (matches(glob, actions[place]!)) return true;
  return false;
}

/** The first place whose word does not come before another; the words are sorted. */
function firstNotBefore(words: readonly string[], wanted: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
