import { arnParts } from "../../../evaluate/reference/arn";
import { clausesOn, isNegated } from "../../meaning/conditions";
import { isFilledIn } from "../../meaning/placeholders";
import { canBePrincipal, PRINCIPAL_KINDS } from "../../meaning/principals";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const principalArnNeverMatches: LintRule = {
  slug: "principal-arn-never-matches",
  title: "An ARN that no principal has",
  severity: "warning",
  types: ALL_TYPES,
  why: "aws:PrincipalArn is the ARN of the root user, of a user, of a federated user or of a role, with its path; of a session it is the ARN of the role and never arn:aws:sts::…:assumed-role/…. A value of another shape matches nobody: whom it was to spare is denied, whom it was to deny passes.",
  fix: "name the role as IAM does: arn:aws:iam::ACCOUNT:role/PATH/NAME",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const clause of statements.flatMap((statement) => clausesOn(statement, "aws:PrincipalArn"))) {
      if (clause.operator.kind !== "compare") continue;
      for (const { value, at } of clause.values) {
        const text = String(value);
        if (!isFilledIn(text) || PRINCIPAL_KINDS.some((kind) => canBePrincipal(text, clause, kind))) continue;
        yield {
          at,
          message: isNegated(clause)
            ? "no principal has this ARN: nobody is spared"
            : "no principal has this ARN",
          found: JSON.stringify(text),
          expected: asRole(text),
        };
      }
    }
  },
};

/** The ARN of the role of a session. */
function asRole(text: string): string | undefined {
  const [, partition, service, , account, resource = ""] = arnParts(text) ?? [];
  const session = /^assumed-role\/([^/]+)/.exec(resource);
  return session === null || service !== "sts"
    ? undefined
    : `arn:${partition}:iam::${account}:role/${session[1]}`;
}
