import type { Operator } from "../../../src/policy/operators";
import { operatorNamed } from "../../../src/policy/operators";
import { EVERY_OPERATOR } from "../../support/policy-generator";
import type { Random } from "../../support/random";
import { type Family, familyOf, PRESENCE } from "./values";

export const PRESENCES = ["absent", "single", "multi"] as const;

/** A condition operator in full, and how many values of its key the request has. */
export interface Cell {
  /** With prefix and suffix, as in "ForAnyValue:StringLikeIfExists". */
  readonly name: string;
  readonly operator: Operator;
  readonly presence: (typeof PRESENCES)[number];
  readonly family: Family;
}

/** Every cell that the grammar has. */
export const CELLS: readonly Cell[] = EVERY_OPERATOR.flatMap((name) => {
  const operator = operatorNamed(name)!;
  const family = operator.kind === "null" ? PRESENCE : familyOf(operator.comparison);
  return PRESENCES.map((presence) => ({ name, operator, presence, family }));
});

/** Whether the condition of a cell can both hold and not hold, depending on the values. */
export function canDiffer({ operator, presence }: Cell): boolean {
  return operator.kind === "null" ? operator.quantifier === undefined : presence !== "absent";
}

/** One operator, key and values of a policy, with the values that the request has for the key. */
export interface Clause {
  readonly name: string;
  readonly key: string;
  readonly wanted: readonly string[];
  readonly found: readonly string[] | undefined;
}

/** A clause of a cell. */
export function randomClause(random: Random, { name, presence, family }: Cell): Clause {
  const { key, found, wanted } = family;
  const count = { absent: 0, single: 1, multi: 2 + random.below(2) }[presence];
  return {
    name,
    key,
    wanted: random.picks(wanted, 1 + random.below(3)),
    found: presence === "absent" ? undefined : random.picks(found, count),
  };
}
