import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";
import { onlyFrom, sourceNetworks } from "../src/identity/source-networks";

export const administrator = permissionSet({
  id: "administrator",
  title: "Everything, for a short time",
  rationale:
    "Somebody has to be able to mend what no narrower set can. It goes to few people, on few accounts, and its sessions " +
    "are short; service control policies bind it like any other.",
  references: [],
  parameters: z.strictObject({
    "session-duration": sessionDuration.default("PT1H"),
    networks: sourceNetworks,
  }),
  content: (parameters) => ({
    description: "Everything that service control policies leave; for few people and short sessions",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["AdministratorAccess"],
    customerManagedPolicies: [],
    inlineStatements: onlyFrom(parameters.networks),
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "iam:CreateRole" },
      { action: "ec2:RunInstances" },
      { action: "kms:ScheduleKeyDeletion" },
    ],
    // What the organization denies everybody, it denies an administrator too.
    denied: [
      { action: "organizations:LeaveOrganization" },
      { action: "cloudtrail:StopLogging" },
      { action: "ec2:RunInstances", context: { "aws:RequestedRegion": "ap-south-1" } },
    ],
  }),
});
