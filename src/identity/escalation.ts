import { obtain } from "../collections";
import type { LevelDocuments } from "../evaluate/request";
import { findRequest } from "../evaluate/search/find-request";
import { narrowedTo } from "./access/narrow";

/** A known way to more rights than one was given. All of its actions are needed. */
export interface EscalationPath {
  readonly id: string;
  readonly actions: readonly string[];
}

/**
 * Ways in which a principal of an account comes to rights that are not its own: by writing policies, by changing who may
 * be whom, by making credentials of others, by running code as another role, or by having Identity Center give more.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegation),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html, and
 * https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation (list of methods).
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...[
    "codebuild:StartBuild",
    "ec2-instance-connect:SendSSHPublicKey",
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PutGroupPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
    "identitystore:CreateGroupMembership",
    "lambda:UpdateFunctionCode",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "ssm:SendCommand",
    "ssm:StartSession",
    "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
    "sso:AttachManagedPolicyToPermissionSet",
    "sso:CreateAccountAssignment",
    "sso:DeletePermissionsBoundaryFromPermissionSet",
    "sso:PutInlinePolicyToPermissionSet",
  ].map((action) => ({ id: action, actions: [action] })),
  ...[
    ["pass-role-to-ec2", "ec2:RunInstances"],
    ["pass-role-to-lambda", "lambda:CreateFunction"],
    ["pass-role-to-cloudformation", "cloudformation:CreateStack"],
    ["pass-role-to-glue", "glue:CreateJob"],
    ["pass-role-to-sagemaker", "sagemaker:CreateNotebookInstance"],
    ["pass-role-to-ecs", "ecs:RunTask"],
    ["pass-role-to-codebuild", "codebuild:CreateProject"],
    ["pass-role-to-datapipeline", "datapipeline:CreatePipeline"],
    ["pass-role-to-states", "states:CreateStateMachine"],
    ["pass-role-to-ssm", "ssm:StartAutomationExecution"],
  ].map(([id, action]) => ({ id: id!, actions: ["iam:PassRole", action!] })),
];

/**
 * The ways to more rights that some levels of policies leave open, each tried by the kernel: one request for each of its
 * actions. A way that cannot be told is open.
 *
 * @param levels the policies of a set as one level, its boundary and the service control policies as further ones
 */
export function escalations(levels: LevelDocuments): readonly string[] {
  const open = new Map<string, boolean>();
  return openPaths((action) =>
    obtain(open, action, () => {
      const answer = findRequest({
        allowedBy: [{ type: "SCP", levels: narrowedTo(levels, action) }],
        deniedBy: [],
        within: { type: "SCP", actions: [action], knownActions: [action] },
      });
      return answer.kind !== "none";
    }),
  );
}

/** The paths of which every action is open. */
export function openPaths(isOpen: (action: string) => boolean): readonly string[] {
  return ESCALATION_PATHS.filter(({ actions }) => actions.every(isOpen)).map(({ id }) => id);
}
