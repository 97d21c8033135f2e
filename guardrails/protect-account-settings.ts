import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What the account as a whole is and how it is reached: contacts, name and email address, its end, its alias, its
 * password policy, and from where its console lets people in. aws-portal and the two iam actions are older ways to
 * the same settings.
 *
 * Regions are left to deny-region-changes, payment to protect-billing.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssignin.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbilling.html.
 */
const SETTINGS = [
  "account:AcceptPrimaryEmailUpdate",
  "account:CloseAccount",
  "account:DeleteAlternateContact",
  "account:PutAccountName",
  "account:PutAlternateContact",
  "account:PutContactInformation",
  "account:StartPrimaryEmailUpdate",
  "aws-portal:ModifyAccount",
  "iam:CreateAccountAlias",
  "iam:DeleteAccountAlias",
  "iam:DeleteAccountPasswordPolicy",
  "iam:PutAccountProperties",
  "iam:SetSecurityTokenServicePreferences",
  "iam:UpdateAccountEmailAddress",
  "iam:UpdateAccountName",
  "iam:UpdateAccountPasswordPolicy",
  "signin:DeleteConsoleAuthorizationConfiguration",
  "signin:DeleteResourcePermissionStatement",
  "signin:PutConsoleAuthorizationConfiguration",
  "signin:PutResourcePermissionStatement",
];

export const protectAccountSettings = guardrail({
  id: "protect-account-settings",
  type: "SERVICE_CONTROL_POLICY",
  theme: "organization",
  title: "Account settings are made centrally",
  rationale:
    "AWS writes to an account's contacts when something is wrong with it: whoever changes them hears it first, or " +
    "nobody does. Contacts, name, email address, alias, password policy and the end of an account are for the " +
    "deployers and the member roles; the management account sets contacts and names for all.",
  references: ["Account.1", "IAM.7", "CIS AWS Foundations 3.0.0, 1.2", "CIS AWS Foundations 5.0.0, 1.2"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, SETTINGS)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        {
          action: "account:PutAlternateContact",
          principal: identityCenterRole(organization),
          context: { "account:AlternateContactTypes": "SECURITY" },
        },
        { action: "account:CloseAccount", principal: example(organization, "root") },
        { action: "iam:DeleteAccountPasswordPolicy", principal: anybody },
        { action: "iam:CreateAccountAlias", principal: anybody },
        { action: "signin:DeleteResourcePermissionStatement", principal: anybody },
      ],
      allowed: [
        { action: "account:GetAlternateContact", principal: anybody },
        { action: "iam:GetAccountPasswordPolicy", principal: anybody },
        { action: "iam:ChangePassword", principal: example(organization, "user/alice") },
        { action: "account:ListRegions", principal: anybody },
        ...byKeepers(organization, { action: "iam:UpdateAccountPasswordPolicy" }),
      ],
    };
  },
});
