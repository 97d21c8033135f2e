import { type ActionInfo, actionInfo } from "../../../aws-data/actions";
import { meetsForm } from "../../meaning/arns";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

export const actionWithoutSuchResource: LintRule = {
  slug: "action-without-such-resource",
  title: "An action that is judged on other resources",
  severity: "warning",
  types: ALL_TYPES,
  why: 'An action that names no resource is judged on "*", and others are judged on the types of resources that AWS lists with them. Under a Resource of another kind an action is never meant: not denied, or not allowed. Under a NotResource it is always meant, whatever the list says.',
  fix: 'put the action into a statement of its own, with the resource that it has or with "*"',
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
        if (info === undefined) continue;
        if (info.resources.length === 0) {
          yield { at, message: `${info.action} names no resource: this statement ${outcome}`, found: text };
        } else if (isOfOthers(info, statement)) {
          yield {
            at,
            // What AWS lists is not always all.
            severity: "info",
            message: `no Resource here is one that AWS lists with ${info.action}: this statement ${outcome}`,
            found: text,
            expected: [...new Set(info.resources.flatMap(({ arns }) => arns))]
              .slice(0, MOST_SHOWN)
              .join(", "),
          };
        }
      }
    }
  },
};

const MOST_SHOWN = 3;

/** What becomes of actions that are on none of the resources; undefined where "*" may be among them. */
function outcomeOf({ effect, resources }: LintStatement): string | undefined {
  // An ARN is no star, whatever is still to be filled in behind its beginning.
  if (resources === undefined || !resources.texts.every(({ text }) => text.startsWith("arn:")))
    return undefined;
  const verb = effect === "Deny" ? "deny" : "allow";
  const third = effect === "Deny" ? "denies" : "allows";
  return resources.negated ? `always ${third} it` : `does not ${verb} it`;
}

/**
 * Resources of actions that the Service Authorization Reference leaves out: CreateChangeSet on AWS's transforms.
 * Source: https://github.com/aws-samples/data-perimeter-policy-examples (cloudformation_endpoint_policy.json),
 * read 2026-11.
 */
const UNLISTED = /^arn:[^:]*:cloudformation:[^:]*:aws:transform\//;

/** S3 has a rule of its own, which says it better. */
function isOfOthers({ action, resources }: ActionInfo, statement: LintStatement): boolean {
  const { texts, negated } = statement.resources!;
  if (negated || action.startsWith("s3:") || texts.some(({ text }) => UNLISTED.test(text))) return false;
  const forms = resources.flatMap(({ arns }) => arns);
  return !texts.some(({ text }) => forms.some((form) => meetsForm(wildly(text), form)));
}

/** A text with a wildcard where something is still to be filled in. */
function wildly(text: string): string {
  return text.replaceAll(/<[^<>]*>|\[[^[\]]*\]|\{\{[^{}]*\}\}|(?<!\$)\{[^{}]*\}/g, "*");
}
