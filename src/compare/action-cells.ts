import { actionPlace, knownActions } from "../aws-data/actions";
import { matchingPlaces } from "../aws-data/matching-actions";
import { obtain } from "../collections";
import { cellsOf } from "../evaluate/automata/cells";
import { type Member, Subsets } from "../evaluate/automata/subsets";
import { globTokens } from "../evaluate/automata/tokens";
import { withWildcards } from "../evaluate/reference/pattern";
import { ACTION_NAMES } from "../evaluate/space/action-names";

/** Patterns of actions in lower case, of which one is to match; sorted, without repeats. */
export type PatternList = readonly string[];

/** Actions that match the same lists. */
export interface ActionCell {
  /** Places of the lists that match. */
  readonly lists: ReadonlySet<number>;
  /** All known actions of the cell, in the order of the action data. */
  readonly known: readonly string[];
  /** An action of the cell, in lower case, that AWS does not document; null when there is none. */
  readonly invented: string | null;
}

export interface ActionCells {
  readonly cells: readonly ActionCell[];
  /** False when there may be cells, or invented actions, that a bound left unseen. Known actions are all there. */
  readonly complete: boolean;
}

const BOUNDS = { states: 20_000, work: 4_000_000 };

/** Rounds in which invented actions turn out to be known. More would need a family of patterns around known names. */
const MOST_ROUNDS = 8;

/** Divides all actions, known or not, by which of the lists match them. */
export function actionCells(lists: readonly PatternList[]): ActionCells {
  const known = knownCells(lists);
  const { words, complete } = inventedActions(lists);
  const names = new Set([...known.keys(), ...words.keys()]);
  const cells = [...names].map((name) => ({
    lists: placesIn(name),
    known: known.get(name) ?? [],
    invented: words.get(name) ?? null,
  }));
  cells.sort(byFirstAction);
  return { cells, complete };
}

/** By the first known action, then by the invented one: the order of the lists has no say. */
function byFirstAction(a: ActionCell, b: ActionCell): number {
  const [placeOfA, placeOfB] = [a, b].map(
    ({ known }) => actionPlace(known[0] ?? "") ?? Number.MAX_SAFE_INTEGER,
  );
  if (placeOfA !== placeOfB) return placeOfA! - placeOfB!;
  return (a.invented ?? "") < (b.invented ?? "") ? -1 : 1;
}

/** As actionCells, without the actions that AWS does not document: quick however many patterns there are. */
export function knownActionCells(lists: readonly PatternList[]): readonly Omit<ActionCell, "invented">[] {
  return [...knownCells(lists)].map(([name, known]) => ({ lists: placesIn(name), known }));
}

const placesIn = (name: string) => new Set(name === "" ? [] : name.split(",").map(Number));

/** Known actions by the lists that match them, as text. */
function knownCells(lists: readonly PatternList[]): ReadonlyMap<string, readonly string[]> {
  const actions = knownActions();
  const holding: number[][] = actions.map(() => []);
  const placesOf = new Map<string, readonly number[]>();
  lists.forEach((patterns, list) => {
    for (const pattern of patterns) {
      for (const place of obtain(placesOf, pattern, () => matchingPlaces(pattern))) {
        if (holding[place]!.at(-1) !== list) holding[place]!.push(list);
      }
    }
  });
  const cells = new Map<string, string[]>();
  actions.forEach((action, place) => {
    obtain(cells, holding[place]!.join(), () => []).push(action);
  });
  return cells;
}

/** A shortest undocumented action for each combination of lists that one has, by the lists as text. */
function inventedActions(lists: readonly PatternList[]): {
  readonly words: ReadonlyMap<string, string>;
  readonly complete: boolean;
} {
  const listsOf = new Map<string, number[]>();
  lists.forEach((patterns, list) => {
    for (const pattern of patterns) obtain(listsOf, pattern, () => []).push(list);
  });
  // Known actions that patterns name outright are set apart at once, others when they turn up as a shortest word.
  const isKnown = lists.length;
  const setApart = new Set([...listsOf.keys()].filter((pattern) => actionPlace(pattern) !== undefined));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const texts = new Set([...listsOf.keys(), ...setApart]);
    const members = [...texts].map((text): Member => {
      const groups = [...(listsOf.get(text) ?? []), ...(setApart.has(text) ? [isKnown] : [])];
      return { tokens: globTokens(withWildcards(text)), groups };
    });
    const { cells, complete } = cellsOf(new Subsets(members, ACTION_NAMES), BOUNDS);
    const free = cells.filter(({ holding }) => !holding.includes(isKnown));
    const documented = free.filter(({ word }) => actionPlace(word) !== undefined);
    if (documented.length === 0 || round === MOST_ROUNDS - 1) {
      const found = free.filter((cell) => !documented.includes(cell));
      const words = new Map(found.map(({ holding, word }) => [holding.join(), word]));
      return { words, complete: complete && documented.length === 0 };
    }
    for (const { word } of documented) setApart.add(word);
  }
  return { words: new Map(), complete: false };
}
