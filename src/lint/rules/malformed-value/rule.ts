import { arnParts } from "../../../evaluate/reference/arn";
import { parseIpRange } from "../../../evaluate/reference/ip";
import { parseDecimal, parseInstant } from "../../../evaluate/reference/quantities";
import { type Family, familyOf } from "../../families";
import { hasPlaceholder } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";
import { withoutVariables } from "../../variables";

interface Form {
  readonly expected: string;
  readonly fits: (text: string) => boolean;
  /** Whether policy variables are replaced in values of the family; elsewhere they are plain text. */
  readonly variables: boolean;
}

const isBoolean = (text: string) => /^(?:true|false)$/i.test(text);

/** Source: the page of operators, read 2026-11. */
const FORMS: Readonly<Partial<Record<Family, Form>>> = {
  numeric: { expected: "a number", fits: (text) => parseDecimal(text) !== undefined, variables: false },
  date: {
    expected: "a date such as 2027-01-31T00:00:00Z, or seconds since 1970",
    fits: (text) => parseInstant(text) !== undefined,
    variables: false,
  },
  bool: { expected: "true or false", fits: isBoolean, variables: true },
  null: { expected: "true or false", fits: isBoolean, variables: false },
  ip: {
    expected: "an address or a range such as 203.0.113.0/24",
    fits: (text) => parseIpRange(text) !== undefined,
    variables: false,
  },
  binary: { expected: "base64", fits: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text), variables: false },
  arn: { expected: "an ARN of six parts", fits: (text) => arnParts(text) !== undefined, variables: true },
};

export const malformedValue: LintRule = {
  slug: "malformed-value",
  title: "A value that its operator cannot read",
  severity: "error",
  types: ALL_TYPES,
  why: "A value that is no date, number, address or ARN matches nothing under an operator of that kind: the condition is never true, or with a negated operator always. Policy variables are replaced under String, Arn and Bool operators alone.",
  fix: "correct the value, or use another operator",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { operator, operatorName, values } of statements.flatMap(({ conditions }) => conditions)) {
      const family = familyOf(operator);
      const form = FORMS[family];
      if (form === undefined) continue;
      for (const { value, at } of values) {
        const text = String(value);
        const read = form.variables ? withoutVariables(text, "x") : text;
        const isVariable = form.variables && read !== text;
        if (form.fits(read) || hasPlaceholder(text) || (isVariable && family !== "arn")) continue;
        // "*" under ArnLike fits no ARN by the documentation, which AWS may not hold to.
        const severity = family === "arn" && /^[*?]/.test(read) ? "warning" : "error";
        yield {
          at,
          severity,
          message: `${operatorName} cannot read this`,
          found: JSON.stringify(value),
          expected: form.expected,
        };
      }
    }
  },
};
