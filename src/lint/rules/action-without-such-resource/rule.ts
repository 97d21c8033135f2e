import { actionInfo } from "../../../aws-data/actions";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

export const actionWithoutSuchResource: LintRule = {
  slug: "action-without-such-resource",
  title: "An action that names no resource, under resources",
  severity: "warning",
  types: ALL_TYPES,
  why: 'An action that names no resource is judged on "*". Under a Resource that asks for an ARN it is never meant: not denied, or not allowed. Under a NotResource it is always meant, whatever the list says.',
  fix: 'put the action into a statement of its own with Resource "*"',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      const outcome = outcomeOf(statement);
      if (outcome === undefined || statement.actions.negated) continue;
      for (const { text, at } of statement.actions.texts) {
        const info = actionInfo(text);
        if (info?.resources.length !== 0) continue;
        yield { at, message: `${info.action} names no resource: this statement ${outcome}`, found: text };
      }
    }
  },
};

/** What becomes of actions that name no resource; undefined where they are meant as the others are. */
function outcomeOf({ effect, resources }: LintStatement): string | undefined {
  // An ARN is no star, whatever is still to be filled in behind its beginning.
  if (resources === undefined || !resources.texts.every(({ text }) => text.startsWith("arn:")))
    return undefined;
  const verb = effect === "Deny" ? "deny" : "allow";
  const third = effect === "Deny" ? "denies" : "allows";
  return resources.negated ? `always ${third} it` : `does not ${verb} it`;
}
