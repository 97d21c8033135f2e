import {
  ACCOUNT,
  ASSIGNMENT,
  ATTACHMENT,
  ATTRIBUTES,
  BOUNDARY,
  CUSTOMER_EXCLUSIVE,
  CUSTOMER_POLICY,
  GROUP,
  INLINE_POLICY,
  MANAGED_EXCLUSIVE,
  MANAGED_POLICY,
  MEMBERSHIP,
  PERMISSION_SET,
  POLICY,
  UNIT,
} from "../../resource-types";

export const IDENTITY_TYPES: ReadonlySet<string> = new Set([
  PERMISSION_SET,
  INLINE_POLICY,
  MANAGED_POLICY,
  CUSTOMER_POLICY,
  MANAGED_EXCLUSIVE,
  CUSTOMER_EXCLUSIVE,
  BOUNDARY,
  ASSIGNMENT,
  ATTRIBUTES,
  GROUP,
  MEMBERSHIP,
]);

const ORGANIZATION_TYPES: ReadonlySet<string> = new Set([POLICY, ATTACHMENT, ACCOUNT, UNIT]);

/** Whether the effect of a type is worked out. */
export function isJudged(type: string): boolean {
  return ORGANIZATION_TYPES.has(type) || IDENTITY_TYPES.has(type);
}

/** Where policies and access could be written by other means than the types that are judged. */
const NEAR = [
  "aws:organizations/",
  "aws:ssoadmin/",
  "aws:identitystore/",
  "aws-native:organizations:",
  "aws-native:sso:",
  "aws-native:identitystore:",
];

/**
 * Types beside them that change no policy, no attachment, no place in the tree and no access to an account.
 * Source: their arguments in @pulumi/aws 7.48.0, read 2026-11.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  "aws:organizations/awsServiceAccess:AwsServiceAccess",
  "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
  "aws:organizations/resourcePolicy:ResourcePolicy",
  "aws:organizations/tag:Tag",
  "aws:ssoadmin/application:Application",
  "aws:ssoadmin/applicationAccessScope:ApplicationAccessScope",
  "aws:ssoadmin/applicationAssignment:ApplicationAssignment",
  "aws:ssoadmin/applicationAssignmentConfiguration:ApplicationAssignmentConfiguration",
  "aws:ssoadmin/trustedTokenIssuer:TrustedTokenIssuer",
]);

/** Whether a write of a type that is not judged may change what is reviewed. */
export function judgementOf(type: string): "harmless" | "unknown" {
  return NEAR.some((prefix) => type.startsWith(prefix)) && !HARMLESS.has(type) ? "unknown" : "harmless";
}
