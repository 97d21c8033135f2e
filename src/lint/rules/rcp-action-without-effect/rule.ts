import { NOT_GOVERNED_BY_RCP, RCP_SERVICES } from "../../../aws-data/rcp-services";
import { isRcpFullAccess, namesService } from "../../../policy/refusals";
import { prefixOf } from "../../actions";
import type { LintProblem, LintRule } from "../../types";

export const rcpActionWithoutEffect: LintRule = {
  slug: "rcp-action-without-effect",
  title: "An action that no RCP reaches",
  severity: "warning",
  types: ["rcp"],
  why: "RCPs govern the resources of some services only, and a few actions of those escape them: elsewhere the statement denies nothing. Each action must name its service outright; AWS refuses one that does not.",
  fix: "leave the action to an SCP or to the policies of the resources",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    if (isRcpFullAccess(statements.map(({ statement }) => statement))) return;
    for (const { text, at } of statements.flatMap(({ actions }) => actions.texts)) {
      const prefix = prefixOf(text);
      if (!namesService(text)) {
        const fix = 'name each service: "s3:*"';
        yield {
          at,
          severity: "error",
          message: "an action of an RCP must name its service",
          found: text,
          fix,
        };
      } else if (prefix !== undefined && !RCP_SERVICES.has(prefix)) {
        yield { at, message: `RCPs do not govern ${prefix}`, found: text };
      } else if (NOT_GOVERNED_BY_RCP.has(text.toLowerCase())) {
        yield { at, message: `no RCP reaches ${text}`, found: text };
      }
    }
  },
};
