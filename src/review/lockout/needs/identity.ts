import type { Need } from "./need";

/**
 * What deploys permission sets and assignments. Users and groups are looked up, never made.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html.
 */
export const identity: Need = {
  id: "identity",
  purpose: "deploy permission sets and assignments",
  calls: [
    {
      actions: [
        "identitystore:DescribeGroup",
        "identitystore:GetGroupId",
        "identitystore:GetUserId",
        "identitystore:ListGroups",
        "sso:AttachManagedPolicyToPermissionSet",
        "sso:CreateAccountAssignment",
        "sso:CreatePermissionSet",
        "sso:DeleteAccountAssignment",
        "sso:DeleteInlinePolicyFromPermissionSet",
        "sso:DeletePermissionSet",
        "sso:DescribeAccountAssignmentCreationStatus",
        "sso:DescribeAccountAssignmentDeletionStatus",
        "sso:DescribePermissionSet",
        "sso:DescribePermissionSetProvisioningStatus",
        "sso:DetachManagedPolicyFromPermissionSet",
        "sso:GetInlinePolicyForPermissionSet",
        "sso:ListAccountAssignments",
        "sso:ListAccountsForProvisionedPermissionSet",
        "sso:ListInstances",
        "sso:ListManagedPoliciesInPermissionSet",
        "sso:ListPermissionSets",
        "sso:ProvisionPermissionSet",
        "sso:PutInlinePolicyToPermissionSet",
        "sso:TagResource",
        "sso:UpdatePermissionSet",
      ],
      regions: "home",
    },
  ],
  entered: ["sts:AssumeRole"],
};
