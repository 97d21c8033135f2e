import { z } from "zod";
import { EC2_INFRASTRUCTURE, INSIDE_VPC } from "../src/aws-data/inside-vpc";
import { example, exampleResource } from "../src/catalogue/examples";
import { type GuardrailStatement, guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers } from "../src/catalogue/keepers";
import { arnPattern } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";
import { contains, parseIpRange } from "../src/evaluate/reference/ip";

const DELIVERY = "ec2:RoleDelivery";
const INSTANCE = "ec2:SourceInstanceARN";

/** Where an instance's credentials have to come from: the key that says so must equal what they were issued with. */
const ORIGINS = {
  vpc: [{ sid: "Vpc", key: "aws:SourceVpc", issued: "aws:Ec2InstanceSourceVpc" }],
  instance: [
    { sid: "Vpc", key: "aws:SourceVpc", issued: "aws:Ec2InstanceSourceVpc" },
    { sid: "Address", key: "aws:VpcSourceIp", issued: "aws:Ec2InstanceSourcePrivateIPv4" },
  ],
} as const;

/** aws:SourceIp knows public addresses only, and a range of everything would undo the rest. */
function isPublicRange(text: string): boolean {
  const range = parseIpRange(text);
  return range !== undefined && range.prefix > 0 && !PRIVATE.some((known) => contains(known, range));
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].map(
  (text) => parseIpRange(text)!,
);

/**
 * ec2:RoleDelivery and ec2:SourceInstanceARN are in requests that are signed with the credentials of an instance's
 * role, and in no others. aws:SourceVpc and aws:VpcSourceIp are in those that come through a VPC endpoint: without
 * one, StringNotEquals is true.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (ec2:RoleDelivery,
 * aws:Ec2InstanceSourceVpc, aws:Ec2InstanceSourcePrivateIPv4, aws:ViaAWSService) and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (ec2:InstanceProfile), read
 * 2026-11. That ec2:InstanceProfile is absent from a launch without one: assumed.
 */
export const requireInstanceRoles = guardrail({
  id: "require-instance-roles",
  type: "SERVICE_CONTROL_POLICY",
  theme: "identity",
  title: "Instances have roles, whose credentials stay with them",
  rationale:
    "An instance with a role needs no access key in a file. Its credentials are good only when they were fetched by " +
    "version 2 of the metadata service, which a tricked web server cannot do, and, if you say so, only from the " +
    "instance's own network. Software that still uses version 1 breaks, and so do launches without an instance profile.",
  references: ["CIS AWS Foundations 3.0.0, 1.18", "CIS AWS Foundations 5.0.0, 1.17"],
  parameters: z
    .strictObject({
      launches: z.boolean().default(true).describe("false: instances may be launched without a role"),
      from: z
        .enum(["anywhere", "vpc", "instance"])
        .default("anywhere")
        .describe("where an instance's credentials are good; its VPC, or itself, needs VPC endpoints"),
      "ip-ranges": z
        .array(z.string().refine(isPublicRange, "a range of public addresses such as 203.0.113.10/32"))
        .default([])
        .describe("public addresses from which they are good too, such as those of your NAT gateways"),
    })
    .refine(({ from, "ip-ranges": ranges }) => from !== "anywhere" || ranges.length === 0, {
      path: ["ip-ranges"],
      message: 'the credentials are good anywhere as it is; say from: "vpc" or from: "instance" beside it',
    }),
  statements: ({ launches, from, "ip-ranges": ranges }, organization) => [
    {
      Sid: "Delivery",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { NumericLessThan: { [DELIVERY]: "2.0" } },
    },
    ...(launches
      ? [
          {
            Sid: "Launches",
            Effect: "Deny" as const,
            Action: "ec2:RunInstances",
            // Only the instance carries the key, of all that a launch is judged on.
            Resource: `arn:${organization.partition}:ec2:*:*:instance/*`,
            Condition: { Null: { "ec2:InstanceProfile": "true" }, ...sparing(keepers(organization)) },
          },
        ]
      : []),
    ...(from === "anywhere" ? [] : ORIGINS[from]).map(
      ({ sid, key, issued }): GuardrailStatement => ({
        Sid: sid,
        Effect: "Deny",
        NotAction: INSIDE_VPC,
        Resource: "*",
        Condition: {
          ...sparing([arnPattern(EC2_INFRASTRUCTURE, organization)]),
          BoolIfExists: { "aws:ViaAWSService": "false" },
          Null: { [INSTANCE]: "false" },
          StringNotEquals: { [key]: `\${${issued}}` },
          ...(ranges.length > 0 && { NotIpAddressIfExists: { "aws:SourceIp": ranges } }),
        },
      }),
    ),
  ],
  requests: ({ launches, from, "ip-ranges": ranges }, organization) => {
    const principal = example(organization, "role/app");
    const instance = exampleResource(organization, "ec2", "instance/i-0123456789abcdef0");
    const delivered = {
      [DELIVERY]: "2.0",
      [INSTANCE]: instance,
      "aws:Ec2InstanceSourceVpc": "vpc-0123456789abcdef0",
      "aws:Ec2InstanceSourcePrivateIPv4": "10.0.0.17",
      "aws:ViaAWSService": "false",
    };
    const atHome = { "aws:SourceVpc": "vpc-0123456789abcdef0", "aws:VpcSourceIp": "10.0.0.17" };
    const stolen = { "aws:SourceIp": "198.51.100.77" };
    const get = (context: Readonly<Record<string, string>>) => ({
      action: "s3:GetObject",
      principal,
      context,
    });
    const launch = { action: "ec2:RunInstances", resource: instance };
    const anybody = example(organization, "role/anybody");
    const profile = { "ec2:InstanceProfile": example(organization, "instance-profile/app") };
    const elsewhere = [
      get({ ...delivered, ...stolen }),
      get({ ...delivered, ...atHome, "aws:SourceVpc": "vpc-0fedcba9876543210" }),
    ];
    const nextDoor = get({ ...delivered, ...atHome, "aws:VpcSourceIp": "10.0.0.18" });
    const withoutRole = { ...launch, principal: anybody };
    const listed = ranges.slice(0, 1).map((range) => range.split("/")[0]!);
    return {
      denied: [
        get({ ...delivered, ...atHome, [DELIVERY]: "1.0" }),
        {
          action: "sts:GetCallerIdentity",
          principal,
          context: { ...delivered, ...atHome, [DELIVERY]: "1.0" },
        },
        { action: "ec2:StartInstances", principal, context: { [DELIVERY]: "1.0" } },
        ...(launches ? [withoutRole, { ...launch, principal: example(organization, "root") }] : []),
        ...(from === "anywhere" ? [] : elsewhere),
        ...(from === "instance" ? [nextDoor] : []),
      ],
      allowed: [
        get({ ...delivered, ...atHome }),
        get(stolen),
        { action: "kms:Decrypt", principal, context: { ...delivered, "aws:ViaAWSService": "true" } },
        { action: "rds-db:connect", principal, context: delivered },
        { ...launch, principal: anybody, context: profile },
        // What a launch is judged on besides the instance carries no profile.
        { ...launch, principal: anybody, resource: exampleResource(organization, "ec2", "volume/*") },
        ...(launches ? byKeepers(organization, launch) : [withoutRole]),
        ...(from === "anywhere" ? elsewhere : []),
        ...(from === "instance" ? [] : [nextDoor]),
        ...listed.map((address) => get({ ...delivered, "aws:SourceIp": address })),
      ],
    };
  },
});
