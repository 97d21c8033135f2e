import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/** What runs databases. AWS's own policy for this job also makes functions and hands them roles: a way to more rights. */
const DATABASES = [
  "dax:*",
  "docdb-elastic:*",
  "dynamodb:*",
  "elasticache:*",
  "memorydb:*",
  "pi:*",
  "rds:*",
  "redshift:*",
];

/** Sharing a copy of a database is not running it. */
const SHARING = [
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "redshift:AuthorizeSnapshotAccess",
];

export const databaseAdministrator = permissionSet({
  id: "database-administrator",
  title: "Databases",
  rationale:
    "Database administrators make, tune, back up and restore databases of every kind. They hand no role to anything but " +
    "the monitoring of RDS, and share no copy with another account.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT4H") }),
  content: (parameters) => ({
    description: "Databases of every kind; shares no copy of one and makes no roles",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["job-function/ViewOnlyAccess"],
    customerManagedPolicies: [],
    inlineStatements: [
      { Sid: "Databases", Effect: "Allow", Action: DATABASES, Resource: "*" },
      {
        Sid: "Watch",
        Effect: "Allow",
        Action: ["cloudwatch:*Alarm*", "cloudwatch:Get*", "logs:FilterLogEvents", "logs:Get*"],
        Resource: "*",
      },
      {
        Sid: "MonitoringRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:*:iam::*:role/rds-monitoring-role",
        Condition: { StringEquals: { "iam:PassedToService": "monitoring.rds.amazonaws.com" } },
      },
      { Sid: "NoSharing", Effect: "Deny", Action: SHARING, Resource: "*" },
    ],
    tags: {},
  }),
  requests: (_, { partition }) => {
    const monitoring = `arn:${partition}:iam::123456789012:role/rds-monitoring-role`;
    return {
      allowed: [
        { action: "rds:CreateDBInstance" },
        { action: "dynamodb:CreateTable" },
        {
          action: "iam:PassRole",
          resource: monitoring,
          context: { "iam:PassedToService": "monitoring.rds.amazonaws.com" },
        },
      ],
      denied: [
        { action: "rds:ModifyDBSnapshotAttribute" },
        {
          action: "iam:PassRole",
          resource: monitoring,
          context: { "iam:PassedToService": "lambda.amazonaws.com" },
        },
        { action: "lambda:CreateFunction" },
        { action: "ec2:CreateVpc" },
      ],
    };
  },
});
