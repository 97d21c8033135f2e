import { ABSENT, type CellSet, EMPTY, type Values } from "../space/values";
import { complement, type Literal } from "./literal";

/** A literal in terms of cells. */
export interface Constraint {
  readonly axis: number;
  readonly hit: boolean;
  readonly set: CellSet;
  /** Where it came from, for an axis whose cells are not all known. */
  readonly literal?: Literal;
}

/**
 * What is left of one axis on a branch: every value of the key lies in `allowed`, and each of `hits` has one of
 * them. A key that is absent, or the empty text alone, must be allowed and in every hit itself.
 */
export interface Domain {
  readonly allowed: CellSet;
  readonly hits: readonly CellSet[];
  /** Only kept where cells are unseen: they say nothing for sure. */
  readonly literals: readonly Literal[];
}

export function wholeDomain(values: Values): Domain {
  return { allowed: values.possible, hits: [], literals: [] };
}

/** The cells of a literal. An unseen cell is in it, and in its opposite too. */
export function constraintOf(literal: Literal, axis: number, values: Values): Constraint {
  const { group, inside, absent, emptyIsAbsent, hit } = literal;
  const all = values.possible | ABSENT | EMPTY;
  const holding = group === null ? all : values.holding[group]!;
  let set = (inside ? holding : all & ~holding) & ~ABSENT;
  set |= values.unseen;
  if (absent) set |= ABSENT;
  if (emptyIsAbsent) set = absent ? set | EMPTY : set & ~EMPTY;
  return { axis, hit, set: set & values.possible, literal };
}

/** The constraint that holds where this one does not. */
export function opposite({ axis, hit, set, literal }: Constraint, values: Values): Constraint {
  return {
    axis,
    hit: !hit,
    set: (values.possible & ~set) | values.unseen,
    ...(literal && { literal: complement(literal) }),
  };
}

/** The domain with one more constraint; undefined when nothing is left. */
export function narrowed(domain: Domain, constraint: Constraint, values: Values): Domain | undefined {
  const { hit, set, literal } = constraint;
  const isHit = hit && values.members !== 0n;
  const allowed = isHit ? domain.allowed : domain.allowed & set;
  const hits = isHit ? [...domain.hits, set] : domain.hits;
  let next: Domain = { allowed, hits, literals: domain.literals };
  if (values.unseen !== 0n && literal !== undefined) {
    const literals = [...domain.literals, literal];
    next = { allowed: canBeUnseen(literals, values) ? allowed : allowed & ~values.unseen, hits, literals };
  }
  return isSatisfiable(next, values) ? next : undefined;
}

/** False where what is asked of all values contradicts itself, whatever the values are that nobody has seen. */
function canBeUnseen(literals: readonly Literal[], { axis, members }: Values): boolean {
  const ofAll = literals.filter(({ hit, group }) => group !== null && (!hit || members === 0n));
  const namesOf = (literal: Literal) => axis.groups[literal.group!]!.map(({ id }) => id);
  const outside = ofAll.filter(({ inside }) => !inside).map((one) => new Set(namesOf(one)));
  return !ofAll.some(
    (one) => one.inside && outside.some((names) => namesOf(one).every((name) => names.has(name))),
  );
}

/** Whether every value that is left satisfies the constraint anyway. A no may be too careful. */
export function satisfies({ allowed, hits }: Domain, { hit, set }: Constraint): boolean {
  if ((allowed & ~set) === 0n) return true;
  return hit && hits.some((one) => (one & allowed & ~set) === 0n);
}

function isSatisfiable(domain: Domain, values: Values): boolean {
  return aloneIn(domain, values) !== 0n || canHoldSet(domain, values);
}

/** The cells that can be all that the key has. */
export function aloneIn({ allowed, hits }: Domain, { members }: Values): CellSet {
  return hits.reduce((left, hit) => left & hit, allowed & ~members);
}

/** Whether there is a set of values with something other than the empty text in it. */
export function canHoldSet({ allowed, hits }: Domain, { members, solid }: Values): boolean {
  return (allowed & solid) !== 0n && hits.every((hit) => (hit & allowed & members) !== 0n);
}

/** The cells of a smallest set of values that people would choose. Only where there is one. */
export function chosenSet(domain: Domain, values: Values): readonly number[] {
  const { allowed, hits } = domain;
  const isIn = (cell: number, set: CellSet) => ((set >> BigInt(cell)) & 1n) === 1n;
  const preferred = (set: CellSet) =>
    values.order.find((cell) => isIn(cell, set)) ?? set.toString(2).length - 1;
  const chosen: number[] = [];
  for (const hit of hits) {
    if (!chosen.some((cell) => isIn(cell, hit))) chosen.push(preferred(hit & allowed & values.members));
  }
  if (!chosen.some((cell) => isIn(cell, values.solid))) chosen.push(preferred(allowed & values.solid));
  return chosen;
}
