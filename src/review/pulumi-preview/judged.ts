import { canonicalJson } from "../../policy/canonical";
import type { ResourceState } from "./document";

export const POLICY = "aws:organizations/policy:Policy";
export const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
export const PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";
export const INLINE_POLICY = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
export const MANAGED_POLICY = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
export const CUSTOMER_POLICY = "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment";
export const BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";
export const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
export const ATTRIBUTES = "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes";
export const GROUP = "aws:identitystore/group:Group";
export const MEMBERSHIP = "aws:identitystore/groupMembership:GroupMembership";

export const IDENTITY_TYPES: ReadonlySet<string> = new Set([
  PERMISSION_SET,
  INLINE_POLICY,
  MANAGED_POLICY,
  CUSTOMER_POLICY,
  BOUNDARY,
  ASSIGNMENT,
  ATTRIBUTES,
  GROUP,
  MEMBERSHIP,
]);

/** Whether the effect of a type is worked out. */
export function isJudged(type: string): boolean {
  return type === POLICY || type === ATTACHMENT || IDENTITY_TYPES.has(type);
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

const PLACED: ReadonlySet<string> = new Set([
  "aws:organizations/account:Account",
  "aws:organizations/organizationalUnit:OrganizationalUnit",
]);

/** Whether a write of a type that is not judged may change what is reviewed. */
export function judgementOf(
  type: string,
  before: ResourceState | null,
  after: ResourceState | null,
): "harmless" | "unknown" {
  if (!NEAR.some((prefix) => type.startsWith(prefix)) || HARMLESS.has(type)) return "harmless";
  // An account or a unit that stays where it is keeps its policies.
  const stays =
    PLACED.has(type) &&
    before !== null &&
    after !== null &&
    canonicalJson([before.inputs.parentId]) === canonicalJson([after.inputs.parentId]);
  return stays ? "harmless" : "unknown";
}
