import { z } from "zod";
import { EC2_INFRASTRUCTURE } from "../src/aws-data/inside-vpc";
import { example, identityCenterRole, matching, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, isKeeper, keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { actionsOf, knownServices } from "../src/catalogue/services";
import type { ConditionBlock } from "../src/policy/document";

const ENDPOINT = "aws:SourceVpce";
const VPC = "aws:SourceVpc";

/** People work from wherever their browser is. */
const IDENTITY_CENTER = "role/aws-reserved/sso.amazonaws.com/*";

/**
 * Both keys are absent from a request that came through no VPC endpoint: to the operators that compare, absent is
 * another endpoint. What a service does on behalf of the caller comes from the service's network, and is spared.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:SourceVpc,
 * aws:SourceVpce, aws:ViaAWSService), read 2026-11.
 */
export const requireVpcEndpoints = guardrail({
  id: "require-vpc-endpoints",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "Some services only through VPC endpoints",
  rationale:
    "Credentials that leak out of a workload are worth little when they work only inside its network. The named " +
    "roles reach the named services through VPC endpoints; what AWS services do on their behalf goes on.",
  references: [],
  parameters: z.strictObject({
    services: knownServices.describe("the services, each of which has an endpoint in those VPCs"),
    roles: roleNames.describe(
      "the roles that are bound; none that an AWS service assumes outside of your VPCs",
    ),
    endpoints: z
      .array(
        z.string().regex(/^vpce-[0-9a-f]{8,17}$/, "the id of a VPC endpoint, such as vpce-0123456789abcdef0"),
      )
      .min(1, "at least one endpoint")
      .optional()
      .describe("the endpoints that will do; without these and VPCs, any"),
    vpcs: z
      .array(z.string().regex(/^vpc-[0-9a-f]{8,17}$/, "the id of a VPC, such as vpc-0123456789abcdef0"))
      .min(1, "at least one VPC")
      .optional()
      .describe("the VPCs whose endpoints will do; without these and endpoints, any"),
  }),
  example: { services: ["kms", "s3", "secretsmanager"], roles: ["role/app-*"] },
  statements: ({ services, roles, endpoints, vpcs }, organization) => [
    {
      Effect: "Deny",
      Action: actionsOf(services),
      Resource: "*",
      Condition: {
        ...elsewhere(endpoints, vpcs),
        ArnLike: { "aws:PrincipalArn": roles.map((role) => arnPattern(role, organization)) },
        ArnNotLike: {
          "aws:PrincipalArn": [
            ...[EC2_INFRASTRUCTURE, IDENTITY_CENTER].map((name) => arnPattern(name, organization)),
            ...keepers(organization),
          ],
        },
        BoolIfExists: { "aws:ViaAWSService": "false" },
      },
    },
  ],
  requests: ({ services, roles, endpoints, vpcs }, organization) => {
    const bound = roles
      .map((role) => matching(arnPattern(role, organization)))
      .filter((principal) => !isKeeper(principal, organization));
    const action = `${services[0]}:AnyAction`;
    const through = {
      [ENDPOINT]: endpoints?.[0] ?? "vpce-0123456789abcdef0",
      [VPC]: vpcs?.[0] ?? "vpc-0123456789abcdef0",
    };
    const strange = {
      [ENDPOINT]: otherThan(endpoints ?? [], "vpce-0fedcba9876543210"),
      [VPC]: otherThan(vpcs ?? [], "vpc-0fedcba9876543210"),
    };
    const anyWillDo = endpoints === undefined && vpcs === undefined;
    const others = ["health", "iam", "tag"].filter((service) => !services.includes(service));
    const outside = { "aws:ViaAWSService": "false", "aws:SourceIp": "203.0.113.7" };
    return {
      denied: bound.flatMap((principal) => [
        ...services.map((service) => ({ action: `${service}:AnyAction`, principal, context: outside })),
        { action, principal },
        { action, principal, context: { "aws:SourceIp": "10.0.0.7" } },
        ...(anyWillDo ? [] : [{ action, principal, context: strange }]),
      ]),
      allowed: [
        ...bound.flatMap((principal) => [
          { action, principal, context: through },
          { action, principal, context: { "aws:ViaAWSService": "true" } },
          ...others.map((service) => ({ action: `${service}:AnyAction`, principal, context: outside })),
          ...(anyWillDo ? [{ action, principal, context: strange }] : []),
        ]),
        ...[
          identityCenterRole(organization),
          example(organization, EC2_INFRASTRUCTURE),
          example(organization, "user/anybody"),
        ].map((principal) => ({ action, principal, context: outside })),
        ...byKeepers(organization, { action, context: outside }),
      ],
    };
  },
});

/** That a request came through no endpoint that will do. */
function elsewhere(
  endpoints: readonly string[] | undefined,
  vpcs: readonly string[] | undefined,
): ConditionBlock {
  if (endpoints === undefined && vpcs === undefined) return { Null: { [ENDPOINT]: "true" } };
  return {
    StringNotEqualsIfExists: {
      ...(endpoints !== undefined && { [ENDPOINT]: endpoints }),
      ...(vpcs !== undefined && { [VPC]: vpcs }),
    },
  };
}
