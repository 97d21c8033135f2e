import type { Severity } from "../../../findings/finding";
import { isKey, isNegated } from "../../meaning/conditions";
import { isFilledIn } from "../../meaning/placeholders";
import { ALL_TYPES, type LintCondition, type LintProblem, type LintRule } from "../../types";
import { ID_FORMS } from "./forms";

export const malformedId: LintRule = {
  slug: "malformed-id",
  title: "An id of a shape that AWS does not give",
  severity: "error",
  types: ALL_TYPES,
  why: "Ids are compared to the letter. An account of eleven digits (an id that began with a zero and was written as a number), EU-WEST-1, an Availability Zone for a Region, a path without its last slash: none of them is ever met, so that the condition never holds, or with a negated operator always.",
  fix: "write the id as AWS gives it, account ids in quotes",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html",
    "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const clause of statements.flatMap(({ conditions }) => conditions)) {
      if (clause.operator.kind !== "compare") continue;
      const form = ID_FORMS.find(({ keys }) => isKey(clause.key, ...keys));
      if (form === undefined) continue;
      for (const { value, at } of clause.values) {
        const text = String(value);
        // What a variable or a wildcard stands for may make it whole.
        if (text.includes("${") || !isFilledIn(text)) continue;
        if (/[*?]/.test(text) && !(form.takesPatterns && isLike(clause))) continue;
        const problem = form.problemOf(text);
        if (problem === undefined) continue;
        const near = form.nearest?.(text);
        yield {
          at,
          severity: severityOf(clause.key, text, near),
          message: isNegated(clause) ? `${problem}: nothing is spared by it` : problem,
          found: JSON.stringify(value),
          expected: form.expected,
          nearest: near,
        };
      }
    }
  },
};

/** Elsewhere a wildcard is a plain character, which another rule tells of. */
function isLike({ operator }: LintCondition): boolean {
  return operator.kind === "compare" && operator.comparison === "string-like";
}

/** What has the shape of a Region may be one that is newer than the list. */
function severityOf(key: string, text: string, near: string | undefined): Severity {
  if (/region$/i.test(key) && /[*?]/.test(text)) return "warning";
  if (!/region$/i.test(key) || !/^[a-z]{2,4}(?:-[a-z]+){1,2}-\d$/.test(text)) return "error";
  const isNextOfKnown = near !== undefined && near.slice(0, -1) === text.slice(0, -1);
  return near === undefined || isNextOfKnown ? "info" : "warning";
}
