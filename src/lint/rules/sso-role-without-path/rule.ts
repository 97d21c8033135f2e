import { clausesOn, isNegated } from "../../meaning/conditions";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

/** The role of a permission set named without what stands before its name: nothing but "role/". */
const WITHOUT_PATH = /^(arn:[^:]*:iam:[^:]*:[^:]*:role\/)(AWSReservedSSO_.*)$/;

export const ssoRoleWithoutPath: LintRule = {
  slug: "sso-role-without-path",
  title: "The role of a permission set without its path",
  severity: "warning",
  types: ALL_TYPES,
  why: "Identity Center makes its roles under the path /aws-reserved/sso.amazonaws.com/, outside us-east-1 with the Region behind it, and the path is part of aws:PrincipalArn. role/AWSReservedSSO_… matches none of them.",
  fix: "write role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_NAME_* with an operator that takes wildcards",
  sources: [
    "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const clause of statements.flatMap((statement) => clausesOn(statement, "aws:PrincipalArn"))) {
      for (const { value, at } of clause.values) {
        const [, start, name] = WITHOUT_PATH.exec(String(value)) ?? [];
        if (start === undefined) continue;
        yield {
          at,
          message: isNegated(clause)
            ? "no role of a permission set has this ARN: none is spared"
            : "no role of a permission set has this ARN",
          found: JSON.stringify(value),
          expected: `${start}aws-reserved/sso.amazonaws.com/*${name}`,
        };
      }
    }
  },
};
