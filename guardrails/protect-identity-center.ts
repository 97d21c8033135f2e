import { z } from "zod";
import { IDENTITY_CENTER_CHANGES } from "../src/aws-data/identity-center-changes";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

export const protectIdentityCenter = guardrail({
  id: "protect-identity-center",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Nobody changes who may do what in Identity Center",
  rationale:
    "A permission set or an assignment opens accounts across the organization, and a second identity provider lets in " +
    "whom it likes. In the delegated administrator of Identity Center only the deployers, the member roles and " +
    "break-glass change them; help desks that work there by hand are locked out. No SCP binds the management account.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    {
      Effect: "Deny",
      Action: IDENTITY_CENTER_CHANGES,
      Resource: "*",
      Condition: sparing([...keepers(organization), ...organization.breakGlass]),
    },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "sso:CreateAccountAssignment", principal: anybody },
        { action: "sso:PutInlinePolicyToPermissionSet", principal: identityCenterRole(organization) },
        { action: "identitystore:CreateGroupMembership", principal: anybody },
        { action: "sso-directory:CreateBearerToken", principal: anybody },
        { action: "sso-directory:UpdateExternalIdPConfigurationForDirectory", principal: anybody },
        { action: "sso:PutMfaDeviceManagementForDirectory", principal: example(organization, "root") },
      ],
      allowed: [
        { action: "sso:ListAccountAssignments", principal: anybody },
        { action: "sso:DescribePermissionSet", principal: anybody },
        { action: "identitystore:IsMemberInGroups", principal: anybody },
        { action: "sso:CreateApplication", principal: anybody },
        { action: "identitystore-auth:BatchDeleteSession", principal: anybody },
        ...[...keepers(organization), ...organization.breakGlass].map((spared) => ({
          action: "sso:CreateAccountAssignment",
          principal: matching(spared),
        })),
      ],
    };
  },
});
