import type { LintProblem, LintRule, LintStatement } from "../../types";

export const allowEverything: LintRule = {
  slug: "allow-everything",
  title: "Everything is allowed",
  severity: "info",
  types: ["identity", "resource"],
  why: 'Any action on any resource without a condition is the power of an administrator; in the policy of a resource with Principal "*" it is open to whoever can reach it.',
  fix: "name the actions and the resources that are needed, or bound the principal by a permissions boundary and SCPs",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.effect !== "Allow" || statement.conditions.length > 0) continue;
      if (isAll(statement.actions) && isAll(statement.resources)) {
        yield { at: statement.actions.at, on: "key", message: "every action on every resource is allowed" };
      }
    }
  },
};

function isAll(list: LintStatement["resources"]): boolean {
  return list !== undefined && !list.negated && list.texts.some(({ text }) => /^\*+(?::\*+)*$/.test(text));
}
