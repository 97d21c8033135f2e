import { z } from "zod";
import { example, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { ofOrganization, outsider, tagKeys } from "../src/catalogue/perimeter";

/**
 * A session may bring tags, which count as tags of the principal. Whoever assumes a role from outside the
 * organization, and whoever comes with an assertion of SAML or a token of OIDC, is bound by no SCP: only the role's
 * own account can say no. They carry no aws:PrincipalOrgID.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html, read 2026-11.
 */
export const protectSessionTags = guardrail({
  id: "protect-session-tags",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Nobody brings a deciding tag into a session from outside",
  rationale:
    "A session tag counts as a tag of the role, and outsiders and identity providers write their own. Tags that spare " +
    "from a guardrail are accepted from principals of the organization only, whose SCPs say who may.",
  references: [],
  parameters: z.strictObject({
    keys: tagKeys.default(["perimeter-exempt"]).describe("the keys of the tags, whatever their casing"),
  }),
  statements: ({ keys }, { id }) => [
    {
      Effect: "Deny",
      Action: "sts:TagSession",
      Resource: "*",
      Condition: {
        "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": keys },
        StringNotEquals: { "aws:PrincipalOrgID": id },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ],
  requests: ({ keys }, organization) => {
    const action = "sts:TagSession";
    const resource = example(organization, "role/app");
    const of = (...names: readonly string[]) => ({ "aws:TagKeys": names });
    const [key] = keys as [string];
    const other = otherThan(
      keys.map((one) => one.toLowerCase()),
      "department",
    );
    const stranger = outsider(organization);
    return {
      denied: [
        ...keys.map((one) => ({ action, resource, principal: stranger, context: of(one) })),
        {
          action,
          resource,
          principal: stranger,
          context: { ...of(key), "aws:PrincipalOrgID": "o-outsiders000" },
        },
        {
          action,
          resource,
          context: { ...of("team", key), "saml:aud": "https://signin.aws.amazon.com/saml" },
        },
        { action, resource, context: of(key.toUpperCase()) },
      ],
      allowed: [
        { action, resource, context: { ...of(other), "saml:aud": "https://signin.aws.amazon.com/saml" } },
        {
          action,
          resource,
          principal: example(organization, "role/broker"),
          context: { ...of(key), ...ofOrganization(organization) },
        },
        // EKS Pod Identity tags the sessions that it opens.
        {
          action,
          resource,
          context: { ...of("kubernetes-namespace", key), "aws:PrincipalIsAWSService": "true" },
        },
        { action: "sts:AssumeRoleWithSAML", resource },
        { action, resource },
      ],
    };
  },
});
