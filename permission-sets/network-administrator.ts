import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html (network administrator; it
 * may pass roles named flow-logs-*), read 2026-11.
 */
export const networkAdministrator = permissionSet({
  id: "network-administrator",
  title: "Networks and names",
  rationale:
    "VPCs, gateways, routes, load balancers and DNS are one craft and a few people's. They see the roles that flow logs " +
    "need, and no data that runs through the networks.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT4H") }),
  content: (parameters) => ({
    description: "VPCs, gateways, routes, load balancers and DNS",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["job-function/NetworkAdministrator"],
    customerManagedPolicies: [],
    inlineStatements: [
      // The policy of AWS's own may write objects of any bucket's website and delivery; networks need none of it.
      { Sid: "NoData", Effect: "Deny", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" },
    ],
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "ec2:CreateVpc" },
      { action: "ec2:CreateRoute" },
      { action: "route53:ListHostedZones" },
    ],
    denied: [
      { action: "ec2:RunInstances" },
      { action: "iam:CreateRole" },
      { action: "iam:PassRole", resource: "arn:aws:iam::123456789012:role/admin" },
      { action: "s3:GetObject", resource: "arn:aws:s3:::example/key" },
    ],
  }),
});
