import type { OrganizationFacts } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { detection } from "../src/detections/detection";
import { calls, notByRoles } from "../src/detections/patterns";
import { administrator, call, deployer, role, user } from "../src/detections/samples";

const SERVICE_ROLE = "aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO";

/** Everything, and everything in IAM, which is as much one step later. */
const policies = ({ partition }: OrganizationFacts) =>
  ["AdministratorAccess", "IAMFullAccess"].map((name) => `arn:${partition}:iam::aws:policy/${name}`);

export const noticeAdministratorPolicy = detection({
  id: "notice-administrator-policy",
  title: "AdministratorAccess or IAMFullAccess is attached",
  severity: "high",
  why: "It gives everything at once. Identity Center attaches it for permission sets, whose changes are noticed by themselves.",
  response: "Ask who needed it and for what. Detach it, and look at what was done with it meanwhile.",
  references: ["CIS AWS Foundations 5.0.0, 4.4", "CIS AWS Foundations 3.0.0, 4.4"],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: (organization) =>
    calls("iam", ["AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy"], {
      requestParameters: { policyArn: policies(organization) },
      ...notByRoles([...keepers(organization), `arn:${organization.partition}:iam::*:role/${SERVICE_ROLE}`]),
    }),
  samples: (organization) => {
    const [everything] = policies(organization);
    const attach = { requestParameters: { roleName: "deploy", policyArn: everything! } };
    return {
      noticed: [
        call(organization, "iam:AttachRolePolicy", {
          shows: "an administrator makes a role an administrator",
          actor: administrator,
          more: attach,
        }),
        call(organization, "iam:AttachUserPolicy", {
          shows: "a user makes itself an administrator",
          actor: user,
          more: { requestParameters: { userName: "anaya", policyArn: everything! } },
        }),
      ],
      ignored: [
        call(organization, "iam:AttachRolePolicy", {
          shows: "Identity Center provisions a permission set",
          actor: role(SERVICE_ROLE),
          more: attach,
        }),
        call(organization, "iam:AttachRolePolicy", {
          shows: "a deployer attaches it",
          actor: deployer,
          by: "management",
          more: attach,
        }),
        call(organization, "iam:AttachRolePolicy", {
          shows: "a guardrail refuses it",
          actor: user,
          more: { ...attach, errorCode: "AccessDenied" },
        }),
        call(organization, "iam:DetachRolePolicy", {
          shows: "it is detached",
          actor: administrator,
          more: attach,
        }),
        call(organization, "iam:AttachRolePolicy", {
          shows: "a policy that only reads is attached",
          actor: administrator,
          more: {
            requestParameters: { policyArn: `arn:${organization.partition}:iam::aws:policy/ReadOnlyAccess` },
          },
        }),
      ],
    };
  },
});
