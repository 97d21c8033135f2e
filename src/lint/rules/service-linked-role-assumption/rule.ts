import { clausesOn, isNegated, textsOf } from "../../meaning/conditions";
import type { LintProblem, LintRule } from "../../types";

/** Every role that the pattern means is service-linked. */
const SERVICE_LINKED = /^arn:[^:]*:iam:[^:]*:[^:]*:role\/aws-service-role\//;

export const serviceLinkedRoleAssumption: LintRule = {
  slug: "service-linked-role-assumption",
  title: "Service-linked roles, which no such policy binds",
  severity: "info",
  types: ["scp", "rcp"],
  why: "Neither SCPs nor RCPs bind service-linked roles: what is said of role/aws-service-role/* has no effect. They need no exemption, and they cannot be denied this way.",
  fix: "leave them out",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const clause of statements.flatMap((statement) => clausesOn(statement, "aws:PrincipalArn"))) {
      const isOnly = textsOf(clause).every((text) => SERVICE_LINKED.test(text));
      for (const { value, at } of clause.values) {
        if (!SERVICE_LINKED.test(String(value))) continue;
        if (isNegated(clause)) {
          yield { at, message: "service-linked roles are spared in any case", found: String(value) };
        } else {
          const severity = isOnly ? "warning" : "info";
          yield {
            at,
            severity,
            message: "service-linked roles are not bound by this policy",
            found: String(value),
          };
        }
      }
    }
  },
};
