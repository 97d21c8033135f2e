// Written by `npm run generate` from the files of this folder.
import type { AnyGuardrail } from "../src/catalogue/guardrail";
import { denyAccessKeys } from "./deny-access-keys";
import { denyAiTrainingUse } from "./deny-ai-training-use";
import { denyBedrockApiKeys } from "./deny-bedrock-api-keys";
import { denyChangesInFreeze } from "./deny-changes-in-freeze";
import { denyChangesInQuarantine } from "./deny-changes-in-quarantine";
import { denyCommitments } from "./deny-commitments";
import { denyConfusedDeputy } from "./deny-confused-deputy";
import { denyConsoleCliLogin } from "./deny-console-cli-login";
import { denyDefaultVpc } from "./deny-default-vpc";
import { denyEverything } from "./deny-everything";
import { denyExternalSharing } from "./deny-external-sharing";
import { denyIamUserCreation } from "./deny-iam-user-creation";
import { denyIdentityCenterInstances } from "./deny-identity-center-instances";
import { denyIdentityProviderChanges } from "./deny-identity-provider-changes";
import { denyInlinePolicies } from "./deny-inline-policies";
import { denyKmsKeyDeletion } from "./deny-kms-key-deletion";
import { denyLeaveOrganization } from "./deny-leave-organization";
import { denyPublicAmiSharing } from "./deny-public-ami-sharing";
import { denyPublicConnectivity } from "./deny-public-connectivity";
import { denyPublicImagesAndSnapshots } from "./deny-public-images-and-snapshots";
import { denyPublicIp } from "./deny-public-ip";
import { denyPublicLambdaUrls } from "./deny-public-lambda-urls";
import { denyPublicSecrets } from "./deny-public-secrets";
import { denyPublicSnapshotSharing } from "./deny-public-snapshot-sharing";
import { denyRegionChanges } from "./deny-region-changes";
import { denyRootAccessKeys } from "./deny-root-access-keys";
import { denyRootUser } from "./deny-root-user";
import { denyS3CustomerKeys } from "./deny-s3-customer-keys";
import { denySerialConsole } from "./deny-serial-console";
import { denyServiceSpecificCredentials } from "./deny-service-specific-credentials";
import { denyServices } from "./deny-services";
import { denyUserPolicyAttachments } from "./deny-user-policy-attachments";
import { denyVpn } from "./deny-vpn";
import { protectAccessAnalyzer } from "./protect-access-analyzer";
import { protectAccountSettings } from "./protect-account-settings";
import { protectBackups } from "./protect-backups";
import { protectBilling } from "./protect-billing";
import { protectCloudtrail } from "./protect-cloudtrail";
import { protectConfig } from "./protect-config";
import { protectDetectionRules } from "./protect-detection-rules";
import { protectDetective } from "./protect-detective";
import { protectDns } from "./protect-dns";
import { protectExemptPrincipals } from "./protect-exempt-principals";
import { protectFlowLogs } from "./protect-flow-logs";
import { protectGuardduty } from "./protect-guardduty";
import { protectIdentityCenter } from "./protect-identity-center";
import { protectInfrastructureRoles } from "./protect-infrastructure-roles";
import { protectInspector } from "./protect-inspector";
import { protectLogArchive } from "./protect-log-archive";
import { protectMacie } from "./protect-macie";
import { protectPerimeterTags } from "./protect-perimeter-tags";
import { protectPrivilegedPolicies } from "./protect-privileged-policies";
import { protectPrivilegedRoles } from "./protect-privileged-roles";
import { protectS3PublicAccessBlock } from "./protect-s3-public-access-block";
import { protectSecurityHub } from "./protect-security-hub";
import { protectSessionTags } from "./protect-session-tags";
import { requireBackups } from "./require-backups";
import { requireBedrockGuardrails } from "./require-bedrock-guardrails";
import { requireCallingService } from "./require-calling-service";
import { requireEbsEncryption } from "./require-ebs-encryption";
import { requireEfsEncryption } from "./require-efs-encryption";
import { requireEncryptionContext } from "./require-encryption-context";
import { requireHttps } from "./require-https";
import { requireImdsDefaults } from "./require-imds-defaults";
import { requireImdsv2 } from "./require-imdsv2";
import { requireInspector } from "./require-inspector";
import { requireInstanceRoles } from "./require-instance-roles";
import { requireKmsViaService } from "./require-kms-via-service";
import { requireKmsWaitingPeriod } from "./require-kms-waiting-period";
import { requireMatchingTags } from "./require-matching-tags";
import { requireMfaForActions } from "./require-mfa-for-actions";
import { requireMfaForUsers } from "./require-mfa-for-users";
import { requireMfaToDeleteObjects } from "./require-mfa-to-delete-objects";
import { requireMfaToStopInstances } from "./require-mfa-to-stop-instances";
import { requirePermissionsBoundary } from "./require-permissions-boundary";
import { requireRdsEncryption } from "./require-rds-encryption";
import { requireS3OwnerEnforced } from "./require-s3-owner-enforced";
import { requireS3PublicAccessBlock } from "./require-s3-public-access-block";
import { requireS3Tls } from "./require-s3-tls";
import { requireSecurityHub } from "./require-security-hub";
import { requireTagKeys } from "./require-tag-keys";
import { requireVpcEndpoints } from "./require-vpc-endpoints";
import { restrictAllowedImages } from "./restrict-allowed-images";
import { restrictAssumeRoot } from "./restrict-assume-root";
import { restrictBedrockModels } from "./restrict-bedrock-models";
import { restrictChatClients } from "./restrict-chat-clients";
import { restrictIdentities } from "./restrict-identities";
import { restrictImageOwners } from "./restrict-image-owners";
import { restrictInstanceTypes } from "./restrict-instance-types";
import { restrictMarketplace } from "./restrict-marketplace";
import { restrictNetworkChanges } from "./restrict-network-changes";
import { restrictNetworks } from "./restrict-networks";
import { restrictOidcProviders } from "./restrict-oidc-providers";
import { restrictRegions } from "./restrict-regions";
import { restrictResourceNetworks } from "./restrict-resource-networks";
import { restrictResources } from "./restrict-resources";
import { restrictS3PresignedAge } from "./restrict-s3-presigned-age";
import { restrictServices } from "./restrict-services";
import { restrictUnitBoundary } from "./restrict-unit-boundary";
import { restrictUpgradeOrder } from "./restrict-upgrade-order";
import { restrictVpcInternetAccess } from "./restrict-vpc-internet-access";

/** Every guardrail there is, sorted by id. */
export const catalogue: readonly AnyGuardrail[] = [
  denyAccessKeys,
  denyAiTrainingUse,
  denyBedrockApiKeys,
  denyChangesInFreeze,
  denyChangesInQuarantine,
  denyCommitments,
  denyConfusedDeputy,
  denyConsoleCliLogin,
  denyDefaultVpc,
  denyEverything,
  denyExternalSharing,
  denyIamUserCreation,
  denyIdentityCenterInstances,
  denyIdentityProviderChanges,
  denyInlinePolicies,
  denyKmsKeyDeletion,
  denyLeaveOrganization,
  denyPublicAmiSharing,
  denyPublicConnectivity,
  denyPublicImagesAndSnapshots,
  denyPublicIp,
  denyPublicLambdaUrls,
  denyPublicSecrets,
  denyPublicSnapshotSharing,
  denyRegionChanges,
  denyRootAccessKeys,
  denyRootUser,
  denyS3CustomerKeys,
  denySerialConsole,
  denyServiceSpecificCredentials,
  denyServices,
  denyUserPolicyAttachments,
  denyVpn,
  protectAccessAnalyzer,
  protectAccountSettings,
  protectBackups,
  protectBilling,
  protectCloudtrail,
  protectConfig,
  protectDetectionRules,
  protectDetective,
  protectDns,
  protectExemptPrincipals,
  protectFlowLogs,
  protectGuardduty,
  protectIdentityCenter,
  protectInfrastructureRoles,
  protectInspector,
  protectLogArchive,
  protectMacie,
  protectPerimeterTags,
  protectPrivilegedPolicies,
  protectPrivilegedRoles,
  protectS3PublicAccessBlock,
  protectSecurityHub,
  protectSessionTags,
  requireBackups,
  requireBedrockGuardrails,
  requireCallingService,
  requireEbsEncryption,
  requireEfsEncryption,
  requireEncryptionContext,
  requireHttps,
  requireImdsDefaults,
  requireImdsv2,
  requireInspector,
  requireInstanceRoles,
  requireKmsViaService,
  requireKmsWaitingPeriod,
  requireMatchingTags,
  requireMfaForActions,
  requireMfaForUsers,
  requireMfaToDeleteObjects,
  requireMfaToStopInstances,
  requirePermissionsBoundary,
  requireRdsEncryption,
  requireS3OwnerEnforced,
  requireS3PublicAccessBlock,
  requireS3Tls,
  requireSecurityHub,
  requireTagKeys,
  requireVpcEndpoints,
  restrictAllowedImages,
  restrictAssumeRoot,
  restrictBedrockModels,
  restrictChatClients,
  restrictIdentities,
  restrictImageOwners,
  restrictInstanceTypes,
  restrictMarketplace,
  restrictNetworkChanges,
  restrictNetworks,
  restrictOidcProviders,
  restrictRegions,
  restrictResourceNetworks,
  restrictResources,
  restrictS3PresignedAge,
  restrictServices,
  restrictUnitBoundary,
  restrictUpgradeOrder,
  restrictVpcInternetAccess,
];
