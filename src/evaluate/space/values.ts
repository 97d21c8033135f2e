import { obtain } from "../../collections";
import { type CellBounds, cellsOf } from "../automata/cells";
import { type Holding, type Member, Subsets } from "../automata/subsets";
import type { Tokens } from "../automata/tokens";
import { valueTest } from "../reference/comparisons";
import type { Axis } from "./axis";
import { type Bound, hasForm, quantityWords } from "./quantities";
import { isOpen, type Test } from "./tests";

/** A set of cells: "absent", the lone empty text, and from bit 2 on the cells of other values. */
export type CellSet = bigint;

/** The key is not there. */
export const ABSENT: CellSet = 1n;

/** The key has the empty text and nothing else, which a set operator takes for no value. */
export const EMPTY: CellSet = 2n;
const FIRST = 2;

/** The values of one axis, divided into cells that no question asked can tell apart. */
export interface Values {
  readonly axis: Axis;
  /** A value of each cell; none for "absent" and for the cell of all that is not known. */
  readonly words: readonly (string | undefined)[];
  /** All that a request can have here. */
  readonly possible: CellSet;
  /** Cells whose values can stand beside others of the same key; 0n for a key with one value. */
  readonly members: CellSet;
  /** Of those, the cells of values other than the empty text. */
  readonly solid: CellSet;
  /** For each group of the axis, the cells in which it holds. */
  readonly holding: readonly CellSet[];
  /** The cell of the values that the bounds left unseen: any group may or may not hold in it. 0n when all was seen. */
  readonly unseen: CellSet;
  /** Cells in the order in which a witness should take them. */
  readonly order: readonly number[];
  /** For each cell, the nice values in it. */
  readonly named: readonly (readonly string[])[];
}

type Language = Extract<Test, { kind: "language" }>;

/** Divides the values of an axis by the questions collected. */
export function valuesOf(axis: Axis, bounds: CellBounds): Values {
  const name = nameOf(axis, bounds);
  if (name === undefined) return divided(axis, bounds);
  const known = divisions.get(name);
  if (known !== undefined) return { ...known, axis };
  if (divisions.size >= MOST_KEPT) divisions.clear();
  const values = divided(axis, bounds);
  divisions.set(name, values);
  return values;
}

/**
 * Axes that were divided before: the accounts of an organization, and the statements of a policy, ask the same of a
 * principal or a resource again and again.
 */
const divisions = new Map<string, Values>();
const MOST_KEPT = 500;
/** A list of all known actions is not worth comparing. */
const MOST_NICE = 100;

/** Equal for axes that are divided alike; undefined where telling would take too long. */
function nameOf({ name, options, groups }: Axis, bounds: CellBounds): string | undefined {
  if (options.nice.length > MOST_NICE) return undefined;
  return JSON.stringify([name, options, bounds, groups.map((tests) => tests.map(({ id }) => id))]);
}

function divided(axis: Axis, bounds: CellBounds): Values {
  const reader = readerOf(axis);
  const found = new Map<string, FoundCell>();
  const add = (word: string, named: boolean) => {
    const holding = reader.read(word);
    if (holding === undefined) return;
    const cell = obtain(found, holding.join(), () => ({ word, holding, named: [] }));
    if (named) cell.named.push(word);
  };
  for (const word of axis.options.nice) add(word, true);
  for (const { tokens } of reader.languages) add(filled(tokens), false);
  for (const word of reader.quantityWords) add(word, false);
  const { cells, complete } = cellsOf(reader.subsets, bounds);
  for (const { word } of cells) add(word, false);
  return laidOut(axis, [...found.values()], complete && reader.exact);
}

interface FoundCell {
  readonly word: string;
  readonly holding: Holding;
  readonly named: string[];
}

function laidOut(axis: Axis, found: readonly FoundCell[], complete: boolean): Values {
  const { multivalued, optional, mayBeEmpty } = axis.options;
  const empty: FoundCell = { word: "", holding: mayBeEmpty ? holdingOfEmpty(axis) : [], named: [] };
  // Beside other values, the empty text is a value like them: a cell of its own.
  const cells = multivalued && mayBeEmpty ? [...found, empty] : found;
  const count = FIRST + cells.length + (complete ? 0 : 1);
  const unseen = complete ? 0n : 1n << BigInt(count - 1);

  // Bits are gathered as text: setting them one by one would copy the number each time.
  const digits = axis.groups.map(() => Array<string>(count).fill("0"));
  const mark = (holding: Holding, bit: number) => {
    for (const group of holding) digits[group]![count - 1 - bit] = "1";
  };
  mark(empty.holding, 1);
  cells.forEach(({ holding }, index) => {
    mark(holding, FIRST + index);
  });

  const all = (1n << BigInt(count)) - 1n;
  const impossible = (optional ? 0n : ABSENT) | (mayBeEmpty ? 0n : EMPTY);
  const members = multivalued ? all & ~(ABSENT | EMPTY) : 0n;
  const emptyMember = cells === found ? 0n : 1n << BigInt(FIRST + found.length);
  const unseenWord = complete ? [] : [undefined];
  return {
    axis,
    words: [undefined, "", ...cells.map(({ word, named }) => named[0] ?? word), ...unseenWord],
    possible: all & ~impossible,
    members,
    solid: members & ~emptyMember,
    holding: digits.map((one) => BigInt(`0b${one.join("")}`) | unseen),
    unseen,
    order: [...cells.map((_, index) => FIRST + index), 1],
    named: [[], [], ...cells.map(({ named }) => named), ...(complete ? [] : [[]])],
  };
}

/** No quantity can be read out of the empty text. */
function holdingOfEmpty(axis: Axis): Holding {
  const isMatch = (test: Test) => test.kind === "language" && test.tokens.every(({ star }) => star);
  return axis.groups.flatMap((tests, group) => (tests.some(isMatch) ? [group] : []));
}

interface Reader {
  readonly subsets: Subsets;
  readonly languages: readonly Language[];
  readonly quantityWords: readonly string[];
  /** Whether the words named by quantities and by languages together show every combination. */
  readonly exact: boolean;
  read(word: string): Holding | undefined;
}

const NO_CONTEXT = { get: () => undefined };

function readerOf(axis: Axis): Reader {
  const { universe, form } = axis.options;
  const tests = new Map<string, { test: Test; groups: number[] }>();
  axis.groups.forEach((group, index) => {
    for (const test of group) obtain(tests, test.id, () => ({ test, groups: [] })).groups.push(index);
  });
  const asked = [...tests.values()];
  const quantities = asked.flatMap(({ test, groups }) =>
    test.kind === "quantity"
      ? [{ ...test, groups, matches: valueTest(test.comparison, test.wanted, undefined, NO_CONTEXT) }]
      : [],
  );
  const members: (Member & { test: Language })[] = asked.flatMap(({ test, groups }) =>
    test.kind === "language" ? [{ test, tokens: test.tokens, groups }] : [],
  );
  const subsets = new Subsets(members, universe);

  const read = (word: string) => {
    if (form !== undefined && !hasForm(word, form)) return undefined;
    const holding = subsets.read(word);
    if (holding === undefined || quantities.length === 0) return holding;
    const all = new Set(holding);
    for (const { matches, groups } of quantities) {
      if (matches(word)) for (const group of groups) all.add(group);
    }
    return [...all].sort((a, b) => a - b);
  };

  const mixed = members.length > 0 && (quantities.length > 0 || form !== undefined);
  const spellings = mixed ? Math.min(members.length, MOST_SPELLINGS - 1) + 1 : 1;
  return {
    subsets,
    languages: members.map(({ test }) => test),
    quantityWords:
      quantities.length > 0 || form !== undefined ? quantityWords(quantities, spellings, form) : [],
    // The two booleans are all there is, whatever is asked of them.
    exact: !mixed || form === "boolean" || isExactMixture(members, quantities),
    read,
  };
}

const MOST_SPELLINGS = 64;

/**
 * A key that is compared both as text and as a number or time is exact when each text is one word: every number
 * has a spelling that is none of them. An address has too few spellings for that.
 */
function isExactMixture(members: readonly Member[], quantities: readonly Bound[]): boolean {
  return (
    members.length < MOST_SPELLINGS &&
    !members.some(({ tokens }) => isOpen(tokens)) &&
    !quantities.some(({ comparison }) => comparison === "ip-address")
  );
}

const PARTS_OF_ARN = ["arn", "aws", "example", "eu-west-1", "111122223333", "example"];

/** A word of the language that a person would take for real, such as an ARN with an account in its place. */
function filled(tokens: Tokens): string {
  let word = "";
  let part = 0;
  for (const { only, star } of tokens) {
    const wild = PARTS_OF_ARN[Math.min(part, PARTS_OF_ARN.length - 1)]!;
    word += star ? wild : (only?.[0] ?? wild[0]);
    if (only === ":") part++;
  }
  return word;
}
