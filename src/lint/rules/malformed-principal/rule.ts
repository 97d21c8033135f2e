import { many } from "../../../policy/document";
import { hasPlaceholder } from "../../meaning/placeholders";
import type { LintProblem, LintRule, LintStatement } from "../../types";

/** What each kind of principal looks like. Source: the page of Principal, read 2026-11. */
const FORMS: ReadonlyMap<string, { readonly form: RegExp; readonly expected: string }> = new Map([
  [
    "AWS",
    {
      form: /^(?:\*|\d{12}|arn:[a-z-]+:(?:iam|sts)::(?:\d{12}|cloudfront|aws):[^*?]+|A[A-Z]{3}[A-Z0-9]{12,})$/,
      expected: '"*", an account id, or the ARN of a user, role, session or account, without wildcards',
    },
  ],
  ["Service", { form: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, expected: "a service such as ec2.amazonaws.com" }],
]);

export const malformedPrincipal: LintRule = {
  slug: "malformed-principal",
  title: "A principal that is none",
  severity: "error",
  types: ["resource"],
  why: 'A principal is "*" or one that is named outright: AWS refuses an ARN with a wildcard in it, and one that is not of IAM or STS.',
  fix: "name the account and ask for more in a condition, such as ArnLike on aws:PrincipalArn",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) yield* ofStatement(statement);
  },
};

function* ofStatement({ statement, at }: LintStatement): Iterable<LintProblem> {
  for (const element of ["Principal", "NotPrincipal"] as const) {
    const written = statement[element];
    if (typeof written !== "object" || written === null) continue;
    for (const [kind, principals] of Object.entries(written as Record<string, string | readonly string[]>)) {
      const known = FORMS.get(kind);
      for (const [index, text] of many(principals).entries()) {
        if (known === undefined || typeof text !== "string" || known.form.test(text) || hasPlaceholder(text))
          continue;
        const spot = [...at, element, kind, ...(Array.isArray(principals) ? [index] : [])];
        const message = "this names no principal";
        yield { at: spot, message, found: JSON.stringify(text), expected: known.expected };
      }
    }
  }
}
