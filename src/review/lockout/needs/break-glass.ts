import type { Need } from "./need";

/**
 * What recovers access: see who did what, see who may do what, and make a way in where there is none. One
 * role stands for all that it may have to make: guardrails may keep break-glass from some names, not from every one.
 * Nothing of it depends on a Region that some units do not approve.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/wellarchitected/latest/framework/sec_permissions_emergency_process.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html.
 */
export const breakGlass: Need = {
  id: "break-glass",
  purpose: "recover access in an emergency",
  calls: [
    {
      actions: [
        "iam:GetAccountAuthorizationDetails",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAccessKeys",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:ListRoles",
        "iam:ListUsers",
        "organizations:DescribeOrganization",
      ],
      regions: "global",
    },
    {
      actions: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
      ],
      resources: ({ partition, account }) => [`arn:${partition}:iam::${account}:role/recovery`],
      regions: "global",
    },
    {
      actions: ["sts:AssumeRole"],
      resources: ({ partition, account }) => [`arn:${partition}:iam::${account}:role/recovery`],
      regions: "home",
    },
    { actions: ["cloudtrail:LookupEvents"], regions: "home" },
  ],
  entered: ["sts:AssumeRole"],
};
