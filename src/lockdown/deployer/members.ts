import type { Statement } from "../../policy/document";
import { type At, anything, keys, NAMES, on } from "./statements";

export function securityOf(at: At): readonly Statement[] {
  return [
    on(
      "Buses",
      [
        "events:CreateEventBus",
        "events:DeleteEventBus",
        "events:DescribeEventBus",
        "events:ListTagsForResource",
        "events:UpdateEventBus",
      ],
      [`${at("events")}:event-bus/${NAMES}`],
    ),
    // On buses of whatever name: these two name none.
    anything("BusPolicies", ["events:PutPermission", "events:RemovePermission"]),
    on(
      "Topics",
      [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
      ],
      [`${at("sns")}:${NAMES}`],
    ),
    anything("Subscriptions", ["sns:GetSubscriptionAttributes", "sns:Unsubscribe"]),
    on(
      "Queue",
      [
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ListQueueTags",
        "sqs:SetQueueAttributes",
      ],
      [`${at("sqs")}:${NAMES}`],
    ),
  ];
}

const BUCKET_ACTIONS = [
  "s3:CreateBucket",
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
];

export function logArchiveOf(at: At, partition: string): readonly Statement[] {
  return [on("Bucket", BUCKET_ACTIONS, [`arn:${partition}:s3:::${NAMES}`]), ...keys(at)];
}

export function iamOf(partition: string, account: string): readonly Statement[] {
  return [
    on(
      "Analyzers",
      [
        "access-analyzer:CreateAnalyzer",
        "access-analyzer:DeleteAnalyzer",
        "access-analyzer:GetAnalyzer",
        "access-analyzer:ListTagsForResource",
        "access-analyzer:UpdateAnalyzer",
      ],
      [`arn:${partition}:access-analyzer:*:${account}:analyzer/${NAMES}`],
    ),
    anything("Organization", [
      "organizations:DescribeAccount",
      "organizations:DescribeOrganization",
      "organizations:DescribeOrganizationalUnit",
      "organizations:ListAccounts",
      "organizations:ListAccountsForParent",
      "organizations:ListAWSServiceAccessForOrganization",
      "organizations:ListChildren",
      "organizations:ListDelegatedAdministrators",
      "organizations:ListOrganizationalUnitsForParent",
      "organizations:ListParents",
      "organizations:ListRoots",
    ]),
    on(
      "ServiceRole",
      ["iam:CreateServiceLinkedRole"],
      [`arn:${partition}:iam::${account}:role/aws-service-role/access-analyzer.amazonaws.com/*`],
    ),
  ];
}
