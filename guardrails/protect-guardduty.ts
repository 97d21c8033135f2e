import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

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

/**
 * GuardDuty skips the malware scan of an instance with the first tag, and puts its runtime agent on an instance or a
 * cluster, or not, by the second. AWS advises to keep the second from being changed.
 * Sources, read 2026-11: https://docs.aws.amazon.com/guardduty/latest/ug/gdu-initiated-malware-scan.html,
 * https://docs.aws.amazon.com/guardduty/latest/ug/eks-runtime-monitoring-configuration-standalone-acc.html.
 */
const STEERING_TAGS = ["GuardDutyExcluded", "GuardDutyManaged"];

/** A launch with tags is judged as ec2:CreateTags too; a group tags the instances that it launches. */
const TAGGING = [
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:CreateOrUpdateTags",
  "ec2:CreateTags",
  "ec2:DeleteTags",
  "ecs:CreateCluster",
  "ecs:TagResource",
  "ecs:UntagResource",
  "eks:CreateCluster",
  "eks:TagResource",
  "eks:UntagResource",
];

export const protectGuardduty = guardrail({
  id: "protect-guardduty",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off GuardDuty",
  rationale:
    "Detection that the watched account can switch off, narrow or silence detects nothing, and a tag can narrow it " +
    "too. Anybody may read findings and switch GuardDuty on; the deployers and the member roles do the rest.",
  references: ["GuardDuty.1"],
  parameters: z.strictObject({}),
  statements: (_, organization) => {
    const tagging = keptForKeepers(organization, TAGGING);
    return [
      keptForKeepers(organization, WEAKENING),
      {
        ...tagging,
        Sid: "Tags",
        Condition: { ...tagging.Condition, "ForAnyValue:StringEquals": { "aws:TagKeys": STEERING_TAGS } },
      },
    ];
  },
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const tagged = (...keys: string[]) => ({ "aws:TagKeys": keys });
    return {
      denied: [
        { action: "guardduty:DeleteDetector", principal: anybody },
        {
          action: "guardduty:DisassociateFromAdministratorAccount",
          principal: example(organization, "root"),
        },
        { action: "guardduty:CreateIPSet", principal: anybody },
        { action: "guardduty:ArchiveFindings", principal: anybody },
        { action: "ec2:CreateTags", principal: anybody, context: tagged("Name", "GuardDutyExcluded") },
        { action: "eks:UntagResource", principal: anybody, context: tagged("GuardDutyManaged") },
      ],
      allowed: [
        { action: "guardduty:CreateDetector", principal: anybody },
        { action: "guardduty:GetDetector", principal: anybody },
        { action: "guardduty:UnarchiveFindings", principal: anybody },
        { action: "ec2:CreateTags", principal: anybody, context: tagged("Name") },
        { action: "eks:CreateCluster", principal: anybody },
        ...byKeepers(organization, { action: "guardduty:UpdateDetector" }),
        ...byKeepers(organization, { action: "ec2:CreateTags", context: tagged("GuardDutyExcluded") }),
      ],
    };
  },
});
