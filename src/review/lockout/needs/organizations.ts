import type { Need } from "./need";

/**
 * What deploys policies, and what undoes it: whoever may attach and may not detach cannot go back.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html, read 2026-11.
 */
export const organizations: Need = {
  id: "organizations",
  purpose: "deploy policies or undo a change",
  calls: [
    {
      actions: [
        "organizations:AttachPolicy",
        "organizations:CreatePolicy",
        "organizations:DeletePolicy",
        "organizations:DescribeOrganization",
        "organizations:DescribePolicy",
        "organizations:DetachPolicy",
        "organizations:ListAccounts",
        "organizations:ListAccountsForParent",
        "organizations:ListOrganizationalUnitsForParent",
        "organizations:ListPolicies",
        "organizations:ListPoliciesForTarget",
        "organizations:ListRoots",
        "organizations:ListTagsForResource",
        "organizations:ListTargetsForPolicy",
        "organizations:TagResource",
        "organizations:UntagResource",
        "organizations:UpdatePolicy",
      ],
      regions: "global",
    },
  ],
};
