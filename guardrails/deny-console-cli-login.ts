import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

/**
 * `aws login` trades a console sign-in for credentials on the computer, as the public client "localhost" or, from
 * another computer, "remote". It asks for a token at the start and again at each refresh.
 *
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html,
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SignInLocalDevelopmentAccess.html (actions and
 * resource) and https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssignin.html, read 2026-11.
 */
export const denyConsoleCliLogin = guardrail({
  id: "deny-console-cli-login",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "No command-line credentials from a console sign-in",
  rationale:
    "aws login turns any console sign-in, that of the root user included, into credentials on a computer that renew " +
    "themselves for twelve hours. Where people use aws sso login, nobody needs it; sessions that exist end at their " +
    "next refresh. The console itself and other OAuth clients of AWS Sign-In stay as they are.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, { partition }) => [
    {
      Effect: "Deny",
      Action: ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
      Resource: `arn:${partition}:signin:*:*:oauth2/public-client/*`,
    },
  ],
  requests: (_, organization) => {
    const { partition, homeRegion } = organization;
    const signin = `arn:${partition}:signin:${homeRegion}:123456789012`;
    const user = example(organization, "user/alice");
    const local = `${signin}:oauth2/public-client/localhost`;
    const authorize = "signin:AuthorizeOAuth2Access";
    return {
      denied: [
        { action: authorize, principal: user, resource: local },
        {
          action: authorize,
          principal: identityCenterRole(organization),
          resource: `${signin}:oauth2/public-client/remote`,
        },
        { action: "signin:CreateOAuth2Token", principal: user, resource: local },
        {
          action: "signin:CreateOAuth2Token",
          principal: example(organization, "root"),
          resource: local,
        },
      ],
      allowed: [
        {
          action: "signin:Authenticate",
          principal: user,
          resource: `arn:${partition}:signin:::console/console`,
        },
        {
          action: authorize,
          principal: user,
          resource: `${signin}:service-principal/aws-mcp.amazonaws.com`,
        },
        { action: "signin:RevokeOAuth2Token", principal: user, resource: local },
        { action: "sts:GetSessionToken", principal: user },
      ],
    };
  },
});
