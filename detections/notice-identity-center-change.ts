import { detection } from "../src/detections/detection";
import { calls, notByKeepers } from "../src/detections/patterns";
import { administrator, call, deployer, user } from "../src/detections/samples";

/**
 * What changes a permission set, who has it where, or where people come from. The source of users and groups itself
 * (identitystore) is the identity provider's to write, all day.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/logging-using-cloudtrail.html, read 2026-11.
 */
const NAMES = [
  { wildcard: "*PermissionSet" },
  { wildcard: "*AccountAssignment" },
  { wildcard: "*TrustedTokenIssuer" },
  { wildcard: "*AccessControlAttributeConfiguration" },
  { wildcard: "*ExternalIdPConfigurationForDirectory" },
  { wildcard: "*Directory" },
  { wildcard: "*Profile" },
  "DeleteInstance",
  "PutPermissionsPolicy",
  "StartSSO",
  "UpdateInstance",
  "UpdateSSOConfiguration",
];

export const noticeIdentityCenterChange = detection({
  id: "notice-identity-center-change",
  title: "An assignment, a permission set or the identity source is changed by somebody else",
  severity: "high",
  why: "An assignment by hand gives rights that no file shows and no review has seen. Only the deployers make them.",
  response: "Run plan of the identity stack to see what differs, ask who did it, and deploy to set it right.",
  references: [],
  accounts: "every",
  emitted: "every",
  readOnly: false,
  pattern: (organization) => {
    const { source: _, detail, ...rest } = calls("sso", NAMES, notByKeepers(organization));
    return {
      ...rest,
      source: ["aws.sso", "aws.sso-directory"],
      detail: {
        ...detail,
        eventSource: ["sso.amazonaws.com", "sso-directory.amazonaws.com"],
        readOnly: [false],
      },
    };
  },
  samples: (organization) => ({
    noticed: [
      call(organization, "sso:CreateAccountAssignment", {
        shows: "an administrator assigns by hand, in the delegated account",
        actor: administrator,
        emitted: "every",
        by: "identity",
      }),
      call(organization, "sso:AttachManagedPolicyToPermissionSet", {
        shows: "a permission set gets a policy, in the management account",
        actor: administrator,
        emitted: "every",
        by: "management",
      }),
      call(organization, "sso-directory:EnableExternalIdPConfigurationForDirectory", {
        shows: "a user trusts another identity provider",
        actor: user,
        emitted: "every",
        by: "management",
      }),
    ],
    ignored: [
      call(organization, "sso:CreateAccountAssignment", {
        shows: "a deployer assigns",
        actor: deployer,
        emitted: "every",
        by: "management",
      }),
      call(organization, "sso:CreateAccountAssignment", {
        shows: "a guardrail refuses an assignment",
        actor: administrator,
        emitted: "every",
        by: "identity",
        more: { errorCode: "AccessDenied" },
      }),
      call(organization, "sso:CreateApplication", {
        shows: "an application is added",
        actor: administrator,
        emitted: "every",
        by: "identity",
      }),
      call(organization, "sso:DescribePermissionSet", {
        shows: "a permission set is read",
        actor: administrator,
        emitted: "every",
        by: "identity",
        readOnly: true,
      }),
      call(organization, "identitystore:CreateGroupMembership", {
        shows: "the identity provider puts somebody into a group",
        actor: administrator,
        emitted: "every",
        by: "identity",
      }),
    ],
  }),
});
