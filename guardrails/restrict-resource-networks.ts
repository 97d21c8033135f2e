import { z } from "zod";
import { loadBalancerAccounts } from "../src/aws-data/load-balancer-accounts";
import { example } from "../src/catalogue/examples";
import { type GuardrailStatement, guardrail } from "../src/catalogue/guardrail";
import {
  athome,
  elsewhere,
  fromElsewhere,
  NAMES_NETWORK,
  namesNetwork,
  networkParameters,
} from "../src/catalogue/networks";
import {
  accountIds,
  exampleActions,
  exemptTag,
  governedServices,
  ofOrganization,
  outsider,
  reaching,
  SHARED_SERVICES,
  tagged,
} from "../src/catalogue/perimeter";
import { sparing } from "../src/catalogue/statement";

/**
 * EC2 decrypts volumes by this role of each account, from its own network. Nobody can make a role of that name: a
 * colon is not allowed in one.
 *
 * Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html, read 2026-11.
 */
const EC2_INFRASTRUCTURE = "role/aws:ec2-infrastructure";

/**
 * AWS services come from their own networks, by themselves (aws:PrincipalIsAWSService) and for others
 * (aws:ViaAWSService), and so do the accounts that write load-balancer logs. A tag spares principals of the
 * organization only: somebody outside can tag their own role as they like, so that a second statement denies what is
 * tagged and not of the organization.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11.
 */
export const restrictResourceNetworks = guardrail({
  id: "restrict-resource-networks",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Resources are reached only from expected networks",
  rationale:
    "Data that is read only from known networks stays out of reach of stolen credentials of anybody, inside or outside " +
    "the organization. Functions and jobs that run outside of VPCs are shut out with them.",
  references: [],
  parameters: z
    .strictObject({
      ...networkParameters,
      services: governedServices
        .default([...SHARED_SERVICES])
        .describe("the services whose resources are guarded"),
      "trusted-accounts": accountIds.default([]).describe("accounts whose principals may come from anywhere"),
      "exempt-tag": exemptTag.describe(
        "a tag of the organization's principals, { key, value }, that spares them",
      ),
    })
    .refine(namesNetwork, NAMES_NETWORK),
  example: {
    "ip-ranges": ["203.0.113.0/24", "2001:db8:1234::/48"],
    vpcs: ["vpc-0123456789abcdef0"],
    "organization-endpoints": "expected",
    services: [...SHARED_SERVICES],
    "trusted-accounts": [],
  },
  statements: (parameters, organization) => {
    const { StringNotEquals, ...addresses } = fromElsewhere(parameters, organization);
    const accounts = [...parameters["trusted-accounts"], ...loadBalancerAccounts(organization.regions)];
    const deny = (Sid: string | undefined, also: Readonly<Record<string, string>>): GuardrailStatement => {
      const others = {
        ...StringNotEquals,
        ...(accounts.length > 0 && { "aws:PrincipalAccount": accounts }),
        ...also,
      };
      return {
        ...(Sid !== undefined && { Sid }),
        Effect: "Deny",
        Action: reaching(parameters.services),
        Resource: "*",
        Condition: {
          ...addresses,
          ...(Object.keys(others).length > 0 && { StringNotEquals: others }),
          BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
          ...sparing([`arn:${organization.partition}:iam::*:${EC2_INFRASTRUCTURE}`]),
        },
      };
    };
    const tag = parameters["exempt-tag"];
    if (tag === undefined) return [deny(undefined, {})];
    return [deny("Untagged", tagged(tag)), deny("Outsiders", ofOrganization(organization))];
  },
  requests: (parameters, organization) => {
    const actions = exampleActions(parameters.services);
    const action = actions[0]!;
    const ours = ofOrganization(organization);
    const principal = example(organization, "role/anybody");
    const outside = elsewhere(parameters);
    const abroad = outside[0]!;
    const tag = parameters["exempt-tag"];
    const stranger = outsider(organization, parameters["trusted-accounts"]);
    const service = { "aws:PrincipalIsAWSService": "true" };
    return {
      denied: [
        ...actions.map((one) => ({ action: one, principal, context: { ...ours, ...abroad } })),
        ...outside.slice(1).map((context) => ({ action, principal, context: { ...ours, ...context } })),
        {
          action,
          principal: stranger,
          context: { ...abroad, ...tagged(tag ?? { key: "perimeter", value: "no" }) },
        },
        { action, context: abroad },
        { action },
      ],
      allowed: [
        ...athome(parameters, organization).flatMap((context) => [
          { action, principal, context: { ...ours, ...context } },
          { action, context },
        ]),
        { action, principal, context: { ...ours, ...abroad, "aws:ViaAWSService": "true" } },
        { action, context: { ...service, "aws:PrincipalServiceName": "delivery.logs.amazonaws.com" } },
        { action, principal: example(organization, EC2_INFRASTRUCTURE), context: ours },
        ...[...parameters["trusted-accounts"], ...loadBalancerAccounts(organization.regions)].map(
          (account) => ({
            action,
            principal: `arn:${organization.partition}:iam::${account}:root`,
            context: abroad,
          }),
        ),
        ...(tag === undefined
          ? []
          : [{ action, principal, context: { ...ours, ...abroad, ...tagged(tag) } }]),
      ],
    };
  },
});
