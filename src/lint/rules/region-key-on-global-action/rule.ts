import { GLOBAL_ENDPOINTS } from "../../../aws-data/global-endpoints";
import { serviceOf } from "../../meaning/actions";
import { holdsFor, isNegated } from "../../meaning/conditions";
import { regionClause } from "../../meaning/regions";
import type { LintCondition, LintProblem, LintRule, LintStatement } from "../../types";

export const regionKeyOnGlobalAction: LintRule = {
  slug: "region-key-on-global-action",
  title: "A Region asked of a global service",
  severity: "warning",
  types: ["scp", "identity"],
  why: "Requests to a global service all carry the one Region that it answers from. A condition on aws:RequestedRegion is then either met by every request or by none.",
  fix: "leave the action out of the statement, or out of the reach of the condition",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion",
    "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      const clause = regionClause(statement);
      if (clause === undefined || statement.actions.negated) continue;
      for (const { text, at } of statement.actions.texts) {
        const region = GLOBAL_ENDPOINTS.get(serviceOf(text));
        const message = region && effectOf(statement, clause, region);
        if (message !== undefined) yield { at, message, found: `${text} (${region})` };
      }
    }
  },
};

/** Where the condition says what the author most likely wants, all or nothing, there is nothing to say. */
function effectOf({ effect }: LintStatement, clause: LintCondition, region: string): string | undefined {
  const holds = holdsFor(clause, region);
  if (effect === "Deny" && isNegated(clause) && holds) return "this action is denied in every Region";
  if (effect === "Deny" && !isNegated(clause) && !holds) return "this action is not denied at all";
  if (effect === "Allow" && !holds) return "this action is not allowed at all";
  return undefined;
}
