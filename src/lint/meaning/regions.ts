import { GLOBAL_ENDPOINTS } from "../../aws-data/global-endpoints";
import type { LintCondition, LintStatement } from "../types";
import { clausesOn, holdsFor, isClauseFilledIn, textsOf } from "./conditions";
import { isOfCaller } from "./exemptions";

const REGION = "aws:RequestedRegion";

/** The one clause by which a statement tells Regions of the commercial partition apart, if nothing else narrows it. */
export function regionClause(statement: LintStatement): LintCondition | undefined {
  const [clause, ...more] = clausesOn(statement, REGION);
  if (clause === undefined || more.length > 0 || clause.operator.kind !== "compare") return undefined;
  if (!isClauseFilledIn(clause) || textsOf(clause).some((text) => /^(?:us-gov|us-iso|cn|eusc)/.test(text))) {
    return undefined;
  }
  const others = statement.conditions.filter((other) => other !== clause);
  return others.every(isOfCaller) ? clause : undefined;
}

/** Global services whose requests a clause holds for, or does not, with the Region that they carry. */
export function globalServicesFor(
  clause: LintCondition,
  holds: boolean,
): readonly (readonly [service: string, region: string])[] {
  return [...GLOBAL_ENDPOINTS].filter(([, region]) => holdsFor(clause, region) === holds);
}
