import type { LintProblem, LintRule } from "../../types";

export const assumeRootBindsDelegatedAdmin: LintRule = {
  slug: "assume-root-binds-delegated-admin",
  title: "sts:AssumeRoot is called where this SCP may not be",
  severity: "info",
  types: ["scp"],
  why: "Only the management account and the delegated administrator for IAM can call sts:AssumeRoot. SCPs do not bind the management account, so that this statement binds the delegated administrator and nobody else, and only where the policy is attached to that account or above it.",
  fix: "attach it where the delegated administrator is, and restrict sts:AssumeRoot in the management account by its identity policies",
  sources: [
    "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-access-management.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { effect, actions } of statements) {
      if (effect !== "Deny" || actions.negated) continue;
      for (const { text, at } of actions.texts) {
        if (text.toLowerCase() !== "sts:assumeroot") continue;
        yield { at, message: "this binds the delegated administrator for IAM only" };
      }
    }
  },
};
