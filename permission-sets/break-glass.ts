import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";
import { onlyFrom, sourceNetworks } from "../src/identity/source-networks";

export const breakGlass = permissionSet({
  id: "break-glass",
  title: "Everything, in an emergency",
  rationale:
    "For the day on which the ordinary ways are out of reach. Its use is an alarm by itself; a single user may have it, " +
    "since groups may be what has failed, and somebody writes down why.",
  references: [],
  parameters: z.strictObject({
    "session-duration": sessionDuration.default("PT1H"),
    networks: sourceNetworks,
  }),
  content: (parameters) => ({
    description: "Everything that service control policies leave; for emergencies, each use is an alarm",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["AdministratorAccess"],
    customerManagedPolicies: [],
    inlineStatements: onlyFrom(parameters.networks),
    tags: { purpose: "break-glass" },
  }),
  requests: () => ({
    allowed: [
      { action: "iam:UpdateAssumeRolePolicy" },
      { action: "ec2:TerminateInstances" },
      { action: "s3:PutBucketPolicy" },
    ],
    denied: [
      { action: "organizations:LeaveOrganization" },
      { action: "cloudtrail:DeleteTrail" },
      { action: "ec2:RunInstances", context: { "aws:RequestedRegion": "ap-south-1" } },
    ],
  }),
  forUsers: true,
});
