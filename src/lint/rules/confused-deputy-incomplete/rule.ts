import { asksForAbsence, clausesOn, holdsFor, isKey, isNegated } from "../../meaning/conditions";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

const SOURCE_KEYS = ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"];
const IS_SERVICE = "aws:PrincipalIsAWSService";
const SERVICE_NAMES = ["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"];

export const confusedDeputyIncomplete: LintRule = {
  slug: "confused-deputy-incomplete",
  title: "A guard against confused deputies with a part missing",
  severity: "warning",
  types: ["rcp", "resource"],
  why: 'The guard needs three parts: the source is none of yours (StringNotEqualsIfExists aws:SourceOrgID), there is a source (Null aws:SourceAccount "false"), and an AWS service calls (Bool aws:PrincipalIsAWSService "true"). A negated condition holds for a key that is absent: without the second part, services that call without a source are denied, and without both of the others everybody is.',
  fix: 'write all three: StringNotEqualsIfExists on aws:SourceOrgID, Null: { "aws:SourceAccount": "false" }, Bool: { "aws:PrincipalIsAWSService": "true" }',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements.filter(isOfEverybody)) {
      const found = missingPart(statement);
      if (found !== undefined) yield found;
    }
  },
};

function isOfEverybody({ effect, statement: { Principal } }: LintStatement): boolean {
  return effect === "Deny" && ["*", '{"AWS":"*"}', '{"AWS":["*"]}'].includes(asText(Principal));
}

function asText(principal: unknown): string {
  return typeof principal === "string" ? principal : (JSON.stringify(principal) ?? "");
}

function missingPart(statement: LintStatement): LintProblem | undefined {
  const ofSource = clausesOn(statement, ...SOURCE_KEYS);
  const foreign = ofSource.filter(isNegated);
  const hasSource = ofSource.some((clause) => asksForAbsence(clause, false));
  const isService = clausesOn(statement, IS_SERVICE).find(isTrue);
  const namesServices = clausesOn(statement, ...SERVICE_NAMES).some((clause) => !isNegated(clause));
  const spot = (clause: LintCondition) => ({ at: clause.at, on: "key" as const });

  if (foreign.length === 0) {
    const isAll = statement.conditions.every(
      (clause) => isKey(clause.key, IS_SERVICE) || asksForAbsence(clause, false),
    );
    if (isService === undefined || !isAll) return undefined;
    return { ...spot(isService), message: "this denies AWS services whosesoever resource they call for" };
  }
  if (hasSource && (isService !== undefined || namesServices)) return undefined;
  if (hasSource) {
    return {
      ...spot(foreign[0]!),
      severity: "info",
      message: "nothing asks whether an AWS service calls; today only such calls have a source",
    };
  }
  if (isService !== undefined || namesServices) {
    return { ...spot(foreign[0]!), message: "this denies AWS services that call without a source too" };
  }
  return statement.conditions.every((clause) => foreign.includes(clause) || isNegated(clause))
    ? { ...spot(foreign[0]!), message: "this denies everybody who is no AWS service: they have no source" }
    : undefined;
}

function isTrue(clause: LintCondition): boolean {
  return clause.operator.kind === "compare" && holdsFor(clause, "true") && !holdsFor(clause, "false");
}
