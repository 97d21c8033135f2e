import type { Calls, Need } from "./need";

/**
 * What rolls the baseline out to member accounts by StackSets.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html, read 2026-11.
 */
export const memberBaseline: Need = {
  id: "member-baseline",
  purpose: "roll the baseline out to member accounts",
  calls: [
    {
      actions: [
        "cloudformation:CreateStackInstances",
        "cloudformation:CreateStackSet",
        "cloudformation:DeleteStackInstances",
        "cloudformation:DeleteStackSet",
        "cloudformation:DescribeStackSet",
        "cloudformation:DescribeStackSetOperation",
        "cloudformation:ListStackInstances",
        "cloudformation:ListStackSetOperationResults",
        "cloudformation:StopStackSetOperation",
        "cloudformation:UpdateStackInstances",
        "cloudformation:UpdateStackSet",
      ],
      regions: "home",
    },
  ],
  entered: ["sts:AssumeRole"],
};

/** One name stands for all that the baseline makes: other roles and rules are not its business. */
const BASELINE_NAME = "org-guardrails-baseline";

/**
 * The roles, rules and settings of an account that the baseline consists of.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html.
 */
const BASELINE: readonly Calls[] = [
  {
    actions: [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:GetRole",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UpdateAssumeRolePolicy",
    ],
    resources: ({ partition, account }) => [`arn:${partition}:iam::${account}:role/${BASELINE_NAME}`],
    regions: "global",
  },
  { actions: ["iam:GetAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"], regions: "global" },
  {
    actions: [
      "ec2:DescribeRegions",
      "ec2:EnableEbsEncryptionByDefault",
      "ec2:EnableSnapshotBlockPublicAccess",
      "ec2:GetEbsEncryptionByDefault",
      "ec2:ModifyInstanceMetadataDefaults",
    ],
    regions: "approved",
  },
  {
    actions: [
      "events:DeleteRule",
      "events:DescribeRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
    ],
    resources: ({ partition, account }) => [`arn:${partition}:events:*:${account}:rule/${BASELINE_NAME}`],
    regions: "approved",
  },
  {
    actions: [
      "cloudformation:CreateStack",
      "cloudformation:DeleteStack",
      "cloudformation:DescribeStackResources",
      "cloudformation:DescribeStacks",
      "cloudformation:UpdateStack",
    ],
    regions: "approved",
  },
];

/** What the organization's own tools do in every member account. */
export const memberRole: Need = {
  id: "member-role",
  purpose: "keep up the baseline of the account",
  calls: BASELINE,
  entered: ["sts:AssumeRole"],
};
