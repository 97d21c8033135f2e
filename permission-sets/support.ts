import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

export const support = permissionSet({
  id: "support",
  title: "Talk to AWS Support",
  rationale:
    "Whoever speaks with AWS Support opens cases and sees the health of services and of what runs. Changing anything is " +
    "for those who own it.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT8H") }),
  content: (parameters) => ({
    description: "Support cases, service health and a view of what runs",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["AWSSupportAccess", "job-function/ViewOnlyAccess"],
    customerManagedPolicies: [],
    inlineStatements: [
      {
        Sid: "Health",
        Effect: "Allow",
        Action: ["health:Describe*", "trustedadvisor:Describe*"],
        Resource: "*",
      },
    ],
    relayState: "https://console.aws.amazon.com/support/home",
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "support:CreateCase" },
      { action: "health:DescribeEvents" },
      { action: "ec2:DescribeInstances" },
    ],
    denied: [
      { action: "ec2:StopInstances" },
      { action: "s3:GetObject", resource: "arn:aws:s3:::example/key" },
      { action: "iam:CreateRole" },
    ],
  }),
});
