import { actionInfo } from "../../../aws-data/actions";
import { conditionKeyInfo } from "../../../aws-data/condition-keys";
import { serviceOf, speaksOf } from "../../meaning/actions";
import { meetsForm } from "../../meaning/arns";
import { carriesKeyOn, isOfType, listed } from "../../meaning/carriers";
import { holdsWhenAbsent } from "../../meaning/conditions";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

export const allowNeedsEveryResource: LintRule = {
  slug: "allow-needs-every-resource",
  title: "An Allow that not every resource of the request can meet",
  severity: "warning",
  types: ["identity"],
  why: "A launch is allowed only when it is allowed on each resource that it names: on the image, the subnet and the security groups as well as on the instance. A condition on a key that only some of those have fails for the others, so that this statement alone allows no launch at all.",
  fix: "keep the condition to the type that has the key, and allow the other types in a statement of their own without it",
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policy-structure.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.effect !== "Allow" || statement.actions.negated || statement.resources?.negated) continue;
      const others = statements.filter((other) => other !== statement && other.effect === "Allow");
      for (const clause of statement.conditions.filter((one) => !holdsWhenAbsent(one) && isOfType(one))) {
        for (const { text } of statement.actions.texts) {
          if (others.some(({ actions }) => speaksOf(actions, text))) continue;
          const lacking = lackingTypes(statement, clause, text);
          if (lacking === undefined) continue;
          yield {
            at: clause.at,
            on: "key",
            message: `this allows no ${text}: it also names ${lacking}, without ${clause.key}`,
          };
          break;
        }
      }
    }
  },
};

/** Of other services than EC2, AWS documents alternatives as if each request named them all. */
function lackingTypes(
  { resources }: LintStatement,
  clause: LintCondition,
  action: string,
): string | undefined {
  const info = serviceOf(action) === "ec2" ? actionInfo(action) : undefined;
  if (info === undefined) return undefined;
  const { key } = conditionKeyInfo(clause.key)!;
  const lacking = info.resources.filter(
    (resource) => resource.required && !carriesKeyOn(info, resource, key),
  );
  if (lacking.length === info.resources.length) return undefined;
  const reached = lacking.filter(({ arns }) =>
    resources?.texts.some(({ text }) => arns.some((form) => meetsForm(text, form))),
  );
  return reached.length === 0 ? undefined : listed(reached);
}
