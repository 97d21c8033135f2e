import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What ends a behaviour graph, takes data or an account out of it, or files an investigation away. Accepting an
 * invitation gives the account's logs to the graph of whoever sent it.
 *
 * DisableOrganizationAdminAccount is left out: only the management account can call it.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondetective.html, read 2026-11.
 */
const WEAKENING = [
  "detective:AcceptInvitation",
  "detective:DeleteGraph",
  "detective:DeleteMembers",
  "detective:DisassociateMembership",
  "detective:UpdateDatasourcePackages",
  "detective:UpdateInvestigationState",
  "detective:UpdateOrganizationConfiguration",
];

export const protectDetective = guardrail({
  id: "protect-detective",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody leaves or deletes the Detective graph",
  rationale:
    "A graph that forgets an account, or that is deleted with its year of history, is missed in the middle of an " +
    "incident. Anybody may read, search and start investigations.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, WEAKENING)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "detective:DeleteGraph", principal: anybody },
        { action: "detective:DisassociateMembership", principal: example(organization, "root") },
        { action: "detective:AcceptInvitation", principal: identityCenterRole(organization) },
        { action: "detective:UpdateDatasourcePackages", principal: anybody },
      ],
      allowed: [
        { action: "detective:CreateGraph", principal: anybody },
        { action: "detective:SearchGraph", principal: anybody },
        { action: "detective:StartInvestigation", principal: anybody },
        { action: "detective:RejectInvitation", principal: anybody },
        ...byKeepers(organization, { action: "detective:DeleteMembers" }),
      ],
    };
  },
});
