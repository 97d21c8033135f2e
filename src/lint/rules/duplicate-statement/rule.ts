import { tidy } from "../../../catalogue/statement";
import { obtain } from "../../../collections";
import { pathText } from "../../../json/node";
import { canonicalJson } from "../../../policy/canonical";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

export const duplicateStatement: LintRule = {
  slug: "duplicate-statement",
  title: "The same statement twice",
  severity: "warning",
  types: ALL_TYPES,
  why: "A statement that stands twice does no more than once, costs characters of the size limit, and goes wrong when only one of the two is changed later.",
  fix: "remove one of them",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html"],
  *check({ statements }): Iterable<LintProblem> {
    const first = new Map<string, LintStatement>();
    for (const statement of statements) {
      const earlier = obtain(first, nameOf(statement), () => statement);
      if (earlier === statement) continue;
      yield { at: statement.at, message: `this statement says what ${pathText(earlier.at)} says` };
    }
  },
};

/** Equal for statements that differ in their Sid, in casing that means nothing, or in the order of lists only. */
function nameOf({ statement }: LintStatement): string {
  const { Sid: _, Action, NotAction, Condition, ...others } = statement;
  const folded = {
    ...others,
    ...(Action !== undefined && { Action: lowerCase(Action) }),
    ...(NotAction !== undefined && { NotAction: lowerCase(NotAction) }),
  };
  return canonicalJson(tidy(Condition === undefined ? folded : { ...folded, Condition }));
}

function lowerCase(actions: string | readonly string[]): string | readonly string[] {
  return typeof actions === "string" ? actions.toLowerCase() : actions.map((action) => action.toLowerCase());
}
