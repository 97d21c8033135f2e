import { clausesOn, holdsFor, holdsWhenAbsent, isKey, isNegated } from "../../meaning/conditions";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

/** Keys that tell one's own principals or networks from others, and that a direct call of an AWS service lacks. */
const PERIMETER = [
  "aws:PrincipalAccount",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:VpceOrgPaths",
];
const EXEMPTION = ["aws:PrincipalArn", "aws:PrincipalTag/*"];
const IS_SERVICE = ["aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"];

export const rcpBlocksAwsServices: LintRule = {
  slug: "rcp-blocks-aws-services",
  title: "A boundary that AWS services run into",
  severity: "warning",
  types: ["rcp"],
  why: "A service that calls as itself, to write logs or to deliver events for instance, belongs to no organization, has no ARN and comes through no endpoint of yours. Negated conditions on those keys hold for it, and a Deny built of them alone stops it.",
  fix: 'add BoolIfExists: { "aws:PrincipalIsAWSService": "false" }',
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.effect !== "Deny" || !isMetByServices(statement)) continue;
      const [perimeter] = clausesOn(statement, ...PERIMETER);
      const [exemption] = clausesOn(statement, ...EXEMPTION);
      const clause = perimeter ?? exemption;
      if (clause === undefined) continue;
      yield {
        at: clause.at,
        on: "key",
        ...(perimeter === undefined && { severity: "info" as const }),
        message: "an AWS service that calls as itself is denied too",
      };
    }
  },
};

/** Whether a direct call of a service meets all conditions, as far as they are about who calls and from where. */
function isMetByServices({ conditions }: LintStatement): boolean {
  return conditions.every((clause) =>
    isKey(clause.key, ...IS_SERVICE)
      ? false
      : holdsWhenAbsent(clause) && (isNegated(clause) || isOther(clause)),
  );
}

/** Such as BoolIfExists aws:ViaAWSService "false", which holds for a direct call. */
function isOther(clause: LintCondition): boolean {
  return isKey(clause.key, "aws:ViaAWSService") && holdsFor(clause, "false");
}
