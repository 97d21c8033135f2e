/** The IAM actions that `snapshot` needs, sorted: every call that it makes, and no other. All only read. */
export const SNAPSHOT_ACTIONS = [
  "organizations:DescribeOrganization",
  "organizations:DescribePolicy",
  "organizations:ListAccounts",
  "organizations:ListAccountsForParent",
  "organizations:ListOrganizationalUnitsForParent",
  "organizations:ListPolicies",
  "organizations:ListRoots",
  "organizations:ListTagsForResource",
  "organizations:ListTargetsForPolicy",
] as const;

/** What it needs besides where organization.yaml speaks of Identity Center, sorted. All only read. */
export const IDENTITY_SNAPSHOT_ACTIONS = [
  "identitystore:DescribeUser",
  "identitystore:GetUserId",
  "identitystore:ListGroupMemberships",
  "identitystore:ListGroups",
  "sso:DescribeInstanceAccessControlAttributeConfiguration",
  "sso:DescribePermissionSet",
  "sso:GetInlinePolicyForPermissionSet",
  "sso:GetPermissionsBoundaryForPermissionSet",
  "sso:ListAccountAssignments",
  "sso:ListAccountsForProvisionedPermissionSet",
  "sso:ListCustomerManagedPolicyReferencesInPermissionSet",
  "sso:ListInstances",
  "sso:ListManagedPoliciesInPermissionSet",
  "sso:ListPermissionSets",
  "sso:ListTagsForResource",
] as const;
