import type { LintProblem, LintRule } from "../../types";

export const principalInScp: LintRule = {
  slug: "principal-in-scp",
  title: "A principal in a policy of principals",
  severity: "error",
  types: ["scp", "identity"],
  why: "An SCP and an identity policy are about the principals that they are attached to; AWS refuses one that names a Principal.",
  fix: "remove the element; to spare some principals, use a condition on aws:PrincipalArn",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  ],
  *check({ value }): Iterable<LintProblem> {
    const written = (value as { readonly Statement?: unknown } | null | undefined)?.Statement;
    const statements: readonly unknown[] = Array.isArray(written) ? written : [written];
    for (const [index, statement] of statements.entries()) {
      if (typeof statement !== "object" || statement === null) continue;
      for (const element of ["Principal", "NotPrincipal"].filter((name) => name in statement)) {
        const at = Array.isArray(written) ? ["Statement", index, element] : ["Statement", element];
        yield { at, on: "key", message: `a statement names a ${element}` };
      }
    }
  },
};
