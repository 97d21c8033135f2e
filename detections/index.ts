// Written by `npm run generate` from the files of this folder.
import type { Detection } from "../src/detections/detection";
import { noticeAccessKeyCreation } from "./notice-access-key-creation";
import { noticeAccountMembership } from "./notice-account-membership";
import { noticeAdministratorPolicy } from "./notice-administrator-policy";
import { noticeAssumeRoot } from "./notice-assume-root";
import { noticeBreakGlass } from "./notice-break-glass";
import { noticeExternalAccess } from "./notice-external-access";
import { noticeGuarddutyFinding } from "./notice-guardduty-finding";
import { noticeIamPolicyChange } from "./notice-iam-policy-change";
import { noticeIamUserChange } from "./notice-iam-user-change";
import { noticeIdentityCenterChange } from "./notice-identity-center-change";
import { noticeLoggingStopped } from "./notice-logging-stopped";
import { noticeManagementAccountChange } from "./notice-management-account-change";
import { noticeMfaRemoval } from "./notice-mfa-removal";
import { noticeOrganizationChange } from "./notice-organization-change";
import { noticePasswordPolicyChange } from "./notice-password-policy-change";
import { noticeRefusedRegions } from "./notice-refused-regions";
import { noticeRepeatedSignInFailures } from "./notice-repeated-sign-in-failures";
import { noticeRootActivity } from "./notice-root-activity";
import { noticeRootCredentialChange } from "./notice-root-credential-change";
import { noticeRootSignIn } from "./notice-root-sign-in";
import { noticeRuleTampering } from "./notice-rule-tampering";
import { noticeSignInWithoutMfa } from "./notice-sign-in-without-mfa";

/** Every detection there is, sorted by id. */
export const detections: readonly Detection[] = [
  noticeAccessKeyCreation,
  noticeAccountMembership,
  noticeAdministratorPolicy,
  noticeAssumeRoot,
  noticeBreakGlass,
  noticeExternalAccess,
  noticeGuarddutyFinding,
  noticeIamPolicyChange,
  noticeIamUserChange,
  noticeIdentityCenterChange,
  noticeLoggingStopped,
  noticeManagementAccountChange,
  noticeMfaRemoval,
  noticeOrganizationChange,
  noticePasswordPolicyChange,
  noticeRefusedRegions,
  noticeRepeatedSignInFailures,
  noticeRootActivity,
  noticeRootCredentialChange,
  noticeRootSignIn,
  noticeRuleTampering,
  noticeSignInWithoutMfa,
];
