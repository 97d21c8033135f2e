import type { LintProblem, LintRule } from "../../types";

export const notPrincipal: LintRule = {
  slug: "not-principal",
  title: "All principals but some",
  severity: "warning",
  types: ["resource"],
  why: "AWS advises against NotPrincipal. With Deny it denies the sessions of a role unless the role, each session and the account are all named, and always whoever has a permissions boundary; with Allow, which AWS does not support, it would let in all the world but some.",
  fix: 'write Principal: "*" and a condition on aws:PrincipalArn: ArnNotLike in a Deny, ArnLike in an Allow',
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html"],
  *check({ statements }): Iterable<LintProblem> {
    for (const { effect, at, statement } of statements) {
      if (statement.NotPrincipal === undefined) continue;
      yield {
        at: [...at, "NotPrincipal"],
        on: "key",
        message:
          effect === "Allow"
            ? "everybody but those is allowed, the anonymous too, if AWS takes it at all"
            : "sessions of those who are named here may be denied all the same",
      };
    }
  },
};
