import { clausesOn, isClauseFilledIn } from "../../meaning/conditions";
import type { LintProblem, LintRule } from "../../types";

export const organizationKeyInScp: LintRule = {
  slug: "organization-key-in-scp",
  title: "An SCP that asks which organization calls",
  severity: "warning",
  types: ["scp"],
  why: "An SCP binds the principals of its own organization and nobody else, so that aws:PrincipalOrgID has one value in all requests that it is asked about: the condition holds for all of them or for none.",
  fix: "ask for aws:ResourceOrgID to keep your principals to your resources; aws:PrincipalOrgID belongs into an RCP or the policy of a resource",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const clause of statements.flatMap((statement) => clausesOn(statement, "aws:PrincipalOrgID"))) {
      if (clause.operator.kind !== "compare" || !isClauseFilledIn(clause)) continue;
      yield {
        at: clause.at,
        on: "key",
        message: "every request that this SCP is asked about gives the same answer",
      };
    }
  },
};
