import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { type GuardrailStatement, guardrail } from "../src/catalogue/guardrail";
import { ofOrganization } from "../src/catalogue/perimeter";

/** Issuers at which anybody can have an account: the subject alone tells yours from an attacker's. */
const SHARED_ISSUERS: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "agent.buildkite.com",
  "api.pulumi.com",
  "app.terraform.io",
  "cognito-identity.amazonaws.com",
  "gitlab.com",
  "graph.facebook.com",
  "oidc.vercel.com",
  "token.actions.githubusercontent.com",
  "www.amazon.com",
]);

const provider = z
  .strictObject({
    issuer: z
      .string()
      .regex(
        /^[a-z0-9.-]+\.[a-z]{2,}(\/[A-Za-z0-9._/-]+)?$/,
        "an issuer without https://, such as token.actions.githubusercontent.com",
      ),
    claim: z
      .string()
      .regex(/^[A-Za-z0-9_./-]+$/, "the name of a claim, such as sub")
      .default("sub"),
    values: z
      .array(z.string().regex(/^[^*?]+$|^[^*?]{3,}/, "no wildcard among the first three characters"))
      .default([]),
  })
  .superRefine(({ issuer, values }, context) => {
    if (values.length > 0 || !SHARED_ISSUERS.has(issuer)) return;
    const message = `anybody can have an account at ${issuer}: say which values of the claim are yours`;
    context.addIssue({ code: "custom", path: ["values"], message });
  })
  .superRefine(({ issuer, claim, values }, context) => {
    if (issuer !== "token.actions.githubusercontent.com" || claim !== "sub") return;
    for (const [index, value] of values.entries()) {
      if (/^repo:[^/*?]+\//.test(value)) continue;
      const message = 'the owner in full, with the slash after it: "repo:example-org/*"';
      context.addIssue({ code: "custom", path: ["values", index], message });
    }
  });

/**
 * The key of a claim is the issuer and the claim, "ISSUER:sub"; of other issuers' tokens it is absent. So whoever
 * carries none of the keys comes from a provider that is not listed.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif,
 * read 2026-11.
 */
export const restrictOidcProviders = guardrail({
  id: "restrict-oidc-providers",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Roles are assumed by tokens of known OIDC providers and subjects",
  rationale:
    "A trust policy for a pipeline that forgets to name the repository lets every user of that provider in. Here it is " +
    "said once whose tokens open roles; clusters whose issuers are not listed can assume none any more.",
  references: [],
  parameters: z.strictObject({
    providers: z
      .array(provider)
      .min(1, "at least one provider")
      .describe(
        "issuers, and of each the values of a claim (sub unless said) that are yours; none: every value",
      ),
    others: z
      .enum(["denied", "allowed"])
      .default("denied")
      .describe("whether tokens of other providers may assume roles"),
  }),
  example: {
    providers: [
      { issuer: "token.actions.githubusercontent.com", claim: "sub", values: ["repo:example-org/*"] },
      {
        issuer: "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        claim: "sub",
        values: [],
      },
    ],
    others: "denied",
  },
  statements: ({ providers, others }) => {
    const deny = (Condition: GuardrailStatement["Condition"], Sid: string): GuardrailStatement => ({
      Sid,
      Effect: "Deny",
      Action: "sts:AssumeRoleWithWebIdentity",
      Resource: "*",
      ...(Condition !== undefined && { Condition }),
    });
    const unknown = deny(
      { Null: Object.fromEntries(providers.map((one) => [keyOf(one), "true"])) },
      "Unknown",
    );
    const limited = providers.filter(({ values }) => values.length > 0);
    return [
      ...(others === "denied" ? [unknown] : []),
      ...limited.map((one, index) =>
        deny(
          { StringNotLike: { [keyOf(one)]: one.values }, Null: { [keyOf(one)]: "false" } },
          `Values${index + 1}`,
        ),
      ),
    ];
  },
  requests: ({ providers, others }, organization) => {
    const action = "sts:AssumeRoleWithWebIdentity";
    const resource = example(organization, "role/pipeline");
    const token = (claims: Readonly<Record<string, string>>) => ({ action, resource, context: claims });
    const unknown = [
      token({ "oidc.attacker.example:sub": "anybody" }),
      token({}),
      token({ "accounts.attacker.example:sub": "repo:example-org/app" }),
    ];
    const foreign = providers
      .filter(({ values }) => values.length > 0)
      .flatMap((one) => [token({ [keyOf(one)]: "zz" }), token({ [keyOf(one)]: "" })]);
    return {
      denied: [...(others === "denied" ? unknown : []), ...foreign],
      allowed: [
        ...providers.map((one) => {
          const value = (one.values[0] ?? "system:serviceaccount:shop:cart").replaceAll(/[*?]/g, "x");
          return token({ [keyOf(one)]: value });
        }),
        ...(others === "denied" ? [] : unknown),
        {
          action: "sts:AssumeRoleWithSAML",
          resource,
          context: { "saml:aud": "https://signin.aws.amazon.com/saml" },
        },
        {
          action: "sts:AssumeRole",
          resource,
          principal: example(organization, "role/anybody"),
          context: ofOrganization(organization),
        },
        { action: "sts:AssumeRole", resource, context: { "aws:PrincipalIsAWSService": "true" } },
      ],
    };
  },
});

function keyOf({ issuer, claim }: { readonly issuer: string; readonly claim: string }): string {
  return `${issuer}:${claim}`;
}
