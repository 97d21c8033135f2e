import type { Statement } from "../../policy/document";
import { TRAIL_LOGS_ROLE_NAME } from "../names";
import { TRAIL_NAME } from "../plan/names";
import { type At, anything, NAMES, on, passing } from "./statements";

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

/** @param role the ARN of a role of the account, by its name and path */
export function managementOf(at: At, role: (name: string) => string): readonly Statement[] {
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
