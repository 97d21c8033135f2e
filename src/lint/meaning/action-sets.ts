import { foldedActions, knownActions } from "../../aws-data/actions";
import { actionSpan, visitPlaces } from "../../aws-data/matching-actions";
import type { LintList, LintStatement } from "../types";

const known = new WeakMap<LintList, Uint8Array>();

/** A mark for each known action that an element speaks of. */
function spokenOf(list: LintList): Uint8Array {
  const made = known.get(list);
  if (made !== undefined) return made;
  const marks = new Uint8Array(foldedActions().length).fill(list.negated ? 1 : 0);
  for (const { text } of list.texts) {
    visitPlaces(actionSpan(text.toLowerCase()), (place) => {
      marks[place] = list.negated ? 0 : 1;
    });
  }
  known.set(list, marks);
  return marks;
}

/** The known action of a statement that the fewest of the others speak of; undefined when it speaks of none. */
export function loneliestAction(
  statement: LintStatement,
  others: readonly LintStatement[],
): { readonly action: string; readonly spokenBy: readonly LintStatement[] } | undefined {
  const own = spokenOf(statement.actions);
  const spoken = others.map(({ actions }) => spokenOf(actions));
  let best: number | undefined;
  let fewest = others.length + 1;
  for (let place = 0; place < own.length && fewest > 0; place++) {
    if (own[place] === 0) continue;
    let count = 0;
    for (const marks of spoken) count += marks[place]!;
    if (count >= fewest) continue;
    fewest = count;
    best = place;
  }
  if (best === undefined) return undefined;
  const place = best;
  return { action: knownActions()[place]!, spokenBy: others.filter((_, at) => spoken[at]![place] === 1) };
}
