import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What switches scanning off or narrows it, takes an account out of central administration, or hides findings by a
 * filter (its action can be to suppress).
 *
 * Left free: StopCisSession and its siblings, which the agent calls with the instance's role; deleting a filter.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoninspector2.html, read 2026-11.
 */
const WEAKENING = [
  "inspector2:BatchDisassociateCodeSecurityScanConfiguration",
  "inspector2:BatchUpdateMemberEc2DeepInspectionStatus",
  "inspector2:CreateFilter",
  "inspector2:DeleteCisScanConfiguration",
  "inspector2:DeleteCodeSecurityIntegration",
  "inspector2:DeleteCodeSecurityScanConfiguration",
  "inspector2:DeleteConnector",
  "inspector2:Disable",
  "inspector2:DisassociateMember",
  "inspector2:UpdateCisScanConfiguration",
  "inspector2:UpdateCodeSecurityIntegration",
  "inspector2:UpdateCodeSecurityScanConfiguration",
  "inspector2:UpdateConfiguration",
  "inspector2:UpdateConnector",
  "inspector2:UpdateConnectorScanConfiguration",
  "inspector2:UpdateEc2DeepInspectionConfiguration",
  "inspector2:UpdateFilter",
  "inspector2:UpdateOrgEc2DeepInspectionConfiguration",
  "inspector2:UpdateOrganizationConfiguration",
];

/**
 * Inspector passes over an instance, a key or a function that carries one of these tags.
 * Sources, read 2026-11: https://docs.aws.amazon.com/inspector/latest/user/scanning-ec2.html#exclude-ec2,
 * https://docs.aws.amazon.com/inspector/latest/user/slr-permissions-agentless.html (keys),
 * https://docs.aws.amazon.com/inspector/latest/user/scanning_resources_lambda_exclude_functions.html,
 * https://docs.aws.amazon.com/inspector/latest/user/scanning_resources_lambda_code_exclude_functions.html.
 */
const EXCLUDING_TAGS = ["InspectorCodeExclusion", "InspectorEc2Exclusion", "InspectorExclusion"];

/** A launch with tags is judged as ec2:CreateTags too; a group tags the instances that it launches. */
const TAGGING = [
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:CreateOrUpdateTags",
  "ec2:CreateTags",
  "kms:CreateKey",
  "kms:TagResource",
  "lambda:CreateFunction",
  "lambda:TagResource",
];

export const protectInspector = guardrail({
  id: "protect-inspector",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off Inspector",
  rationale:
    "A vulnerability is no less open for being hidden by a filter or a tag. Anybody may read findings and switch " +
    "scanning on; the deployers and the member roles do the rest.",
  references: ["Inspector.1", "Inspector.2", "Inspector.3", "Inspector.4"],
  parameters: z.strictObject({}),
  statements: (_, organization) => {
    const tagging = keptForKeepers(organization, TAGGING);
    return [
      { Sid: "Scans", ...keptForKeepers(organization, WEAKENING) },
      {
        Sid: "Tags",
        ...tagging,
        Condition: { ...tagging.Condition, "ForAnyValue:StringEquals": { "aws:TagKeys": EXCLUDING_TAGS } },
      },
    ];
  },
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const tagged = (...keys: string[]) => ({ "aws:TagKeys": keys });
    return {
      denied: [
        { action: "inspector2:Disable", principal: anybody },
        { action: "inspector2:CreateFilter", principal: identityCenterRole(organization) },
        { action: "inspector2:UpdateConfiguration", principal: example(organization, "root") },
        {
          action: "ec2:CreateTags",
          principal: anybody,
          context: tagged("CostCenter", "InspectorEc2Exclusion"),
        },
        { action: "lambda:CreateFunction", principal: anybody, context: tagged("InspectorExclusion") },
        { action: "kms:TagResource", principal: anybody, context: tagged("InspectorEc2Exclusion") },
      ],
      allowed: [
        { action: "inspector2:Enable", principal: anybody },
        { action: "inspector2:ListFindings", principal: anybody },
        { action: "inspector2:StopCisSession", principal: anybody },
        { action: "ec2:CreateTags", principal: anybody, context: tagged("CostCenter") },
        { action: "lambda:CreateFunction", principal: anybody },
        { action: "ec2:DeleteTags", principal: anybody, context: tagged("InspectorEc2Exclusion") },
        ...byKeepers(organization, {
          action: "lambda:TagResource",
          context: tagged("InspectorCodeExclusion"),
        }),
      ],
    };
  },
});
