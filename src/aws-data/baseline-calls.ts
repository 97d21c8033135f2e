/** What CloudFormation calls for a resource of a type, with the credentials that the stack acts by. */
export interface ResourceCalls {
  /** On the resource itself: making, reading, changing and deleting it. */
  readonly actions: readonly string[];
  /** The property with the resource's name; null for a type that has none. */
  readonly nameProperty: string | null;
  /** The resource's ARNs, from its name. */
  readonly arns: (place: Place, name: string) => readonly string[];
  /** Whether it is handed a role, which asks iam:PassRole. */
  readonly passesRole: boolean;
  /** Calls that name no such resource, such as listings. */
  readonly unnamed?: readonly string[];
}

/** Where a resource is; the Region may be "*". */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

const arn = ({ partition, account, region }: Place, service: string, resource: string) =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/**
 * Types of resources that the templates of the StackSets have -> the calls by which CloudFormation makes, reads, changes
 * and deletes them. Calls for what the templates do not use (tags, boundaries, attached policies, layers) are left out.
 * A type that is not here is not known, and the proof says so.
 *
 * Sources, read 2026-11: the handlers' permissions in the types' public schemas,
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html (handlers),
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html; which of
 * several reading calls a handler makes is assumed: all that may be are here.
 */
export const RESOURCE_CALLS: Readonly<Record<string, ResourceCalls>> = {
  "AWS::IAM::Role": {
    actions: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ],
    nameProperty: "RoleName",
    arns: ({ partition, account }, name) => [`arn:${partition}:iam::${account}:role/${name}`],
    passesRole: false,
  },
  "AWS::Lambda::Function": {
    actions: [
      "lambda:CreateFunction",
      "lambda:DeleteFunction",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetFunctionRecursionConfig",
      "lambda:GetRuntimeManagementConfig",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
    ],
    nameProperty: "FunctionName",
    arns: (place, name) => [arn(place, "lambda", `function:${name}`)],
    passesRole: true,
  },
  "AWS::Logs::LogGroup": {
    actions: [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DeleteRetentionPolicy",
      "logs:ListTagsForResource",
      "logs:PutRetentionPolicy",
    ],
    nameProperty: "LogGroupName",
    arns: (place, name) => [
      arn(place, "logs", `log-group:${name}`),
      arn(place, "logs", `log-group:${name}:*`),
    ],
    passesRole: false,
    unnamed: ["logs:DescribeLogGroups"],
  },
  "AWS::Events::Rule": {
    actions: [
      "events:DeleteRule",
      "events:DescribeRule",
      "events:ListTargetsByRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
    ],
    nameProperty: "Name",
    arns: (place, name) => [arn(place, "events", `rule/${name}`)],
    passesRole: true,
  },
};

/** What CloudFormation calls for a custom resource: the function behind it. */
export const CUSTOM_RESOURCE_CALLS = ["lambda:InvokeFunction"] as const;

/**
 * What StackSets calls for each stack, as the role of the member account.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html (minimum
 * permissions of the execution role) and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html, read 2026-11; that the
 * service-managed role makes the same calls is assumed.
 */
export const STACK_CALLS: readonly string[] = [
  "cloudformation:CreateStack",
  "cloudformation:DeleteStack",
  "cloudformation:DescribeStackEvents",
  "cloudformation:DescribeStackResource",
  "cloudformation:DescribeStackResources",
  "cloudformation:DescribeStacks",
  "cloudformation:GetTemplate",
  "cloudformation:UpdateStack",
];

/** The stacks of a StackSet: "StackSet-NAME-" and a UUID. Source: as above. */
export function stackArn(place: Place, stackSet: string): string {
  return arn(place, "cloudformation", `stack/StackSet-${stackSet}-*/*`);
}

/**
 * The role of member accounts by which a service-managed StackSet acts.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html
 * and https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html, read
 * 2026-11.
 */
export const STACK_SET_ROLE = "role/stacksets-exec-*";
