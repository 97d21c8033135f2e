import { POLICY_CHANGES, ROLE_CHANGES } from "../src/aws-data/iam-changes";
import { detection } from "../src/detections/detection";
import { calls, notByKeepers } from "../src/detections/patterns";
import { administrator, call, deployer, role, user } from "../src/detections/samples";

/** Tags and descriptions grant nothing by themselves. */
const NAMES = [
  ...[...POLICY_CHANGES, ...ROLE_CHANGES]
    .map((action) => action.slice("iam:".length))
    .filter((name) => !/Tag|Untag|Description/.test(name)),
  "AddUserToGroup",
  "AttachGroupPolicy",
  "AttachUserPolicy",
  "CreateGroup",
  "DeleteGroup",
  "DeleteGroupPolicy",
  "DeleteUserPermissionsBoundary",
  "DeleteUserPolicy",
  "DetachGroupPolicy",
  "DetachUserPolicy",
  "PutGroupPolicy",
  "PutUserPermissionsBoundary",
  "PutUserPolicy",
  "RemoveUserFromGroup",
  "UpdateGroup",
];

export const noticeIamPolicyChange = detection({
  id: "notice-iam-policy-change",
  title: "A policy, group or role of IAM is changed, attached or deleted",
  severity: "low",
  why: "Rights grow one small change at a time. Where teams make their own roles this is a record rather than an alarm.",
  response:
    "Look at who changed what. More rights than the team had before, or a trust in another account, need a reason.",
  references: ["CIS AWS Foundations 5.0.0, 4.4", "CIS AWS Foundations 3.0.0, 4.4"],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: (organization) => calls("iam", NAMES, notByKeepers(organization)),
  samples: (organization) => ({
    noticed: [
      call(organization, "iam:UpdateAssumeRolePolicy", {
        shows: "an administrator changes whom a role trusts",
        actor: administrator,
        more: { requestParameters: { roleName: "payments" } },
      }),
      call(organization, "iam:CreatePolicyVersion", { shows: "a user writes a policy anew", actor: user }),
      call(organization, "iam:AddUserToGroup", { shows: "a user comes into a group", actor: administrator }),
      call(organization, "iam:DeleteRole", { shows: "a pipeline deletes a role", actor: role("pipeline") }),
    ],
    ignored: [
      call(organization, "iam:UpdateAssumeRolePolicy", {
        shows: "a deployer changes a role",
        actor: deployer,
        by: "management",
      }),
      call(organization, "iam:TagRole", { shows: "a role gets a tag", actor: administrator }),
      call(organization, "iam:GetRole", { shows: "a role is read", actor: administrator, readOnly: true }),
      call(organization, "iam:AttachRolePolicy", {
        shows: "a guardrail refuses an attachment",
        actor: user,
        more: { errorCode: "AccessDenied" },
      }),
    ],
  }),
});
