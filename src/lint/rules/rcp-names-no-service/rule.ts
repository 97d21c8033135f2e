import { isRcpFullAccess, namesService } from "../../../policy/refusals";
import type { LintProblem, LintRule } from "../../types";

export const rcpNamesNoService: LintRule = {
  slug: "rcp-names-no-service",
  title: "An RCP whose actions name no service",
  severity: "error",
  types: ["rcp"],
  why: "AWS refuses an RCP of yours with an action that does not name its service outright.",
  fix: 'name each service: "s3:*"',
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    if (isRcpFullAccess(statements.map(({ statement }) => statement))) return;
    for (const { text, at } of statements.flatMap(({ actions }) => actions.texts)) {
      if (!namesService(text)) yield { at, message: "this action names no service", found: text };
    }
  },
};
