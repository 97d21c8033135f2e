import { clausesOn } from "../../meaning/conditions";
import type { LintProblem, LintRule } from "../../types";

export const passRoleToAnything: LintRule = {
  slug: "pass-role-to-anything",
  title: "Any role may be handed to any service",
  severity: "warning",
  types: ["identity"],
  why: "Who may pass every role may pass an administrator's to a function or an instance of their own and act as it: iam:PassRole on every role is as much as all roles together may do.",
  fix: "name the roles that may be passed, or the path that they are under, and the service by iam:PassedToService",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      const { effect, actions, resources } = statement;
      if (effect !== "Allow" || actions.negated || resources === undefined || resources.negated) continue;
      if (!resources.texts.some(({ text }) => /^\*+$|^arn:[^:]*:iam::[^:]*:(?:\*+|role\/\*+)$/.test(text)))
        continue;
      if (clausesOn(statement, "iam:PassedToService", "iam:AssociatedResourceArn").length > 0) continue;
      if (clausesOn(statement, "aws:ResourceTag/*", "iam:ResourceTag/*").length > 0) continue;
      for (const { text, at } of actions.texts) {
        if (text.toLowerCase() !== "iam:passrole") continue;
        yield { at, message: "every role may be passed to every service" };
      }
    }
  },
};
