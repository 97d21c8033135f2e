import { z } from "zod";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, isKeeper, keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

/**
 * What makes, changes or removes VPCs, subnets, routes, network ACLs, gateways, peering, transit gateways and the
 * core network. Security groups, VPC endpoints and addresses are left to those who run the workloads; rejecting what
 * others ask for is free. Each wildcard stands for actions that write, and for no others.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsnetworkmanager.html, read 2026-11.
 */
const NETWORK = [
  "ec2:AcceptTransitGateway*",
  "ec2:AcceptVpcPeeringConnection",
  "ec2:AssociateDhcpOptions",
  "ec2:AssociateRouteServer",
  "ec2:AssociateRouteTable",
  "ec2:AssociateSubnetCidrBlock",
  "ec2:AssociateTransitGateway*",
  "ec2:AssociateVpcCidrBlock",
  "ec2:AttachInternetGateway",
  "ec2:AttachVpnGateway",
  "ec2:CreateCarrierGateway",
  "ec2:CreateDefault*",
  "ec2:CreateDhcpOptions",
  "ec2:CreateEgressOnlyInternetGateway",
  "ec2:CreateInternetGateway",
  "ec2:CreateLocalGateway*",
  "ec2:CreateNatGateway",
  "ec2:CreateNetworkAcl*",
  "ec2:CreateRoute*",
  "ec2:CreateSubnet*",
  "ec2:CreateTransitGateway*",
  "ec2:CreateVpc",
  "ec2:CreateVpcPeeringConnection",
  "ec2:CreateVpnGateway",
  "ec2:DeleteCarrierGateway",
  "ec2:DeleteDhcpOptions",
  "ec2:DeleteEgressOnlyInternetGateway",
  "ec2:DeleteInternetGateway",
  "ec2:DeleteLocalGateway*",
  "ec2:DeleteNatGateway",
  "ec2:DeleteNetworkAcl*",
  "ec2:DeleteRoute*",
  "ec2:DeleteSubnet*",
  "ec2:DeleteTransitGateway*",
  "ec2:DeleteVpc",
  "ec2:DeleteVpcPeeringConnection",
  "ec2:DeleteVpnGateway",
  "ec2:DetachInternetGateway",
  "ec2:DetachVpnGateway",
  "ec2:DisableRouteServerPropagation",
  "ec2:DisableTransitGatewayRouteTablePropagation",
  "ec2:DisableVgwRoutePropagation",
  "ec2:DisassociateRouteServer",
  "ec2:DisassociateRouteTable",
  "ec2:DisassociateSubnetCidrBlock",
  "ec2:DisassociateTransitGateway*",
  "ec2:DisassociateVpcCidrBlock",
  "ec2:EnableRouteServerPropagation",
  "ec2:EnableTransitGatewayRouteTablePropagation",
  "ec2:EnableVgwRoutePropagation",
  "ec2:ModifyLocalGatewayRoute",
  "ec2:ModifyRouteServer",
  "ec2:ModifySubnetAttribute",
  "ec2:ModifyTransitGateway*",
  "ec2:ModifyVpcAttribute",
  "ec2:ModifyVpcPeeringConnectionOptions",
  "ec2:ModifyVpcTenancy",
  "ec2:ReplaceNetworkAcl*",
  "ec2:ReplaceRoute*",
  "ec2:ReplaceTransitGatewayRoute",
  "networkmanager:AcceptAttachment",
  "networkmanager:CreateConnectAttachment",
  "networkmanager:CreateConnectPeer",
  "networkmanager:CreateCoreNetwork*",
  "networkmanager:CreateDirectConnectGatewayAttachment",
  "networkmanager:CreateSiteToSiteVpnAttachment",
  "networkmanager:CreateTransitGateway*",
  "networkmanager:CreateVpcAttachment",
  "networkmanager:DeleteAttachment",
  "networkmanager:DeleteConnectPeer",
  "networkmanager:DeleteCoreNetwork*",
  "networkmanager:DeletePeering",
  "networkmanager:ExecuteCoreNetworkChangeSet",
  "networkmanager:PutAttachmentRoutingPolicyLabel",
  "networkmanager:PutCoreNetworkPolicy",
  "networkmanager:RemoveAttachmentRoutingPolicyLabel",
  "networkmanager:RestoreCoreNetworkPolicyVersion",
  "networkmanager:UpdateCoreNetwork",
  "networkmanager:UpdateDirectConnectGatewayAttachment",
  "networkmanager:UpdateVpcAttachment",
];

export const restrictNetworkChanges = guardrail({
  id: "restrict-network-changes",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "Only network roles change networks",
  rationale:
    "One route can take a subnet around the firewall, and one that is missing takes a service down. Networks are " +
    "changed by the network roles, the deployers and the member roles; workloads use them.",
  references: [],
  parameters: z.strictObject({
    roles: roleNames.describe("the roles that change networks, besides the deployers and the member roles"),
  }),
  example: { roles: ["role/network-admin"] },
  statements: ({ roles }, organization) => [
    {
      Effect: "Deny",
      Action: NETWORK,
      Resource: "*",
      Condition: sparing([...roles.map((role) => arnPattern(role, organization)), ...keepers(organization)]),
    },
  ],
  requests: ({ roles }, organization) => {
    const anybody = example(organization, "role/app-deployer-of-nobody");
    const by = (principal: string, actions: readonly string[]) =>
      actions.map((action) => ({ action, principal }));
    const spared = roles.map((role) => matching(arnPattern(role, organization)));
    return {
      denied: [
        ...by(anybody, [
          "ec2:CreateVpc",
          "ec2:CreateRoute",
          "ec2:ReplaceRouteTableAssociation",
          "ec2:DeleteNetworkAclEntry",
          "ec2:CreateTransitGatewayVpcAttachment",
          "networkmanager:CreateVpcAttachment",
        ]),
        ...by(example(organization, "root"), ["ec2:DeleteSubnet"]),
        ...by(identityCenterRole(organization), ["ec2:ModifySubnetAttribute"]),
      ].filter(({ principal }) => !isKeeper(principal, organization)),
      allowed: [
        ...by(anybody, [
          "ec2:CreateSecurityGroup",
          "ec2:AuthorizeSecurityGroupIngress",
          "ec2:CreateVpcEndpoint",
          "ec2:RunInstances",
          "ec2:DescribeRouteTables",
          "ec2:SearchTransitGatewayRoutes",
          "ec2:RejectVpcPeeringConnection",
        ]),
        ...spared.flatMap((principal) => by(principal, ["ec2:CreateVpc", "ec2:ReplaceRoute"])),
        ...byKeepers(organization, { action: "ec2:DeleteVpc" }),
      ],
    };
  },
});
