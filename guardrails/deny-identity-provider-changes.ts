import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

/**
 * Who an account believes when somebody from outside asks for a role: OpenID Connect and SAML providers of IAM,
 * trust anchors of Roles Anywhere, and the lists of certificates that they no longer take. Adding such a list
 * (ImportCrl, EnableCrl) only ever takes access away, so it stays free.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementrolesanywhere.html,
 * read 2026-11.
 */
const CHANGES = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateSAMLProvider",
  "iam:DeleteOpenIDConnectProvider",
  "iam:DeleteSAMLProvider",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:TagOpenIDConnectProvider",
  "iam:TagSAMLProvider",
  "iam:UntagOpenIDConnectProvider",
  "iam:UntagSAMLProvider",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:UpdateSAMLProvider",
  "rolesanywhere:CreateTrustAnchor",
  "rolesanywhere:DeleteCrl",
  "rolesanywhere:DeleteTrustAnchor",
  "rolesanywhere:DisableCrl",
  "rolesanywhere:DisableTrustAnchor",
  "rolesanywhere:EnableTrustAnchor",
  "rolesanywhere:UpdateCrl",
  "rolesanywhere:UpdateTrustAnchor",
];

export const denyIdentityProviderChanges = guardrail({
  id: "deny-identity-provider-changes",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Nobody changes who vouches for identities",
  rationale:
    "Whoever adds an identity provider lets in whom they like, as whatever role trusts it, and stays in after their " +
    "own access has ended. Only the deployers and the member roles add, change and remove providers and trust anchors.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    { Effect: "Deny", Action: CHANGES, Resource: "*", Condition: sparing(keepers(organization)) },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const provider = example(organization, "oidc-provider/token.actions.githubusercontent.com");
    return {
      denied: [
        { action: "iam:CreateOpenIDConnectProvider", principal: anybody, resource: provider },
        { action: "iam:AddClientIDToOpenIDConnectProvider", principal: anybody, resource: provider },
        {
          action: "iam:UpdateSAMLProvider",
          principal: example(organization, "root"),
          resource: example(organization, "saml-provider/corporate"),
        },
        { action: "rolesanywhere:CreateTrustAnchor", principal: anybody },
        { action: "rolesanywhere:DisableCrl", principal: anybody },
      ],
      allowed: [
        { action: "iam:GetOpenIDConnectProvider", principal: anybody, resource: provider },
        { action: "iam:ListSAMLProviders", principal: anybody },
        { action: "sts:AssumeRoleWithWebIdentity", resource: example(organization, "role/deploy") },
        { action: "rolesanywhere:ImportCrl", principal: anybody },
        { action: "cognito-idp:CreateIdentityProvider", principal: anybody },
        ...keepers(organization).map((keeper) => ({
          action: "iam:CreateSAMLProvider",
          principal: matching(keeper),
        })),
      ],
    };
  },
});
