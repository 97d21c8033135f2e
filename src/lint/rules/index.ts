// Written by `npm run generate` from the folders beside it.
import type { LintRule } from "../types";
import { actionWithoutSuchResource } from "./action-without-such-resource/rule";
import { allowEverything } from "./allow-everything/rule";
import { allowNeedsEveryResource } from "./allow-needs-every-resource/rule";
import { allowNotAction } from "./allow-not-action/rule";
import { alwaysTrueCondition } from "./always-true-condition/rule";
import { assumeRootBindsDelegatedAdmin } from "./assume-root-binds-delegated-admin/rule";
import { boolOnEncryptionHeader } from "./bool-on-encryption-header/rule";
import { confusedDeputyIncomplete } from "./confused-deputy-incomplete/rule";
import { deadStatement } from "./dead-statement/rule";
import { deniesHeaderlessRequests } from "./denies-headerless-requests/rule";
import { denyWithoutWayBack } from "./deny-without-way-back/rule";
import { duplicateKey } from "./duplicate-key/rule";
import { duplicateStatement } from "./duplicate-statement/rule";
import { emptyList } from "./empty-list/rule";
import { exemptPrincipalAnybodyCanCreate } from "./exempt-principal-anybody-can-create/rule";
import { exemptTagAnybodyCanSet } from "./exempt-tag-anybody-can-set/rule";
import { forAllValuesOfNothing } from "./for-all-values-of-nothing/rule";
import { ifExistsInAllow } from "./if-exists-in-allow/rule";
import { invalidGrammar } from "./invalid-grammar/rule";
import { invalidJson } from "./invalid-json/rule";
import { invalidSid } from "./invalid-sid/rule";
import { invertedCondition } from "./inverted-condition/rule";
import { keyNeverCarried } from "./key-never-carried/rule";
import { leaveByHandshake } from "./leave-by-handshake/rule";
import { leftOverPlaceholder } from "./left-over-placeholder/rule";
import { malformedAction } from "./malformed-action/rule";
import { malformedArn } from "./malformed-arn/rule";
import { malformedId } from "./malformed-id/rule";
import { malformedPrincipal } from "./malformed-principal/rule";
import { malformedValue } from "./malformed-value/rule";
import { managementAccountAction } from "./management-account-action/rule";
import { mfaAskedOfRoles } from "./mfa-asked-of-roles/rule";
import { mfaBoolWithoutIfExists } from "./mfa-bool-without-if-exists/rule";
import { mfaInPermissionSet } from "./mfa-in-permission-set/rule";
import { mfaNullCheck } from "./mfa-null-check/rule";
import { missingIfExists } from "./missing-if-exists/rule";
import { missingSetOperator } from "./missing-set-operator/rule";
import { negatedKeyOnMultiResourceAction } from "./negated-key-on-multi-resource-action/rule";
import { neverTrueCondition } from "./never-true-condition/rule";
import { notAnIamPolicy } from "./not-an-iam-policy/rule";
import { notPrincipal } from "./not-principal/rule";
import { organizationKeyInScp } from "./organization-key-in-scp/rule";
import { overSizeLimit } from "./over-size-limit/rule";
import { passRoleToAnything } from "./pass-role-to-anything/rule";
import { principalArnNeverMatches } from "./principal-arn-never-matches/rule";
import { principalInScp } from "./principal-in-scp/rule";
import { publicAccessBlockDenyAlsoBlocksEnabling } from "./public-access-block-deny-also-blocks-enabling/rule";
import { rcpBlocksAwsServices } from "./rcp-blocks-aws-services/rule";
import { rcpMustDeny } from "./rcp-must-deny/rule";
import { rcpNamesNoService } from "./rcp-names-no-service/rule";
import { rcpUngovernedService } from "./rcp-ungoverned-service/rule";
import { regionKeyOnGlobalAction } from "./region-key-on-global-action/rule";
import { regionListShutsOutGlobalService } from "./region-list-shuts-out-global-service/rule";
import { resourceArnOfNoResource } from "./resource-arn-of-no-resource/rule";
import { s3BucketOrObject } from "./s3-bucket-or-object/rule";
import { serviceLinkedRoleAssumption } from "./service-linked-role-assumption/rule";
import { sourceIpStopsServices } from "./source-ip-stops-services/rule";
import { spoofableKey } from "./spoofable-key/rule";
import { ssoRoleWithoutPath } from "./sso-role-without-path/rule";
import { trailingWildcardExemption } from "./trailing-wildcard-exemption/rule";
import { unknownAction } from "./unknown-action/rule";
import { unknownConditionKey } from "./unknown-condition-key/rule";
import { unknownOperator } from "./unknown-operator/rule";
import { unknownPolicyVariable } from "./unknown-policy-variable/rule";
import { unknownServicePrefix } from "./unknown-service-prefix/rule";
import { versionMissing } from "./version-missing/rule";
import { wildcardUnderLiteralOperator } from "./wildcard-under-literal-operator/rule";
import { wrongOperatorForKeyType } from "./wrong-operator-for-key-type/rule";

/** Every lint rule there is, sorted by slug. */
export const rules: readonly LintRule[] = [
  actionWithoutSuchResource,
  allowEverything,
  allowNeedsEveryResource,
  allowNotAction,
  alwaysTrueCondition,
  assumeRootBindsDelegatedAdmin,
  boolOnEncryptionHeader,
  confusedDeputyIncomplete,
  deadStatement,
  deniesHeaderlessRequests,
  denyWithoutWayBack,
  duplicateKey,
  duplicateStatement,
  emptyList,
  exemptPrincipalAnybodyCanCreate,
  exemptTagAnybodyCanSet,
  forAllValuesOfNothing,
  ifExistsInAllow,
  invalidGrammar,
  invalidJson,
  invalidSid,
  invertedCondition,
  keyNeverCarried,
  leaveByHandshake,
  leftOverPlaceholder,
  malformedAction,
  malformedArn,
  malformedId,
  malformedPrincipal,
  malformedValue,
  managementAccountAction,
  mfaAskedOfRoles,
  mfaBoolWithoutIfExists,
  mfaInPermissionSet,
  mfaNullCheck,
  missingIfExists,
  missingSetOperator,
  negatedKeyOnMultiResourceAction,
  neverTrueCondition,
  notAnIamPolicy,
  notPrincipal,
  organizationKeyInScp,
  overSizeLimit,
  passRoleToAnything,
  principalArnNeverMatches,
  principalInScp,
  publicAccessBlockDenyAlsoBlocksEnabling,
  rcpBlocksAwsServices,
  rcpMustDeny,
  rcpNamesNoService,
  rcpUngovernedService,
  regionKeyOnGlobalAction,
  regionListShutsOutGlobalService,
  resourceArnOfNoResource,
  s3BucketOrObject,
  serviceLinkedRoleAssumption,
  sourceIpStopsServices,
  spoofableKey,
  ssoRoleWithoutPath,
  trailingWildcardExemption,
  unknownAction,
  unknownConditionKey,
  unknownOperator,
  unknownPolicyVariable,
  unknownServicePrefix,
  versionMissing,
  wildcardUnderLiteralOperator,
  wrongOperatorForKeyType,
];
