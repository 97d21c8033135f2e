// Written by `npm run generate` from the folders beside it.
import type { LintRule } from "../types";
import { alwaysTrueCondition } from "./always-true-condition/rule";
import { confusedDeputyIncomplete } from "./confused-deputy-incomplete/rule";
import { deadStatement } from "./dead-statement/rule";
import { duplicateKey } from "./duplicate-key/rule";
import { duplicateStatement } from "./duplicate-statement/rule";
import { exemptPrincipalAnybodyCanCreate } from "./exempt-principal-anybody-can-create/rule";
import { exemptTagAnybodyCanSet } from "./exempt-tag-anybody-can-set/rule";
import { invalidJson } from "./invalid-json/rule";
import { invertedCondition } from "./inverted-condition/rule";
import { mfaBoolWithoutIfExists } from "./mfa-bool-without-if-exists/rule";
import { mfaNullCheck } from "./mfa-null-check/rule";
import { neverTrueCondition } from "./never-true-condition/rule";
import { principalArnNeverMatches } from "./principal-arn-never-matches/rule";
import { principalInScp } from "./principal-in-scp/rule";
import { rcpBlocksAwsServices } from "./rcp-blocks-aws-services/rule";
import { rcpUngovernedService } from "./rcp-ungoverned-service/rule";
import { regionKeyOnGlobalAction } from "./region-key-on-global-action/rule";
import { regionListShutsOutGlobalService } from "./region-list-shuts-out-global-service/rule";
import { serviceLinkedRoleAssumption } from "./service-linked-role-assumption/rule";
import { ssoRoleWithoutPath } from "./sso-role-without-path/rule";
import { trailingWildcardExemption } from "./trailing-wildcard-exemption/rule";
import { versionMissing } from "./version-missing/rule";
import { wildcardUnderLiteralOperator } from "./wildcard-under-literal-operator/rule";

/** Every lint rule there is, sorted by slug. */
export const rules: readonly LintRule[] = [
  alwaysTrueCondition,
  confusedDeputyIncomplete,
  deadStatement,
  duplicateKey,
  duplicateStatement,
  exemptPrincipalAnybodyCanCreate,
  exemptTagAnybodyCanSet,
  invalidJson,
  invertedCondition,
  mfaBoolWithoutIfExists,
  mfaNullCheck,
  neverTrueCondition,
  principalArnNeverMatches,
  principalInScp,
  rcpBlocksAwsServices,
  rcpUngovernedService,
  regionKeyOnGlobalAction,
  regionListShutsOutGlobalService,
  serviceLinkedRoleAssumption,
  ssoRoleWithoutPath,
  trailingWildcardExemption,
  versionMissing,
  wildcardUnderLiteralOperator,
];
