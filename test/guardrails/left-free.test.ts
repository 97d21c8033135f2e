import { protectAccessAnalyzer } from "../../guardrails/protect-access-analyzer";
import { protectBackups } from "../../guardrails/protect-backups";
import { protectBilling } from "../../guardrails/protect-billing";
import { protectCloudtrail } from "../../guardrails/protect-cloudtrail";
import { protectConfig } from "../../guardrails/protect-config";
import { protectDetective } from "../../guardrails/protect-detective";
import { protectDns } from "../../guardrails/protect-dns";
import { protectGuardduty } from "../../guardrails/protect-guardduty";
import { protectInspector } from "../../guardrails/protect-inspector";
import { protectMacie } from "../../guardrails/protect-macie";
import { protectSecurityHub } from "../../guardrails/protect-security-hub";
import { actionInfo, knownActions } from "../../src/aws-data/actions";
import type { AnyAuthorizationGuardrail } from "../../src/catalogue/guardrail";
import { under } from "./support";

/** What changes something in these services and stays free. A new action of AWS's has to be put on one side or the other. */
const LEFT_FREE: readonly (readonly [AnyAuthorizationGuardrail, readonly string[], string])[] = [
  [
    protectCloudtrail,
    ["cloudtrail"],
    "CancelQuery CreateChannel CreateDashboard CreateEventDataStore CreateServiceLinkedChannel CreateTrail " +
      "DeleteDashboard DeregisterOrganizationDelegatedAdmin DisableFederation EnableFederation GenerateQuery " +
      "RegisterOrganizationDelegatedAdmin RestoreEventDataStore StartDashboardRefresh StartEventDataStoreIngestion " +
      "StartImport StartLogging StartQuery StopImport UpdateDashboard",
  ],
  [
    protectConfig,
    ["config"],
    "AssociateResourceTypes DeletePendingAggregationRequest DeleteRemediationExceptions DeleteResourceConfig " +
      "DeleteStoredQuery PutAggregationAuthorization PutConnector PutEvaluations PutResourceConfig " +
      "PutServiceLinkedConfigurationRecorder PutStoredQuery StartConfigRulesEvaluation StartConfigurationRecorder " +
      "StartRemediationExecution StartResourceEvaluation",
  ],
  [
    protectGuardduty,
    ["guardduty"],
    "CreateCustomDetectionRuleAssociation CreateCustomDetectionRuleOrgConfiguration CreateDetector " +
      "CreateInvestigation CreateMalwareProtectionPlan CreateMembers CreatePublishingDestination " +
      "CreateSampleFindings CreateThreatEntitySet CreateThreatIntelSet DeclineInvitations DeleteFilter " +
      "DeleteInvitations DeleteIPSet DeleteTrustedEntitySet DisableOrganizationAdminAccount " +
      "EnableOrganizationAdminAccount InviteMembers SendObjectMalwareScan SendSecurityTelemetry StartMalwareScan " +
      "StartMonitoringMembers UnarchiveFindings UpdateFindingsFeedback",
  ],
  [
    protectSecurityHub,
    ["securityhub"],
    "AllowVendedLogDeliveryForResource BatchEnableStandards BatchImportFindings ConnectorRegistrationsV2 " +
      "CreateActionTarget CreateAggregatorV2 CreateConfigurationPolicy CreateConnector CreateConnectorV2 " +
      "CreateFindingAggregator CreateInsight CreateMembers CreateTicketV2 DeclineInvitations DeleteInsight " +
      "DeleteInvitations DisableOrganizationAdminAccount EnableImportFindingsForProduct " +
      "EnableOrganizationAdminAccount EnableSecurityHub EnableSecurityHubFeatureV2 EnableSecurityHubV2 " +
      "GenerateRecommendedPolicyV2 InviteMembers UpdateInsight",
  ],
  [
    protectMacie,
    ["macie2"],
    "CreateAllowList CreateClassificationJob CreateCustomDataIdentifier CreateInvitations CreateMember " +
      "CreateSampleFindings DeclineInvitations DeleteAllowList DeleteFindingsFilter DeleteInvitations " +
      "DisableOrganizationAdminAccount EnableMacie EnableOrganizationAdminAccount TestCustomDataIdentifier " +
      "UpdateRevealConfiguration",
  ],
  [
    protectAccessAnalyzer,
    ["access-analyzer"],
    "CancelPolicyGeneration CreateAccessPreview CreateAnalyzer CreateServiceLinkedAnalyzer DeleteArchiveRule " +
      "GenerateFindingRecommendation StartPolicyGeneration StartResourceScan",
  ],
  [
    protectInspector,
    ["inspector2"],
    "AssociateMember BatchAssociateCodeSecurityScanConfiguration CancelFindingsReport CancelSbomExport " +
      "CreateCisScanConfiguration CreateCodeSecurityIntegration CreateCodeSecurityScanConfiguration CreateConnector " +
      "CreateFindingsReport CreateSbomExport DeleteFilter DisableDelegatedAdminAccount Enable " +
      "EnableDelegatedAdminAccount ResetEncryptionKey SendCisSessionHealth SendCisSessionTelemetry StartCisSession " +
      "StartCodeSecurityScan StopCisSession UpdateEncryptionKey",
  ],
  [
    protectDetective,
    ["detective"],
    "CreateGraph CreateMembers DisableOrganizationAdminAccount EnableOrganizationAdminAccount RejectInvitation " +
      "StartInvestigation StartMonitoringMember",
  ],
  [
    protectBackups,
    ["backup"],
    "CopyFromBackupVault CopyIntoBackupVault CreateBackupAccessPoint CreateBackupPlan " +
      "CreateBackupSelection CreateBackupVault CreateFramework CreateLegalHold " +
      "CreateLogicallyAirGappedBackupVault CreateReportPlan CreateRestoreAccessBackupVault " +
      "CreateRestoreTestingPlan CreateRestoreTestingSelection CreateTieringConfiguration " +
      "DeleteBackupAccessPoint DeleteFramework DeleteReportPlan DeleteRestoreTestingPlan " +
      "DeleteRestoreTestingSelection DeleteTieringConfiguration ListIndexedRecoveryPointsForSearch " +
      "PutRestoreValidationResult SearchRecoveryPoint StartBackupJob StartCopyJob StartReportJob " +
      "StartRestoreJob StartScanJob UpdateFramework UpdateRecoveryPointIndexSettings UpdateReportPlan " +
      "UpdateRestoreTestingPlan UpdateRestoreTestingSelection UpdateTieringConfiguration",
  ],
  [
    protectDns,
    ["route53resolver"],
    "AssociateResolverEndpointIpAddress AssociateResolverQueryLogConfig AssociateResolverRule " +
      "CreateFirewallDomainList CreateFirewallRuleGroup CreateOutpostResolver CreateResolverEndpoint " +
      "CreateResolverQueryLogConfig DeleteOutpostResolver UpdateOutpostResolver",
  ],
  [
    protectDns,
    ["route53domains"],
    "AcceptDomainTransferFromAnotherAwsAccount CancelDomainTransferToAnotherAwsAccount " +
      "EnableDomainAutoRenew EnableDomainTransferLock RegisterDomain " +
      "RejectDomainTransferFromAnotherAwsAccount RenewDomain ResendContactReachabilityEmail " +
      "ResendOperationAuthorization TransferDomain UpdateDomainContactPrivacy",
  ],
  [protectBilling, ["customer-verification", "invoicing", "payments", "purchase-orders", "tax"], ""],
];

describe.each(LEFT_FREE.map(([guardrail, ...rest]) => [guardrail.id, guardrail, ...rest] as const))(
  "%s",
  (_, guardrail, services, free) => {
    const decided = under(guardrail);
    const verdictOf = (action: string) =>
      decided({ action, principal: "arn:aws:iam::123456789012:role/anybody" });
    const actions = knownActions().filter((action) => services.includes(action.split(":")[0]!));
    const isReading = (action: string) => /^(List|Read|Tagging)$/.test(actionInfo(action)!.accessLevel);

    it("leaves exactly these of the actions that change something", () => {
      const left = actions.filter((action) => !isReading(action) && verdictOf(action) === "allowed");
      expect(left.map((action) => action.split(":")[1]).join(" ")).toBe(free);
    });

    it("leaves reading, and tags of the service's own resources", () => {
      expect(actions.filter((action) => isReading(action) && verdictOf(action) === "denied")).toEqual([]);
    });
  },
);
