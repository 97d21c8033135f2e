import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/**
 * SecurityAudit reads configurations and is made for auditors; it has some reading of content that an audit needs, such
 * as functions' configurations, and no reading of objects or messages.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html, read 2026-11.
 */
export const securityAuditor = permissionSet({
  id: "security-auditor",
  title: "See how everything is configured",
  rationale:
    "Auditors read every setting and every finding, and change nothing. They need no data to judge how data is kept: " +
    "reading objects, secrets and messages is denied even where a policy of AWS's own comes to allow it.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT8H") }),
  content: (parameters) => ({
    description: "Reads configurations and findings everywhere; reads no data and changes nothing",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["SecurityAudit", "job-function/ViewOnlyAccess"],
    customerManagedPolicies: [],
    inlineStatements: [
      {
        Sid: "NoData",
        Effect: "Deny",
        Action: [
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "kms:Decrypt",
          "s3:GetObject",
          "secretsmanager:GetSecretValue",
          "sqs:ReceiveMessage",
          "ssm:GetParameter*",
        ],
        Resource: "*",
      },
    ],
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "iam:GetAccountAuthorizationDetails" },
      { action: "s3:GetBucketPolicy", resource: "arn:aws:s3:::example" },
      { action: "guardduty:ListDetectors" },
      { action: "ec2:DescribeSecurityGroups" },
    ],
    denied: [
      { action: "s3:GetObject", resource: "arn:aws:s3:::example/key" },
      { action: "secretsmanager:GetSecretValue" },
      { action: "ssm:GetParameter" },
      { action: "iam:CreateUser" },
      { action: "guardduty:DeleteDetector" },
    ],
  }),
});
