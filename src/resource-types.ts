/** Pulumi's names of the types that policies and access are written by, in @pulumi/aws 7.48.0. */

export const POLICY = "aws:organizations/policy:Policy";
export const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
export const ACCOUNT = "aws:organizations/account:Account";
export const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
export const PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";
export const INLINE_POLICY = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
export const MANAGED_POLICY = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
export const CUSTOMER_POLICY = "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment";
export const MANAGED_EXCLUSIVE =
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive";
export const CUSTOMER_EXCLUSIVE =
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive";
export const BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";
export const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
export const ATTRIBUTES = "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes";
export const GROUP = "aws:identitystore/group:Group";
export const MEMBERSHIP = "aws:identitystore/groupMembership:GroupMembership";
