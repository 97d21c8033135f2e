import { z } from "zod";
import { example, exampleResource, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers, keptForKeepers } from "../src/catalogue/keepers";
import { accountIds } from "../src/catalogue/perimeter";
import { spare } from "../src/catalogue/statement";

/**
 * What joins a VPC to the internet, or lets more through what joins it. AWS's own control also names
 * ec2:AttachEgressOnlyInternetGateway, which is no action: an egress-only gateway is attached when it is made.
 *
 * Source: https://docs.aws.amazon.com/controltower/latest/controlreference/elective-preventive-controls.html
 * (AWS-GR_DISALLOW_VPC_INTERNET_ACCESS) and the Service Authorization Reference of Amazon EC2, AWS Direct Connect
 * and AWS Global Accelerator, read 2026-11.
 */
const OPENING = [
  "directconnect:AllocatePublicVirtualInterface",
  "directconnect:ConfirmPublicVirtualInterface",
  "directconnect:CreatePublicVirtualInterface",
  "ec2:AssociateNatGatewayAddress",
  "ec2:AttachInternetGateway",
  "ec2:CreateCarrierGateway",
  "ec2:CreateDefaultSubnet",
  "ec2:CreateDefaultVpc",
  "ec2:CreateEgressOnlyInternetGateway",
  "ec2:CreateInternetGateway",
  "ec2:CreateVpcBlockPublicAccessExclusion",
  "ec2:ModifyVpcBlockPublicAccessExclusion",
  "ec2:ModifyVpcBlockPublicAccessOptions",
  "globalaccelerator:AddCustomRoutingEndpoints",
  "globalaccelerator:AddEndpoints",
  "globalaccelerator:CreateAccelerator",
  "globalaccelerator:CreateCustomRoutingAccelerator",
  "globalaccelerator:CreateCustomRoutingEndpointGroup",
  "globalaccelerator:CreateEndpointGroup",
  "globalaccelerator:UpdateEndpointGroup",
];

/** The two ends of a peering connection: who asks for one names the accepter, who accepts one the requester. */
const FAR_ENDS = [
  { sid: "PeeringOut", action: "ec2:CreateVpcPeeringConnection", key: "ec2:AccepterVpc" },
  { sid: "PeeringIn", action: "ec2:AcceptVpcPeeringConnection", key: "ec2:RequesterVpc" },
] as const;

export const denyPublicConnectivity = guardrail({
  id: "deny-public-connectivity",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "No new ways to the internet",
  rationale:
    "For accounts whose data must not reach the internet, or be reached from it: nobody but the deployers and the " +
    "member roles joins a VPC to it. Private NAT gateways, peering and endpoints go on.",
  references: ["AWS-GR_DISALLOW_VPC_INTERNET_ACCESS"],
  parameters: z.strictObject({
    peers: accountIds
      .optional()
      .describe(
        "the accounts whose VPCs may be peered with, besides the account's own; without it peering is free",
      ),
  }),
  example: { peers: ["222222222222"] },
  statements: ({ peers }, organization) => {
    const { partition } = organization;
    const vpcsOf = (account: string) => `arn:${partition}:ec2:*:${account}:vpc/*`;
    return [
      keptForKeepers(organization, OPENING),
      {
        Sid: "PublicNat",
        // A public NAT gateway is made with an Elastic IP; a regional one, which is public always, with a VPC
        // in place of a subnet (the latter assumed from the resource types of the action).
        ...keptForKeepers(
          organization,
          ["ec2:CreateNatGateway"],
          [`arn:${partition}:ec2:*:*:elastic-ip/*`, `arn:${partition}:ec2:*:*:vpc/*`],
        ),
      },
      ...(peers === undefined
        ? []
        : FAR_ENDS.map(({ sid, action, key }) =>
            spare(
              {
                Sid: sid,
                Effect: "Deny",
                Action: action,
                Resource: `arn:${partition}:ec2:*:*:vpc-peering-connection/*`,
                Condition: { ArnNotLike: { [key]: ["${aws:PrincipalAccount}", ...peers].map(vpcsOf) } },
              },
              keepers(organization),
            ),
          )),
    ];
  },
  requests: ({ peers }, organization) => {
    const principal = example(organization, "role/anybody");
    const ec2 = (name: string, account?: string) =>
      exampleResource(organization, "ec2", name, account === undefined ? {} : { account });
    const peering = (action: string, key: string, account?: string) => ({
      action,
      principal,
      resource: ec2("vpc-peering-connection/pcx-0123456789abcdef0"),
      context: { [key]: ec2("vpc/vpc-0fedcba9876543210", account) },
    });
    const publicNat = {
      action: "ec2:CreateNatGateway",
      resource: ec2("elastic-ip/eipalloc-0123456789abcdef0"),
    };
    const stranger = otherThan(peers ?? [], "999988887777");
    const strange = FAR_ENDS.map(({ action, key }) => peering(action, key, stranger));
    return {
      denied: [
        { action: "ec2:CreateInternetGateway", principal },
        { action: "ec2:AttachInternetGateway", principal: example(organization, "root") },
        { action: "ec2:CreateEgressOnlyInternetGateway", principal },
        { ...publicNat, principal },
        { action: "globalaccelerator:AddEndpoints", principal },
        ...(peers === undefined ? [] : strange),
      ],
      allowed: [
        { action: "ec2:CreateNatGateway", principal, resource: ec2("natgateway/nat-0123456789abcdef0") },
        { action: "ec2:CreateNatGateway", principal, resource: ec2("subnet/subnet-0123456789abcdef0") },
        { action: "ec2:CreateVpcEndpoint", principal },
        { action: "ec2:DetachInternetGateway", principal },
        { action: "ec2:DeleteVpcBlockPublicAccessExclusion", principal },
        // The same requests are judged on the VPC of the account itself, too.
        ...FAR_ENDS.map(({ action }) => ({ action, principal, resource: ec2("vpc/vpc-0123456789abcdef0") })),
        ...FAR_ENDS.map(({ action, key }) => peering(action, key)),
        ...(peers ?? []).map((peer) => peering(FAR_ENDS[0].action, FAR_ENDS[0].key, peer)),
        ...(peers === undefined ? strange : []),
        ...[{ action: "ec2:AttachInternetGateway" }, publicNat, ...strange].flatMap((request) =>
          byKeepers(organization, request),
        ),
      ],
    };
  },
});
