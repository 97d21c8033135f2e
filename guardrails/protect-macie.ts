import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What switches Macie or its discovery off or narrows it, takes the account out of central administration (or puts
 * it under a stranger's), redirects results, or hides findings: filters can archive, allow lists can ignore.
 * CreateFindingsFilter and UpdateFindingsFilter are listed because a filter's action can be to archive.
 *
 * Left free: a new allow list, which changes nothing until a job or a template names it; jobs are made with what
 * they name, templates are changed by UpdateSensitivityInspectionTemplate.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmacie.html, read 2026-11.
 * The service is Macie of today: the prefix macie belonged to Macie Classic, and a Deny of it denies nothing.
 */
const WEAKENING = [
  "macie2:AcceptInvitation",
  "macie2:BatchUpdateAutomatedDiscoveryAccounts",
  "macie2:CreateFindingsFilter",
  "macie2:DeleteCustomDataIdentifier",
  "macie2:DeleteMember",
  "macie2:DisableMacie",
  "macie2:DisassociateFromAdministratorAccount",
  "macie2:DisassociateFromMasterAccount",
  "macie2:DisassociateMember",
  "macie2:PutClassificationExportConfiguration",
  "macie2:PutFindingsPublicationConfiguration",
  "macie2:UpdateAllowList",
  "macie2:UpdateAutomatedDiscoveryConfiguration",
  "macie2:UpdateClassificationJob",
  "macie2:UpdateClassificationScope",
  "macie2:UpdateFindingsFilter",
  "macie2:UpdateMacieSession",
  "macie2:UpdateMemberSession",
  "macie2:UpdateOrganizationConfiguration",
  "macie2:UpdateResourceProfile",
  "macie2:UpdateResourceProfileDetections",
  "macie2:UpdateSensitivityInspectionTemplate",
];

export const protectMacie = guardrail({
  id: "protect-macie",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off Macie",
  rationale:
    "Macie finds sensitive data where nobody meant to put it; whoever put it there should not be able to look away " +
    "for everybody. Anybody may read findings, switch Macie on and start jobs.",
  references: ["Macie.1", "Macie.2"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, WEAKENING)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "macie2:DisableMacie", principal: anybody },
        { action: "macie2:UpdateMacieSession", principal: example(organization, "root") },
        { action: "macie2:CreateFindingsFilter", principal: identityCenterRole(organization) },
        { action: "macie2:UpdateClassificationScope", principal: anybody },
        { action: "macie2:UpdateClassificationJob", principal: anybody },
      ],
      allowed: [
        { action: "macie2:EnableMacie", principal: anybody },
        { action: "macie2:CreateClassificationJob", principal: anybody },
        { action: "macie2:DeleteFindingsFilter", principal: anybody },
        { action: "macie2:GetFindings", principal: anybody },
        ...byKeepers(organization, { action: "macie2:UpdateMacieSession" }),
      ],
    };
  },
});
