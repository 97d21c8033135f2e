import { z } from "zod";
import {
  IDENTITY_SNAPSHOT_ACTIONS,
  LOCKDOWN_SNAPSHOT_ACTIONS,
  SNAPSHOT_ACTIONS,
} from "../src/aws-data/snapshot-actions";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

/**
 * Whoever runs the stacks becomes the deployers' roles, which say what can be written; by itself the set only reads what
 * a snapshot needs.
 */
export const deployer = permissionSet({
  id: "deployer",
  title: "Run this tool",
  rationale:
    "Deploying is done by roles that everybody can read the rights of. People who deploy by hand become those roles, for " +
    "an hour, and have no right to write anything themselves.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT1H") }),
  content: (parameters, { deployers }) => ({
    description: "Takes snapshots, and becomes the roles that deploy guardrails and permission sets",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: [],
    customerManagedPolicies: [],
    inlineStatements: [
      {
        Sid: "Snapshot",
        Effect: "Allow",
        Action: [...SNAPSHOT_ACTIONS, ...IDENTITY_SNAPSHOT_ACTIONS, ...LOCKDOWN_SNAPSHOT_ACTIONS],
        Resource: "*",
      },
      { Sid: "BecomeDeployers", Effect: "Allow", Action: "sts:AssumeRole", Resource: [...deployers] },
    ],
    tags: {},
  }),
  requests: (_, { deployers, partition }) => ({
    allowed: [
      { action: "organizations:ListPolicies" },
      { action: "sso:ListPermissionSets" },
      ...deployers.map((resource) => ({ action: "sts:AssumeRole", resource })),
    ],
    denied: [
      { action: "organizations:DetachPolicy" },
      { action: "sso:CreateAccountAssignment" },
      { action: "sts:AssumeRole", resource: `arn:${partition}:iam::123456789012:role/admin` },
    ],
  }),
});
