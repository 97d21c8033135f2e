import { implicationsOf, keysOf } from "../../evaluate/facts/implications";
import { TELLINGS } from "../../evaluate/facts/tellings";
import type { LintCondition } from "../types";
import { holdsFor, holdsWhenAbsent } from "./conditions";

const TIED: ReadonlySet<string> = new Set(
  [
    ...(["SCP", "RCP"] as const)
      .flatMap(implicationsOf)
      .flatMap(({ when, follows }) => [when, ...follows].flatMap(keysOf)),
    ...TELLINGS.flatMap(({ whole, part }) => [whole, part]),
  ].map((key) => key.toLowerCase()),
);

/** Whether a key says nothing of other keys, and may be there or not whatever the rest of the request is. */
export function isFree(key: string): boolean {
  return !TIED.has(key.toLowerCase()) && !key.toLowerCase().startsWith("aws:requesttag/");
}

/** Values that a key may have, near those that a clause names; undefined for an absent key. */
function nearValues({ values }: LintCondition): readonly (string | undefined)[] {
  return [
    undefined,
    "true",
    "false",
    "example",
    "0",
    ...values.map(({ value }) => String(value).replaceAll("*", "")),
  ];
}

/** Whether a clause holds for some request that is easily found; a no says nothing. */
export function plainlyHolds(clause: LintCondition): boolean {
  return nearValues(clause).some((value) => isMet(clause, value));
}

/** Whether a clause fails for some request that is easily found; a no says nothing. */
export function plainlyFails(clause: LintCondition): boolean {
  return nearValues(clause).some((value) => !isMet(clause, value));
}

function isMet(clause: LintCondition, value: string | undefined): boolean {
  return value === undefined ? holdsWhenAbsent(clause) : holdsFor(clause, value);
}
