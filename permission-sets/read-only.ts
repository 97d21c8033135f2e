import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/**
 * ViewOnlyAccess lists and describes; ReadOnlyAccess would also read what is stored: objects, messages, secrets' names.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ViewOnlyAccess.html, read 2026-11.
 */
export const readOnly = permissionSet({
  id: "read-only",
  title: "See what there is",
  rationale:
    "Whoever has to know what runs where, and has no business with what is stored in it: lists and descriptions of " +
    "resources, but no objects, no messages and no logs.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT8H") }),
  content: (parameters) => ({
    description: "Lists and describes resources; reads no data",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["job-function/ViewOnlyAccess"],
    customerManagedPolicies: [],
    inlineStatements: [],
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "ec2:DescribeInstances" },
      { action: "s3:ListAllMyBuckets" },
      { action: "iam:ListRoles" },
    ],
    denied: [
      { action: "s3:GetObject", resource: "arn:aws:s3:::example/key" },
      { action: "secretsmanager:GetSecretValue" },
      { action: "ec2:RunInstances" },
      { action: "iam:CreateRole" },
    ],
  }),
});
