import { isRcpFullAccess } from "../../../policy/refusals";
import type { LintProblem, LintRule } from "../../types";

export const rcpMustDeny: LintRule = {
  slug: "rcp-must-deny",
  title: "An RCP that allows",
  severity: "error",
  types: ["rcp"],
  why: "AWS refuses an RCP of yours with an Allow: RCPFullAWSAccess, which is always attached, allows everything already.",
  fix: "write what is to be denied",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    if (isRcpFullAccess(statements.map(({ statement }) => statement))) return;
    for (const { effect, at } of statements) {
      if (effect === "Allow") yield { at: [...at, "Effect"], message: "an RCP can only deny" };
    }
  },
};
