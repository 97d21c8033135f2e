// Written by `npm run generate` from the folders beside it.
import type { LintRule } from "../types";
import { actionWithoutSuchResource } from "./action-without-such-resource/rule";
import { alwaysTrueCondition } from "./always-true-condition/rule";
import { assumeRootBindsDelegatedAdmin } from "./assume-root-binds-delegated-admin/rule";
import { boolOnEncryptionHeader } from "./bool-on-encryption-header/rule";
import { confusedDeputyIncomplete } from "./confused-deputy-incomplete/rule";
import { deadStatement } from "./dead-statement/rule";
import { deniesHeaderlessRequests } from "./denies-headerless-requests/rule";
import { duplicateKey } from "./duplicate-key/rule";
import { duplicateStatement } from "./duplicate-statement/rule";
import { exemptPrincipalAnybodyCanCreate } from "./exempt-principal-anybody-can-create/rule";
import { exemptTagAnybodyCanSet } from "./exempt-tag-anybody-can-set/rule";
import { invalidJson } from "./invalid-json/rule";
import { invertedCondition } from "./inverted-condition/rule";
import { leaveByHandshake } from "./leave-by-handshake/rule";
import { mfaBoolWithoutIfExists } from "./mfa-bool-without-if-exists/rule";
import { mfaNullCheck } from "./mfa-null-check/rule";
import { missingIfExists } from "./missing-if-exists/rule";
import { negatedKeyOnMultiResourceAction } from "./negated-key-on-multi-resource-action/rule";
import { neverTrueCondition } from "./never-true-condition/rule";
import { organizationKeyInScp } from "./organization-key-in-scp/rule";
import { principalArnNeverMatches } from "./principal-arn-never-matches/rule";
import { principalInScp } from "./principal-in-scp/rule";
import { publicAccessBlockDenyAlsoBlocksEnabling } from "./public-access-block-deny-also-blocks-enabling/rule";
import { rcpBlocksAwsServices } from "./rcp-blocks-aws-services/rule";
import { rcpUngovernedService } from "./rcp-ungoverned-service/rule";
import { regionKeyOnGlobalAction } from "./region-key-on-global-action/rule";
import { regionListShutsOutGlobalService } from "./region-list-shuts-out-global-service/rule";
import { resourceArnOfNoResource } from "./resource-arn-of-no-resource/rule";
import { s3BucketOrObject } from "./s3-bucket-or-object/rule";
import { serviceLinkedRoleAssumption } from "./service-linked-role-assumption/rule";
import { sourceIpStopsServices } from "./source-ip-stops-services/rule";
import { ssoRoleWithoutPath } from "./sso-role-without-path/rule";
import { trailingWildcardExemption } from "./trailing-wildcard-exemption/rule";
import { versionMissing } from "./version-missing/rule";
import { wildcardUnderLiteralOperator } from "./wildcard-under-literal-operator/rule";

/** Every lint rule there is, sorted by slug. */
export const rules: readonly LintRule[] = [
  actionWithoutSuchResource,
  alwaysTrueCondition,
  assumeRootBindsDelegatedAdmin,
  boolOnEncryptionHeader,
  confusedDeputyIncomplete,
  deadStatement,
  deniesHeaderlessRequests,
  duplicateKey,
  duplicateStatement,
  exemptPrincipalAnybodyCanCreate,
  exemptTagAnybodyCanSet,
  invalidJson,
  invertedCondition,
  leaveByHandshake,
  mfaBoolWithoutIfExists,
  mfaNullCheck,
  missingIfExists,
  negatedKeyOnMultiResourceAction,
  neverTrueCondition,
  organizationKeyInScp,
  principalArnNeverMatches,
  principalInScp,
  publicAccessBlockDenyAlsoBlocksEnabling,
  rcpBlocksAwsServices,
  rcpUngovernedService,
  regionKeyOnGlobalAction,
  regionListShutsOutGlobalService,
  resourceArnOfNoResource,
  s3BucketOrObject,
  serviceLinkedRoleAssumption,
  sourceIpStopsServices,
  ssoRoleWithoutPath,
  trailingWildcardExemption,
  versionMissing,
  wildcardUnderLiteralOperator,
];
