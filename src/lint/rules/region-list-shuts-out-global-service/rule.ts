import { knownActionsOf, serviceOf, speaksOf } from "../../meaning/actions";
import { globalServicesFor, regionClause } from "../../meaning/regions";
import type { LintProblem, LintRule, LintStatement } from "../../types";

export const regionListShutsOutGlobalService: LintRule = {
  slug: "region-list-shuts-out-global-service",
  title: "A list of Regions that shuts out global services",
  severity: "warning",
  types: ["scp", "identity"],
  why: "A global service answers from one Region, mostly us-east-1, and its requests carry that Region wherever the caller works. A Deny of all Regions but some stops it, unless it is spared in NotAction or its Region is in the list.",
  fix: "add the services to NotAction, or their Region to the list",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion",
    "https://docs.aws.amazon.com/controltower/latest/controlreference/ou-region-deny.html",
    "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      const clause = regionClause(statement);
      if (clause === undefined || statement.effect !== "Deny" || !isOfMostServices(statement)) continue;
      // A Deny of some Regions has their names under it; then it is meant.
      if (clause.operator.kind !== "compare" || !clause.operator.negated) continue;
      const shutOut = globalServicesFor(clause, true).filter(([service]) => speaksOfAll(statement, service));
      if (shutOut.length === 0) continue;
      yield {
        at: clause.at,
        on: "key",
        message: "services that answer from one Region only are denied",
        found: shutOut.map(([service, region]) => `${service} (${region})`).join(", "),
      };
    }
  },
};

function isOfMostServices({ actions: { negated, texts } }: LintStatement): boolean {
  return negated || texts.some(({ text }) => text === "*");
}

/** Whether nothing of a service is spared: who spares a part of one has thought of it. */
function speaksOfAll({ actions }: LintStatement, service: string): boolean {
  const isNamed = actions.texts.some(
    ({ text }) => /[*?]/.test(serviceOf(text)) || serviceOf(text) === service,
  );
  if (actions.negated && !isNamed) return !actions.texts.some(({ text }) => text === "*");
  const known = knownActionsOf(`${service}:*`);
  return known.length > 0 && known.every((action) => speaksOf(actions, action));
}
