import type { JsonPath } from "../../json/node";
import type { LintCondition, LintStatement } from "../types";
import { clausesOn, isKey, isNegated, textsOf } from "./conditions";
import { canBePrincipal } from "./principals";

/** Keys by which a statement can tell principals apart. */
const OF_PRINCIPALS = [
  "aws:PrincipalArn",
  "aws:PrincipalAccount",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalTag/*",
  "aws:PrincipalType",
  "aws:userid",
  "aws:username",
];

/** Whether a statement is about some principals only, or spares some. */
export function tellsPrincipalsApart(statement: LintStatement): boolean {
  return clausesOn(statement, ...OF_PRINCIPALS).length > 0;
}

/** A principal, or a pattern of some, that a Deny spares. */
export interface Exemption {
  readonly text: string;
  readonly at: JsonPath;
  readonly clause: LintCondition;
}

/** The principals that a Deny spares by their ARN. */
export function exemptions(statement: LintStatement): readonly Exemption[] {
  if (statement.effect !== "Deny") return [];
  return clausesOn(statement, "aws:PrincipalArn")
    .filter(isNegated)
    .flatMap((clause) => clause.values.map(({ value, at }) => ({ text: String(value), at, clause })));
}

/** Clauses by which a Deny spares principals with a tag of their own. */
export function tagExemptions(statement: LintStatement): readonly LintCondition[] {
  return statement.effect === "Deny" ? clausesOn(statement, "aws:PrincipalTag/*").filter(isNegated) : [];
}

/** Whether a clause is about who calls and not about what is called. */
export function isOfCaller({ key }: LintCondition): boolean {
  return isKey(key, ...OF_PRINCIPALS, "aws:PrincipalOrgID", "aws:PrincipalIsAWSService", "aws:AssumedRoot");
}

/** Whether a statement can be about a user or root, who alone have long-term credentials. */
export function reachesLongTermCredentials(statement: LintStatement): boolean {
  return clausesOn(statement, "aws:PrincipalArn")
    .filter(({ operator }) => operator.kind === "compare" && !operator.negated)
    .every((clause) =>
      textsOf(clause).some(
        (text) => canBePrincipal(text, clause, "user") || canBePrincipal(text, clause, "root"),
      ),
    );
}
