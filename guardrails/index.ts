// Written by `npm run generate` from the files of this folder.
import type { AnyGuardrail } from "../src/catalogue/guardrail";
import { denyAccessKeys } from "./deny-access-keys";
import { denyEverything } from "./deny-everything";
import { denyIamUserCreation } from "./deny-iam-user-creation";
import { denyLeaveOrganization } from "./deny-leave-organization";
import { denyRegionChanges } from "./deny-region-changes";
import { denyRootAccessKeys } from "./deny-root-access-keys";
import { denyRootUser } from "./deny-root-user";
import { denyServices } from "./deny-services";
import { protectCloudtrail } from "./protect-cloudtrail";
import { protectExemptPrincipals } from "./protect-exempt-principals";
import { protectGuardduty } from "./protect-guardduty";
import { requireMfaForUsers } from "./require-mfa-for-users";
import { restrictRegions } from "./restrict-regions";
import { restrictServices } from "./restrict-services";

/** Every guardrail there is, sorted by id. */
export const catalogue: readonly AnyGuardrail[] = [
  denyAccessKeys,
  denyEverything,
  denyIamUserCreation,
  denyLeaveOrganization,
  denyRegionChanges,
  denyRootAccessKeys,
  denyRootUser,
  denyServices,
  protectCloudtrail,
  protectExemptPrincipals,
  protectGuardduty,
  requireMfaForUsers,
  restrictRegions,
  restrictServices,
];
