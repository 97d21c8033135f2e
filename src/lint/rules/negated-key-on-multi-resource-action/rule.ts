import { type ActionInfo, type ActionResource, actionInfo } from "../../../aws-data/actions";
import { conditionKeyInfo } from "../../../aws-data/condition-keys";
import { knownActionsOf, serviceOf } from "../../meaning/actions";
import { meetsForm } from "../../meaning/arns";
import { carriesKeyOn, isOfType, listed } from "../../meaning/carriers";
import { holdsWhenAbsent, isKey } from "../../meaning/conditions";
import { isOfCaller } from "../../meaning/exemptions";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

/** A text that means more actions than these is not about one that makes something. */
const MOST_ACTIONS = 12;

export const negatedKeyOnMultiResourceAction: LintRule = {
  slug: "negated-key-on-multi-resource-action",
  title: "A negated key that not every resource of the request has",
  severity: "warning",
  types: ["scp", "rcp", "identity"],
  why: "AWS judges a request on each resource that it names: a launch on its image, its subnet and its security groups as well as on the instance. A negated condition holds for each of those that does not have the key at all, so that every request is denied, whatever its instance is like.",
  fix: "narrow Resource to the type that has the key",
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policy-structure.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.effect !== "Deny" || statement.actions.negated || statement.resources?.negated) continue;
      const clauses = statement.conditions.filter((clause) => holdsWhenAbsent(clause) && isOfType(clause));
      if (clauses.length === 0) continue;
      const actions = statement.actions.texts
        .map(({ text }) => knownActionsOf(text))
        .filter(({ length }) => length <= MOST_ACTIONS)
        .flat();
      for (const clause of clauses) {
        const problem = firstProblem(statement, clause, actions);
        if (problem !== undefined) yield problem;
      }
    }
  },
};

/** One action is enough to say; the one whose resources all stand in each request, if there is such. */
function firstProblem(
  statement: LintStatement,
  clause: LintCondition,
  actions: readonly string[],
): LintProblem | undefined {
  const { key } = conditionKeyInfo(clause.key)!;
  for (const action of actions) {
    const info = actionInfo(action)!;
    const carriers = info.resources.filter((resource) => carriesKeyOn(info, resource, key));
    if (carriers.length === 0) continue;
    const lacking = info.resources.filter(
      (resource) => !carriers.includes(resource) && isDenied(statement, clause, info, resource),
    );
    if (lacking.length === 0) continue;
    // Of other services, AWS documents alternatives as if each request named them all.
    const isSure = serviceOf(action) === "ec2";
    return {
      at: clause.at,
      on: "key",
      ...(!isSure && { severity: "info" as const }),
      message: isSure
        ? `every ${action} is denied: it also names ${listed(lacking)}, without ${clause.key}`
        : `${action} is denied on ${listed(lacking)}, which has no ${clause.key}`,
      fix: `narrow Resource to what has the key: ${namesOf(carriers)}`,
    };
  }
  return undefined;
}

/** Of many types, those that stand in each request. */
function namesOf(carriers: readonly ActionResource[]): string {
  const required = carriers.filter((resource) => resource.required);
  return (required.length > 0 ? required : carriers).map(({ type }) => type).join(", ");
}

/** Whether each request is denied for a resource of a type, whatever the type's own keys say. */
function isDenied(
  { resources, conditions }: LintStatement,
  clause: LintCondition,
  info: ActionInfo,
  resource: ActionResource,
): boolean {
  const isReached = resources?.texts.some(({ text }) => resource.arns.some((form) => meetsForm(text, form)));
  if (!resource.required || !isReached) return false;
  return conditions.every((other) => {
    if (other === clause || isOfCaller(other)) return true;
    const known = conditionKeyInfo(other.key);
    if (
      known === undefined ||
      isKey(other.key, "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths")
    ) {
      return false;
    }
    const carries = carriesKeyOn(info, resource, known.key);
    return carries || /resourcetag\//i.test(known.key)
      ? false
      : known.scope === "global" || holdsWhenAbsent(other);
  });
}
