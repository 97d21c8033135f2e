import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What switches Security Hub, its standards or its controls off, takes the account out of central administration
 * (or puts it under a stranger's), stops findings on their way, or hides them: by hand and by automation rules.
 *
 * Left free: DisableOrganizationAdminAccount, which only the management account can call, and insights, which are
 * views.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecurityhub.html, read 2026-11.
 */
const WEAKENING = [
  "securityhub:AcceptAdministratorInvitation",
  "securityhub:AcceptInvitation",
  "securityhub:BatchDeleteAutomationRules",
  "securityhub:BatchDisableStandards",
  "securityhub:BatchUpdateAutomationRules",
  "securityhub:BatchUpdateFindings",
  "securityhub:BatchUpdateStandardsControlAssociations",
  "securityhub:CreateAutomationRule",
  "securityhub:CreateAutomationRuleV2",
  "securityhub:DeleteActionTarget",
  "securityhub:DeleteAggregatorV2",
  "securityhub:DeleteAutomationRuleV2",
  "securityhub:DeleteConfigurationPolicy",
  "securityhub:DeleteConnector",
  "securityhub:DeleteConnectorV2",
  "securityhub:DeleteFindingAggregator",
  "securityhub:DeleteMembers",
  "securityhub:DisableImportFindingsForProduct",
  "securityhub:DisableSecurityHub",
  "securityhub:DisableSecurityHubFeatureV2",
  "securityhub:DisableSecurityHubV2",
  "securityhub:DisassociateFromAdministratorAccount",
  "securityhub:DisassociateFromMasterAccount",
  "securityhub:DisassociateMembers",
  "securityhub:StartConfigurationPolicyAssociation",
  "securityhub:StartConfigurationPolicyDisassociation",
  "securityhub:UpdateActionTarget",
  "securityhub:UpdateAggregatorV2",
  "securityhub:UpdateAutomationRuleV2",
  "securityhub:UpdateConfigurationPolicy",
  "securityhub:UpdateConnector",
  "securityhub:UpdateConnectorV2",
  "securityhub:UpdateFindingAggregator",
  "securityhub:UpdateFindings",
  "securityhub:UpdateOrganizationConfiguration",
  "securityhub:UpdateSecurityControl",
  "securityhub:UpdateSecurityHubConfiguration",
  "securityhub:UpdateStandardsControl",
];

export const protectSecurityHub = guardrail({
  id: "protect-security-hub",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off Security Hub",
  rationale:
    "A control that its own account can disable, or a finding that it can suppress, is no control. Anybody may read, " +
    "import findings and switch Security Hub and its standards on; the deployers and the member roles do the rest.",
  references: ["CIS AWS Foundations 3.0.0, 4.16", "CIS AWS Foundations 5.0.0, 4.16"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, WEAKENING)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const suppressing = { "securityhub:ASFFSyntaxPath/Workflow.Status": "SUPPRESSED" };
    return {
      denied: [
        { action: "securityhub:DisableSecurityHub", principal: anybody },
        { action: "securityhub:DisableSecurityHubV2", principal: example(organization, "root") },
        {
          action: "securityhub:BatchDisableStandards",
          principal: identityCenterRole(organization),
        },
        { action: "securityhub:BatchUpdateFindings", principal: anybody, context: suppressing },
        { action: "securityhub:CreateAutomationRuleV2", principal: anybody },
        { action: "securityhub:DisassociateFromAdministratorAccount", principal: anybody },
      ],
      allowed: [
        { action: "securityhub:EnableSecurityHub", principal: anybody },
        { action: "securityhub:BatchEnableStandards", principal: anybody },
        { action: "securityhub:BatchImportFindings", principal: anybody },
        { action: "securityhub:GetFindings", principal: anybody },
        { action: "securityhub:CreateInsight", principal: anybody },
        ...byKeepers(organization, { action: "securityhub:UpdateSecurityHubConfiguration" }),
      ],
    };
  },
});
