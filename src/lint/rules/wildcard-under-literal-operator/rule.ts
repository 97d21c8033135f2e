import { conditionKeyInfo } from "../../../aws-data/condition-keys";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";
import { withoutVariables } from "../../variables";

/** Operators that take "*" and "?" as they are, with the one to write instead. Arn operators all match. */
const LITERAL: ReadonlySet<string> = new Set(["string-equals", "string-equals-ignore-case"]);

export const wildcardUnderLiteralOperator: LintRule = {
  slug: "wildcard-under-literal-operator",
  title: "A wildcard under an operator that takes it literally",
  severity: "error",
  types: ALL_TYPES,
  why: 'StringEquals and its kin compare "*" and "?" as plain characters, so the value matches nothing that AWS sends: an Allow allows nobody, and a Deny with the negated operator denies everybody.',
  fix: "use StringLike or StringNotLike, or ArnLike or ArnNotLike for an ARN",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { operator, operatorName, key, values } of statements.flatMap((one) => one.conditions)) {
      if (operator.kind !== "compare" || !LITERAL.has(operator.comparison)) continue;
      for (const { value, at } of values) {
        // A policy variable may write a literal star: ${*}.
        if (typeof value !== "string" || !/[*?]/.test(withoutVariables(value))) continue;
        const severity = mayHold(key) ? "warning" : "error";
        const message = `${operatorName} takes the wildcard as it stands`;
        yield { at, severity, message, found: JSON.stringify(value) };
      }
    }
  },
};

/** What callers write, or keys of services describe, may have such a character in it. */
function mayHold(key: string): boolean {
  const info = conditionKeyInfo(key);
  return info?.scope !== "global" || info.family || FREE_TEXT.has(info.key);
}

const FREE_TEXT: ReadonlySet<string> = new Set(["aws:UserAgent", "aws:referer", "aws:TagKeys"]);
