/**
 * Every way to make a role, or to change who may be it, what it may do, or that it is.
 * Source of both lists: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * (actions with the resource type role or user that write), read 2026-11.
 */
export const ROLE_CHANGES: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/**
 * The same for a user, whose credentials are doors too. UpdateUser is judged on the old name and on the new.
 * ChangePassword is left out: it needs the old password.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html, read 2026-11.
 */
export const USER_CHANGES: readonly string[] = [
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:CreateUser",
  "iam:DeactivateMFADevice",
  "iam:DeleteAccessKey",
  "iam:DeleteLoginProfile",
  "iam:DeleteSSHPublicKey",
  "iam:DeleteServiceSpecificCredential",
  "iam:DeleteSigningCertificate",
  "iam:DeleteUser",
  "iam:DeleteUserPermissionsBoundary",
  "iam:DeleteUserPolicy",
  "iam:DetachUserPolicy",
  "iam:EnableMFADevice",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
  "iam:ResetServiceSpecificCredential",
  "iam:ResyncMFADevice",
  "iam:TagUser",
  "iam:UntagUser",
  "iam:UpdateAccessKey",
  "iam:UpdateLoginProfile",
  "iam:UpdateSSHPublicKey",
  "iam:UpdateServiceSpecificCredential",
  "iam:UpdateSigningCertificate",
  "iam:UpdateUser",
  "iam:UploadSSHPublicKey",
  "iam:UploadSigningCertificate",
];

/**
 * Every way to make, change or delete a managed policy of an account. Attaching it is judged on the group, role or
 * user.
 * Source: as above (actions with the resource type policy that write), read 2026-11.
 */
export const POLICY_CHANGES: readonly string[] = [
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:TagPolicy",
  "iam:UntagPolicy",
];
