import { matchesKnownAction } from "../../../aws-data/matching-actions";
import { NOT_GOVERNED_BY_RCP, RCP_SERVICES } from "../../../aws-data/rcp-services";
import { serviceOf } from "../../meaning/actions";
import type { LintProblem, LintRule } from "../../types";

export const rcpUngovernedService: LintRule = {
  slug: "rcp-ungoverned-service",
  title: "An RCP for a service that RCPs do not govern",
  severity: "warning",
  types: ["rcp"],
  why: "RCPs bear on the resources of some services only, here by AWS's list of 2026-09-26; kms:RetireGrant they never reach. What such a statement denies is not denied.",
  fix: "use an SCP for your own principals, and the policy of the resource for others",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { text, at } of statements.flatMap(({ actions }) => (actions.negated ? [] : actions.texts))) {
      const service = serviceOf(text);
      // What AWS does not know at all is another matter.
      if (service === "" || /[*?]/.test(service) || !matchesKnownAction(text.toLowerCase())) continue;
      if (!RCP_SERVICES.has(service)) {
        yield { at, message: `RCPs do not govern ${service}`, found: text };
      } else if (NOT_GOVERNED_BY_RCP.has(text.toLowerCase())) {
        yield { at, message: "no RCP reaches this action", found: text };
      }
    }
  },
};
