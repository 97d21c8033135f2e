import { isAction } from "../../../policy/refusals";
import { hasPlaceholder } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const malformedAction: LintRule = {
  slug: "malformed-action",
  title: "A text that cannot be an action",
  severity: "error",
  types: ALL_TYPES,
  why: 'An action is "*" or service:Action, with letters, digits, hyphens and wildcards; AWS refuses anything else. Variables such as ${aws:username} have no meaning here.',
  fix: 'write it as "s3:GetObject"',
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"],
  *check({ statements }): Iterable<LintProblem> {
    for (const { text, at } of statements.flatMap(({ actions }) => actions.texts)) {
      if (isAction(text) || hasPlaceholder(text)) continue;
      const trimmed = text.trim();
      const message =
        trimmed !== text && isAction(trimmed) ? "white space around an action" : "this is no action";
      yield { at, message, found: JSON.stringify(text) };
    }
  },
};
