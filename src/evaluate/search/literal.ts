import type { Axis, Group } from "../space/axis";

/**
 * Something that one axis can satisfy: its values all in a set ("narrow") or one of them at least ("hit"). For a
 * key with one value the two are the same.
 */
export interface Literal {
  readonly axis: Axis;
  /** The values in which the group holds; null for all values. */
  readonly group: Group | null;
  /** False for the values in which the group does not hold. */
  readonly inside: boolean;
  readonly hit: boolean;
  /** Whether an absent key satisfies it. */
  readonly absent: boolean;
  /** Whether the empty text alone counts as an absent key, as it does for set operators. */
  readonly emptyIsAbsent: boolean;
}

/**
 * A part of a statement, true or false of each request. Where policy variables stand in it, `yes` and `no` say
 * only what must be so when it is true or false: both may then be satisfied by one value.
 */
export interface Atom {
  /** All of these hold when it is true. */
  readonly yes: readonly Literal[];
  /** All of these hold when it is false. */
  readonly no: readonly Literal[];
}

/** A way in which a choice can be met. */
export interface Way {
  readonly literals: readonly Literal[];
  /** More choices that this way brings along. */
  readonly also: readonly Choice[];
}

/** Something that must be so: one of the ways must be taken. */
export interface Choice {
  readonly ways: readonly Way[];
  /** The reason for a denial: everything else follows from it, so that it is looked at first. */
  readonly first: boolean;
}

export function way(literals: readonly Literal[], also: readonly Choice[] = []): Way {
  return { literals, also };
}

export function choice(ways: readonly Way[], first = false): Choice {
  return { ways, first };
}

/** All of the literals, without alternative. */
export function must(literals: readonly Literal[]): Choice {
  return choice([way(literals)]);
}

/** The literal that is true where this one is false. */
export function complement(literal: Literal): Literal {
  return { ...literal, inside: !literal.inside, absent: !literal.absent, hit: !literal.hit };
}
