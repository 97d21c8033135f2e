import { z } from "zod";
import { INSIDE_VPC } from "../src/aws-data/inside-vpc";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, isKeeper, keepers } from "../src/catalogue/keepers";
import {
  athome,
  elsewhere,
  fromElsewhere,
  NAMES_NETWORK,
  namesNetwork,
  networkParameters,
} from "../src/catalogue/networks";
import { exemptTag, tagged } from "../src/catalogue/perimeter";
import { sparing } from "../src/catalogue/statement";
import { arnMatches } from "../src/evaluate/reference/arn";
import { withWildcards } from "../src/evaluate/reference/pattern";

/**
 * Bound are people by default: IAM users and sessions of Identity Center. Roles that AWS services assume call from
 * the services' own networks. What a service does for somebody with their credentials (aws:ViaAWSService) comes from
 * there too, and is spared; the call before it was judged. Service-linked roles are bound by no SCP.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html, read 2026-11.
 */
export const restrictNetworks = guardrail({
  id: "restrict-networks",
  type: "SERVICE_CONTROL_POLICY",
  theme: "perimeter",
  title: "People act only from expected networks",
  rationale:
    "A session or an access key that is stolen works from the thief's machine. Bound to the networks where people work, " +
    "it does not; people on a train need the VPN, and CloudShell stops working.",
  references: [],
  parameters: z
    .strictObject({
      ...networkParameters,
      principals: z
        .array(
          z
            .string()
            .regex(
              /^((role|user)\/[A-Za-z0-9+=,.@_/*?-]+|root)$/,
              "role/NAME, user/NAME or root; * and ? are wildcards",
            ),
        )
        .min(1, "at least one principal")
        .default(["user/*", "role/aws-reserved/sso.amazonaws.com/*"])
        .describe("principals of every account that are bound"),
      "exempt-tag": exemptTag.describe("a tag of principals, { key, value }, that spares them"),
    })
    .refine(namesNetwork, NAMES_NETWORK),
  example: {
    "ip-ranges": ["203.0.113.0/24", "2001:db8:1234::/48"],
    vpcs: ["vpc-0123456789abcdef0"],
    "organization-endpoints": "expected",
    principals: ["user/*", "role/aws-reserved/sso.amazonaws.com/*"],
  },
  statements: (parameters, organization) => {
    const { StringNotEquals, ...addresses } = fromElsewhere(parameters, organization);
    const others = { ...StringNotEquals, ...tagged(parameters["exempt-tag"]) };
    return [
      {
        Effect: "Deny",
        NotAction: INSIDE_VPC,
        Resource: "*",
        Condition: {
          ...addresses,
          ...(Object.keys(others).length > 0 && { StringNotEquals: others }),
          ArnLike: {
            "aws:PrincipalArn": parameters.principals.map(
              (name) => `arn:${organization.partition}:iam::*:${name}`,
            ),
          },
          BoolIfExists: { "aws:ViaAWSService": "false" },
          ...sparing(keepers(organization)),
        },
      },
    ];
  },
  requests: (parameters, organization) => {
    const patterns = parameters.principals.map((name) => `arn:${organization.partition}:iam::*:${name}`);
    const isBound = (principal: string) =>
      patterns.some((pattern) => arnMatches(withWildcards(pattern), principal));
    const bound = patterns.map(matching).filter((principal) => !isKeeper(principal, organization));
    const action = "s3:GetObject";
    const outside = elsewhere(parameters);
    const [abroad] = outside as [{ "aws:SourceIp": string }];
    const free = [
      example(organization, "role/service-role/function"),
      example(organization, "role/app"),
      example(organization, "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
      identityCenterRole(organization),
    ].filter((principal) => !isBound(principal) || principal.includes("role/aws-service-role/"));
    return {
      denied: bound.flatMap((principal) => [
        ...outside.map((context) => ({ action, principal, context })),
        { action: "iam:CreateUser", principal, context: { ...abroad, "aws:ViaAWSService": "false" } },
        // Nothing is known of the network.
        { action, principal },
      ]),
      allowed: [
        ...bound.flatMap((principal) => [
          ...athome(parameters, organization).map((context) => ({ action, principal, context })),
          { action, principal, context: { ...abroad, "aws:ViaAWSService": "true" } },
          { action: "rds-db:connect", principal },
          ...(parameters["exempt-tag"] === undefined
            ? []
            : [{ action, principal, context: { ...abroad, ...tagged(parameters["exempt-tag"]) } }]),
        ]),
        ...free.map((principal) => ({ action, principal, context: abroad })),
        ...byKeepers(organization, { action, context: abroad }),
      ],
    };
  },
});
