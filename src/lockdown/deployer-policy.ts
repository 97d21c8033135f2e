import { FORWARDER_ROLE_NAME, RULE_PREFIX } from "../detections/names";
import type { PolicyDocument, Statement } from "../policy/document";
import { TRAIL_LOGS_ROLE_NAME } from "./names";
import { TRAIL_NAME } from "./plan/names";
import { policy } from "./resource-policies/document";

/** The accounts that the stack root-lockdown writes to. */
export const DEPLOYED_ACCOUNTS = ["management", "security", "log-archive", "iam"] as const;

export type DeployedAccount = (typeof DEPLOYED_ACCOUNTS)[number];

interface Where {
  readonly partition: string;
  readonly account: string;
}

/** The beginning of an ARN in whatever Region of the account. */
type At = (service: string) => string;

const NAMES = `${RULE_PREFIX}*`;

/** What is called for without a resource, or on names that AWS chooses. */
const anything = (Sid: string, Action: readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource: "*",
});

const on = (
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: Statement["Condition"],
): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

const rules = (at: At) =>
  on(
    "Rules",
    [
      "events:DeleteRule",
      "events:DescribeRule",
      "events:ListTagsForResource",
      "events:ListTargetsByRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
    ],
    [`${at("events")}:rule/${NAMES}`],
  );

const passing = (role: string, service: string, Sid: string) =>
  on(Sid, ["iam:PassRole"], [role], { StringEquals: { "iam:PassedToService": service } });

const alarms = (at: At) =>
  on(
    "Alarms",
    [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:ListTagsForResource",
      "cloudwatch:PutMetricAlarm",
    ],
    [`${at("cloudwatch")}:alarm:${NAMES}`],
  );

/**
 * A key's id is not known before it is made. What changes a key is held to those that have an alias of ours.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html, read 2026-11.
 */
const keys = (at: At): readonly Statement[] => [
  anything("NewKeys", ["kms:CreateKey", "kms:ListAliases"]),
  on(
    "Keys",
    [
      "kms:CreateAlias",
      "kms:DescribeKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListResourceTags",
    ],
    [`${at("kms")}:key/*`, `${at("kms")}:alias/${NAMES}`],
  ),
  on("OwnKeys", ["kms:PutKeyPolicy", "kms:UpdateKeyDescription"], [`${at("kms")}:key/*`], {
    "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${NAMES}` },
  }),
];

const ROLE_ACTIONS = [
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListRolePolicies",
  "iam:ListRoleTags",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

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

/**
 * The least that the role which deploys the stack needs in an account: the calls of the AWS provider for what the stack
 * makes there, on names of this tool where a call has a resource. Deleting is in it where a part comes and goes with
 * the plan; not for the trail, its bucket, the keys, and what deleting would loosen.
 *
 * Sources, read 2026-11: the calls of each resource, https://github.com/hashicorp/terraform-provider-aws (as far as its
 * documentation names them; those that only read are assumed); what each may be held to,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html.
 */
export function deployerPolicy(of: DeployedAccount, { partition, account }: Where): PolicyDocument {
  const at: At = (service) => `arn:${partition}:${service}:*:${account}`;
  const role = (name: string) => `arn:${partition}:iam::${account}:role/${name}`;
  const forwarding = [
    rules(at),
    passing(role(FORWARDER_ROLE_NAME), "events.amazonaws.com", "RulesSendByTheirRole"),
  ];
  switch (of) {
    case "management":
      return policy([...managementOf(at, role), ...forwarding, alarms(at)]);
    case "security":
      return policy([...securityOf(at), ...forwarding, alarms(at), ...keys(at)]);
    case "log-archive":
      return policy([on("Bucket", BUCKET_ACTIONS, [`arn:${partition}:s3:::${NAMES}`]), ...keys(at)]);
    case "iam":
      return policy([...iamOf(partition, account), ...forwarding]);
  }
}

function managementOf(at: At, role: (name: string) => string): readonly Statement[] {
  return [
    anything("Organization", [
      "iam:EnableOrganizationsRootCredentialsManagement",
      "iam:EnableOrganizationsRootSessions",
      "iam:ListOrganizationsFeatures",
      "organizations:DeregisterDelegatedAdministrator",
      "organizations:DescribeOrganization",
      "organizations:EnableAWSServiceAccess",
      "organizations:ListAWSServiceAccessForOrganization",
      "organizations:ListAccounts",
      "organizations:ListDelegatedAdministrators",
      "organizations:ListDelegatedServicesForAccount",
      "organizations:ListRoots",
      "organizations:RegisterDelegatedAdministrator",
    ]),
    anything("Settings", [
      "ec2:EnableEbsEncryptionByDefault",
      "ec2:GetEbsEncryptionByDefault",
      "iam:GetAccountPasswordPolicy",
      "iam:UpdateAccountPasswordPolicy",
    ]),
    anything("NewStackSets", ["cloudformation:CreateStackSet"]),
    on(
      "StackSets",
      [
        "cloudformation:CreateStackInstances",
        "cloudformation:DeleteStackInstances",
        "cloudformation:DeleteStackSet",
        "cloudformation:DescribeStackInstance",
        "cloudformation:DescribeStackSet",
        "cloudformation:DescribeStackSetOperation",
        "cloudformation:ListStackInstances",
        "cloudformation:ListStackSetOperationResults",
        "cloudformation:UpdateStackInstances",
        "cloudformation:UpdateStackSet",
      ],
      [
        `${at("cloudformation")}:stackset/${NAMES}`,
        `${at("cloudformation")}:stackset-target/${NAMES}`,
        `${at("cloudformation").replace(/\d{12}$/, "")}:type/resource/*`,
      ],
    ),
    on("Roles", ROLE_ACTIONS, [role(NAMES)]),
    on(
      "Trail",
      [
        "cloudtrail:CreateTrail",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetInsightSelectors",
        "cloudtrail:GetTrail",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:ListTags",
        "cloudtrail:StartLogging",
        "cloudtrail:UpdateTrail",
      ],
      [`${at("cloudtrail")}:trail/${TRAIL_NAME}`],
    ),
    anything("Trails", ["cloudtrail:DescribeTrails", "logs:DescribeLogGroups"]),
    on(
      "LogGroups",
      [
        "logs:CreateLogGroup",
        "logs:DeleteMetricFilter",
        "logs:DescribeMetricFilters",
        "logs:ListTagsForResource",
        "logs:PutMetricFilter",
        "logs:PutRetentionPolicy",
      ],
      [`${at("logs")}:log-group:*`],
    ),
    passing(role(TRAIL_LOGS_ROLE_NAME), "cloudtrail.amazonaws.com", "TrailWritesByItsRole"),
    on(
      "ServiceRoles",
      ["iam:CreateServiceLinkedRole"],
      [
        role("aws-service-role/cloudtrail.amazonaws.com/*"),
        role("aws-service-role/member.org.stacksets.cloudformation.amazonaws.com/*"),
      ],
    ),
  ];
}

function securityOf(at: At): readonly Statement[] {
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

function iamOf(partition: string, account: string): readonly Statement[] {
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
