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
