import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";
import { onlyFrom, sourceNetworks } from "../src/identity/source-networks";

const ROLES = "arn:*:iam::*:role/workload/*";
const POLICIES = "arn:*:iam::*:policy/workload/*";

/** Without the boundary, whoever makes roles can make one that may do more than they may. */
const MAKE_ROLES = ["iam:CreateRole", "iam:PutRolePermissionsBoundary"];

/** With the boundary in place, what a role's policies say can go no further than it. */
const SHAPE_ROLES = [
  "iam:AttachRolePolicy",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePolicy",
];

/**
 * PowerUserAccess leaves out IAM, Organizations and account settings. Roles of workloads are made under one path and with
 * a boundary that the owner of the account decides on.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegating responsibility
 * using permissions boundaries), read 2026-11.
 */
export const platformEngineer = permissionSet({
  id: "platform-engineer",
  title: "Build and run platforms",
  rationale:
    "Platform teams make networks, clusters and pipelines, and the roles that workloads run as. Those roles stand under " +
    "one path and keep a permissions boundary, so that nobody makes a role that may do more than its maker.",
  references: [],
  parameters: z.strictObject({
    "session-duration": sessionDuration.default("PT4H"),
    networks: sourceNetworks,
    boundary: z
      .string()
      .regex(/^[A-Za-z0-9+=,.@_-]{1,128}$/, "the name of a managed policy")
      .default("workload-boundary")
      .describe("the customer-managed policy that every role must have as its permissions boundary"),
  }),
  content: ({ boundary, ...parameters }, { partition }) => {
    const boundaries = `arn:${partition}:iam::*:policy/${boundary}`;
    const withBoundary = { ArnLike: { "iam:PermissionsBoundary": boundaries } };
    return {
      description: "Builds platforms; makes roles under /workload/ and within a permissions boundary",
      sessionDuration: parameters["session-duration"],
      awsManagedPolicies: ["PowerUserAccess"],
      customerManagedPolicies: [],
      inlineStatements: [
        { Sid: "ReadIam", Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
        { Sid: "MakeRoles", Effect: "Allow", Action: MAKE_ROLES, Resource: ROLES, Condition: withBoundary },
        { Sid: "ShapeRoles", Effect: "Allow", Action: SHAPE_ROLES, Resource: ROLES, Condition: withBoundary },
        {
          Sid: "KeepRoles",
          Effect: "Allow",
          Action: ["iam:DeleteRole", "iam:PassRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateRole"],
          Resource: ROLES,
        },
        {
          Sid: "Policies",
          Effect: "Allow",
          Action: [
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
          ],
          Resource: POLICIES,
        },
        {
          Sid: "InstanceProfiles",
          Effect: "Allow",
          Action: [
            "iam:AddRoleToInstanceProfile",
            "iam:CreateInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
          ],
          Resource: "arn:*:iam::*:instance-profile/workload/*",
        },
        // The boundary is the one thing under /policy/ that its subjects may never write.
        ...onlyFrom(parameters.networks),
        { Sid: "KeepBoundary", Effect: "Deny", Action: "iam:*PolicyVersion", Resource: boundaries },
        // PowerUserAccess has these: in the account that administers Identity Center they are every right there is.
        {
          Sid: "KeepAccess",
          Effect: "Deny",
          Action: ["identitystore:*", "sso-directory:*", "sso:*"],
          Resource: "*",
        },
      ],
      tags: {},
    };
  },
  requests: ({ boundary }, { partition }) => {
    const role = `arn:${partition}:iam::123456789012:role/workload/app`;
    const context = { "iam:PermissionsBoundary": `arn:${partition}:iam::123456789012:policy/${boundary}` };
    return {
      allowed: [
        { action: "ec2:CreateVpc" },
        { action: "iam:CreateRole", resource: role, context },
        { action: "iam:PutRolePolicy", resource: role, context },
        { action: "iam:PassRole", resource: role },
      ],
      denied: [
        { action: "iam:CreateRole", resource: role },
        { action: "iam:PutRolePolicy", resource: role },
        { action: "iam:CreateRole", resource: role.replace("workload/", ""), context },
        { action: "iam:DeleteRolePermissionsBoundary", resource: role },
        { action: "iam:CreatePolicyVersion", resource: context["iam:PermissionsBoundary"] },
        { action: "iam:CreateUser" },
        { action: "sso:CreateAccountAssignment" },
        { action: "identitystore:CreateGroupMembership" },
      ],
    };
  },
});
