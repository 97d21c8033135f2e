import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

/**
 * What switches detection off or narrows it, takes the account out of central administration, or hides
 * findings: archiving, suppression filters and lists of trusted addresses.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html, read 2026-11.
 */
const WEAKENING = [
  "guardduty:AcceptAdministratorInvitation",
  "guardduty:AcceptInvitation",
  "guardduty:ArchiveFindings",
  "guardduty:CreateFilter",
  "guardduty:CreateIPSet",
  "guardduty:CreateTrustedEntitySet",
  "guardduty:DeleteCustomDetectionRuleAssociation",
  "guardduty:DeleteCustomDetectionRuleOrgConfiguration",
  "guardduty:DeleteDetector",
  "guardduty:DeleteMalwareProtectionPlan",
  "guardduty:DeleteMembers",
  "guardduty:DeletePublishingDestination",
  "guardduty:DeleteThreatEntitySet",
  "guardduty:DeleteThreatIntelSet",
  "guardduty:DisassociateFromAdministratorAccount",
  "guardduty:DisassociateFromMasterAccount",
  "guardduty:DisassociateMembers",
  "guardduty:StopMonitoringMembers",
  "guardduty:UpdateCustomDetectionRuleAssociation",
  "guardduty:UpdateCustomDetectionRuleOrgConfiguration",
  "guardduty:UpdateDetector",
  "guardduty:UpdateFilter",
  "guardduty:UpdateIPSet",
  "guardduty:UpdateMalwareProtectionPlan",
  "guardduty:UpdateMalwareScanSettings",
  "guardduty:UpdateMemberDetectors",
  "guardduty:UpdateOrganizationConfiguration",
  "guardduty:UpdatePublishingDestination",
  "guardduty:UpdateThreatEntitySet",
  "guardduty:UpdateThreatIntelSet",
  "guardduty:UpdateTrustedEntitySet",
];

export const protectGuardduty = guardrail({
  id: "protect-guardduty",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off GuardDuty",
  rationale:
    "Detection that the watched account can switch off, narrow or silence detects nothing. Anybody may read " +
    "findings and switch GuardDuty on; the deployers and the member roles do the rest.",
  references: [
    {
      control: "GuardDuty.1",
      url: "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1",
    },
  ],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    { Effect: "Deny", Action: WEAKENING, Resource: "*", Condition: sparing(keepers(organization)) },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "guardduty:DeleteDetector", principal: anybody },
        {
          action: "guardduty:DisassociateFromAdministratorAccount",
          principal: example(organization, "root"),
        },
        { action: "guardduty:CreateIPSet", principal: anybody },
        { action: "guardduty:ArchiveFindings", principal: anybody },
      ],
      allowed: [
        { action: "guardduty:CreateDetector", principal: anybody },
        { action: "guardduty:GetDetector", principal: anybody },
        { action: "guardduty:UnarchiveFindings", principal: anybody },
        ...keepers(organization).map((keeper) => ({
          action: "guardduty:UpdateDetector",
          principal: matching(keeper),
        })),
      ],
    };
  },
});
