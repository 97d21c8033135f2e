import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/** What developers build with. Networks, roles and keys are other people's. */
const SERVICES = [
  "apigateway:*",
  "cloudformation:*",
  "cloudwatch:*",
  "dynamodb:*",
  "ecr:*",
  "ecs:*",
  "events:*",
  "lambda:*",
  "logs:*",
  "s3:*",
  "scheduler:*",
  "sns:*",
  "sqs:*",
  "states:*",
  "xray:*",
];

/** Services to which a workload's role may be handed. */
const RUNS_AS = [
  "ecs-tasks.amazonaws.com",
  "events.amazonaws.com",
  "lambda.amazonaws.com",
  "scheduler.amazonaws.com",
  "states.amazonaws.com",
];

/**
 * A bucket's, queue's or function's own policy can open it to the world; who may share is for resource control policies
 * to say, not for this set.
 */
export const developer = permissionSet({
  id: "developer",
  title: "Build and run applications",
  rationale:
    "Developers deploy what they write: functions, containers, tables, queues. They use the roles that the platform made " +
    "for workloads and make none, so that nothing they deploy may do more than the platform meant it to.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT8H") }),
  content: (parameters) => ({
    description: "Deploys applications with the roles under /workload/; makes no roles, networks or keys",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["job-function/ViewOnlyAccess"],
    customerManagedPolicies: [],
    inlineStatements: [
      { Sid: "Build", Effect: "Allow", Action: SERVICES, Resource: "*" },
      {
        Sid: "UseKeys",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"],
        Resource: "*",
      },
      {
        Sid: "RunAsWorkloads",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:*:iam::*:role/workload/*",
        Condition: { StringEquals: { "iam:PassedToService": RUNS_AS } },
      },
      // One switch for all buckets of the account, which are not one team's.
      { Sid: "NoAccountSettings", Effect: "Deny", Action: "s3:PutAccountPublicAccessBlock", Resource: "*" },
      { Sid: "SeeRoles", Effect: "Allow", Action: ["iam:GetRole", "iam:ListRoles"], Resource: "*" },
    ],
    tags: {},
  }),
  requests: (_, { partition }) => {
    const role = `arn:${partition}:iam::123456789012:role/workload/app`;
    return {
      allowed: [
        { action: "lambda:CreateFunction" },
        { action: "dynamodb:CreateTable" },
        {
          action: "iam:PassRole",
          resource: role,
          context: { "iam:PassedToService": "lambda.amazonaws.com" },
        },
        { action: "ec2:DescribeVpcs" },
      ],
      denied: [
        { action: "iam:PassRole", resource: role, context: { "iam:PassedToService": "ec2.amazonaws.com" } },
        {
          action: "iam:PassRole",
          resource: role.replace("workload/", ""),
          context: { "iam:PassedToService": "lambda.amazonaws.com" },
        },
        { action: "iam:CreateRole" },
        { action: "ec2:CreateVpc" },
        { action: "kms:ScheduleKeyDeletion" },
        { action: "s3:PutAccountPublicAccessBlock" },
      ],
    };
  },
});
