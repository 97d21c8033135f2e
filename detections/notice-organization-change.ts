import { detection } from "../src/detections/detection";
import { calls, notByKeepers } from "../src/detections/patterns";
import { administrator, call, deployer, user } from "../src/detections/samples";

/** What changes which policies hold where, and who may change them. */
const NAMES = [
  "AttachPolicy",
  "CreatePolicy",
  "DeleteOrganizationalUnit",
  "DeletePolicy",
  "DeleteResourcePolicy",
  "DeregisterDelegatedAdministrator",
  "DetachPolicy",
  "DisableAWSServiceAccess",
  "DisablePolicyType",
  "EnableAWSServiceAccess",
  "EnablePolicyType",
  "MoveAccount",
  "PutResourcePolicy",
  "RegisterDelegatedAdministrator",
  "UpdatePolicy",
];

export const noticeOrganizationChange = detection({
  id: "notice-organization-change",
  title: "A policy of the organization, or who may change it, is changed by somebody else",
  severity: "critical",
  why: "Detaching one policy, or moving an account, takes its guardrails away. Only the deployers do that.",
  response:
    "Run review and pulumi up to set it right, then find out how somebody else came to be able to do it.",
  references: ["CIS AWS Foundations 5.0.0, 4.15", "CIS AWS Foundations 3.0.0, 4.15"],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: (organization) => calls("organizations", NAMES, notByKeepers(organization)),
  samples: (organization) => ({
    noticed: [
      call(organization, "organizations:DetachPolicy", {
        shows: "an administrator detaches a policy",
        actor: administrator,
        by: "management",
        more: { requestParameters: { policyId: "p-0123456789", targetId: "ou-abcd-12345678" } },
      }),
      call(organization, "organizations:UpdatePolicy", {
        shows: "a delegated administrator changes a policy",
        actor: administrator,
        by: "security",
      }),
      call(organization, "organizations:MoveAccount", {
        shows: "a user moves an account",
        actor: user,
        by: "management",
      }),
    ],
    ignored: [
      call(organization, "organizations:DetachPolicy", {
        shows: "a deployer detaches a policy",
        actor: deployer,
        by: "management",
      }),
      call(organization, "organizations:DescribePolicy", {
        shows: "a policy is read",
        actor: administrator,
        by: "management",
        readOnly: true,
      }),
      call(organization, "organizations:DetachPolicy", {
        shows: "a member is refused",
        actor: administrator,
        more: { errorCode: "AccessDenied" },
      }),
    ],
  }),
});
