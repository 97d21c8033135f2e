import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/** What freezes an intruder: instances, credentials and functions lose what they can do, and keep what they are. */
const CONTAIN = [
  "ec2:AssociateIamInstanceProfile",
  "ec2:CreateTags",
  "ec2:DisassociateIamInstanceProfile",
  "ec2:ModifyInstanceAttribute",
  "ec2:RevokeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
  "ec2:StopInstances",
  "iam:UpdateAccessKey",
  "lambda:PutFunctionConcurrency",
];

/** What keeps the traces. A snapshot is a copy; nobody shares it from here. */
const PRESERVE = [
  "ec2:CreateSnapshot",
  "ec2:CreateSnapshots",
  "ec2:GetConsoleOutput",
  "ec2:GetConsoleScreenshot",
  "rds:CreateDBClusterSnapshot",
  "rds:CreateDBSnapshot",
];

/** What is read to understand. */
const INVESTIGATE = [
  "athena:BatchGet*",
  "athena:Get*",
  "athena:List*",
  "athena:StartQueryExecution",
  "athena:StopQueryExecution",
  "cloudtrail:Get*",
  "cloudtrail:List*",
  "cloudtrail:LookupEvents",
  "cloudtrail:StartQuery",
  "detective:Get*",
  "detective:List*",
  "detective:SearchGraph",
  "guardduty:Get*",
  "guardduty:List*",
  "logs:FilterLogEvents",
  "logs:Get*",
  "logs:StartQuery",
  "logs:StopQuery",
  "securityhub:BatchUpdateFindings",
  "securityhub:Get*",
];

/**
 * An inactive key stays for the investigation; making one active again is the same action, and an intruder's wish, so that
 * this set may not make credentials otherwise.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html, read 2026-11.
 */
export const incidentResponder = permissionSet({
  id: "incident-responder",
  title: "Contain an incident and keep its traces",
  rationale:
    "Responders stop what an intruder does and preserve what is left of it. They take rights away and make none: no role, " +
    "no policy, no user, no key, and nothing is deleted.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT4H") }),
  content: (parameters) => ({
    description:
      "Isolates instances and credentials, takes snapshots, reads logs and findings; deletes nothing",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["SecurityAudit"],
    customerManagedPolicies: [],
    inlineStatements: [
      { Sid: "Contain", Effect: "Allow", Action: CONTAIN, Resource: "*" },
      { Sid: "Preserve", Effect: "Allow", Action: PRESERVE, Resource: "*" },
      { Sid: "Investigate", Effect: "Allow", Action: INVESTIGATE, Resource: "*" },
      // An instance gets no other role than the one made for instances in quarantine.
      {
        Sid: "QuarantineRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:*:iam::*:role/quarantine-*",
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
    ],
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "ec2:StopInstances" },
      { action: "ec2:CreateSnapshot" },
      { action: "iam:UpdateAccessKey" },
      { action: "guardduty:GetFindings" },
      {
        action: "iam:PassRole",
        resource: "arn:aws:iam::123456789012:role/quarantine-instance",
        context: { "iam:PassedToService": "ec2.amazonaws.com" },
      },
    ],
    denied: [
      { action: "iam:CreateAccessKey" },
      { action: "iam:PutRolePolicy" },
      { action: "iam:PassRole", resource: "arn:aws:iam::123456789012:role/admin" },
      { action: "ec2:TerminateInstances" },
      { action: "ec2:ModifySnapshotAttribute" },
    ],
  }),
});
