import { serviceOf } from "../../meaning/actions";
import { clausesOn, holdsFor, isClauseFilledIn, isKey, isNegated, textsOf } from "../../meaning/conditions";
import { isOfCaller } from "../../meaning/exemptions";
import { globalServicesFor, regionClause } from "../../meaning/regions";
import {
  ALL_TYPES,
  type LintCondition,
  type LintProblem,
  type LintRule,
  type LintStatement,
} from "../../types";
import { SAFE_VALUES, type SafeValues } from "./safe-values";

const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;

export const invertedCondition: LintRule = {
  slug: "inverted-condition",
  title: "A condition the wrong way round",
  severity: "error",
  types: ALL_TYPES,
  why: "A Deny denies where its condition holds. With the good value under it instead of the bad one it stops what it was to keep and lets pass what it was to stop.",
  fix: "turn the operator round, or name the value that is to be denied",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      for (const clause of statement.conditions.filter(isClauseFilledIn)) {
        yield* invertedSafeValue(statement, clause);
        if (statement.effect === "Deny") yield* ownOrganization(statement, clause);
      }
      yield* approvedRegions(statement);
    }
  },
};

function* invertedSafeValue(statement: LintStatement, clause: LintCondition): Iterable<LintProblem> {
  const values = SAFE_VALUES.find(({ key }) => isKey(clause.key, key));
  if (values === undefined || clause.operator.kind !== "compare") return;
  // With a second condition beside it, either way may be meant: an age, or a key for what is encrypted.
  if (statement.conditions.some((other) => other !== clause && !isOfCaller(other))) return;
  if (statement.effect !== "Deny" || !holdsForOnly(clause, values)) return;
  const { denied, instead, conceivable } = values;
  yield {
    at: clause.at,
    on: "key",
    message: `this denies ${denied}`,
    fix: `write ${instead}`,
    ...(conceivable && { severity: "warning" as const }),
  };
}

function holdsForOnly(clause: LintCondition, { safe, unsafe }: SafeValues): boolean {
  return safe.every((value) => holdsFor(clause, value)) && !unsafe.some((value) => holdsFor(clause, value));
}

/** A Deny of one's own organization, and of nothing narrower: everybody that it was to spare. */
function* ownOrganization(statement: LintStatement, clause: LintCondition): Iterable<LintProblem> {
  if (!isKey(clause.key, "aws:PrincipalOrgID", "aws:ResourceOrgID") || isNegated(clause)) return;
  if (clause.operator.kind !== "compare") return;
  const values = textsOf(clause);
  if (values.length !== 1 || !ORGANIZATION_ID.test(values[0]!)) return;
  // Of whole services: a few actions may well be kept from members alone.
  if (!statement.actions.negated && !statement.actions.texts.some(({ text }) => text.endsWith("*"))) return;
  const narrowing = statement.conditions.filter(
    (other) => other !== clause && !isNegated(other) && !isKey(other.key, "aws:PrincipalIsAWSService"),
  );
  if (narrowing.length > 0 || clausesOn(statement, "aws:PrincipalOrgID", "aws:ResourceOrgID").length > 1)
    return;
  if (statement.conditions.some((other) => other !== clause && isNegated(other) && !isOfCaller(other)))
    return;
  const whom = isKey(clause.key, "aws:PrincipalOrgID")
    ? "the members of the organization"
    : "the organization's resources";
  yield {
    at: clause.at,
    on: "key",
    severity: "warning",
    message: `this denies ${whom} and lets all others pass`,
    fix: `write StringNotEqualsIfExists: { "${clause.key}": "${values[0]}" }`,
  };
}

/**
 * Who denies some Regions by name has no need to spare global services of others: a NotAction that spares them says
 * that the list is of the Regions which were to be left.
 */
function* approvedRegions(statement: LintStatement): Iterable<LintProblem> {
  const clause = regionClause(statement);
  if (clause === undefined || isNegated(clause) || statement.effect !== "Deny" || !statement.actions.negated)
    return;
  const untouched = globalServicesFor(clause, false).map(([service]) => service);
  const spared = statement.actions.texts.filter(({ text }) => untouched.includes(serviceOf(text)));
  if (spared.length < MOST_BY_CHANCE) return;
  yield {
    at: clause.at,
    on: "key",
    severity: "warning",
    message: "this denies the Regions in the list and lets all others pass",
    fix: `write StringNotEquals: { "${clause.key}": ... }`,
  };
}

const MOST_BY_CHANCE = 3;
