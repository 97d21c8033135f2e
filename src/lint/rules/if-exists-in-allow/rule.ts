import { clausesOn, isKey } from "../../meaning/conditions";
import type { LintProblem, LintRule } from "../../types";

/** Keys of who calls and from where: an Allow asks for them to keep others out. */
const GUARDS = [
  "aws:PrincipalAccount",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceIp",
  "aws:SourceOrgID",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "aws:VpceOrgID",
];

export const ifExistsInAllow: LintRule = {
  slug: "if-exists-in-allow",
  title: "An Allow for those who do not say",
  severity: "warning",
  types: ["identity", "resource"],
  why: "IfExists makes a condition hold for a request that lacks the key. In an Allow that lets in whom the condition was to keep out: an anonymous caller has no aws:PrincipalOrgID, a service may send no aws:SourceAccount, a request through a VPC endpoint has no aws:SourceIp.",
  fix: "leave IfExists out; give those who cannot have the key a statement of their own",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements.filter(({ effect }) => effect === "Allow")) {
      for (const clause of clausesOn(statement, ...GUARDS)) {
        const { operator } = clause;
        if (operator.kind !== "compare" || !operator.ifExists || operator.negated) continue;
        // A network may be asked for in two ways, each absent where the other is there.
        const isOfNetwork = isKey(
          clause.key,
          "aws:SourceIp",
          "aws:SourceVpc",
          "aws:SourceVpce",
          "aws:VpceOrgID",
        );
        yield {
          at: clause.at,
          on: "key",
          ...(isOfNetwork && { severity: "info" as const }),
          message: `requests without ${clause.key} are allowed`,
        };
      }
    }
  },
};
