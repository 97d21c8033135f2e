import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

/**
 * What makes a Site-to-Site or Client VPN, or opens one that exists to more networks or users.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsnetworkmanager.html, read 2026-11.
 */
const OPENING = [
  "ec2:AcceptTransitGatewayClientVpnAttachment",
  "ec2:AssociateClientVpnTargetNetwork",
  "ec2:AttachVpnGateway",
  "ec2:AuthorizeClientVpnIngress",
  "ec2:CreateClientVpnEndpoint",
  "ec2:CreateClientVpnRoute",
  "ec2:CreateCustomerGateway",
  "ec2:CreateVpnConcentrator",
  "ec2:CreateVpnConnection",
  "ec2:CreateVpnConnectionRoute",
  "ec2:CreateVpnGateway",
  "ec2:ModifyClientVpnEndpoint",
  "ec2:ModifyVpnConnection",
  "ec2:ModifyVpnConnectionOptions",
  "networkmanager:CreateSiteToSiteVpnAttachment",
];

export const denyVpn = guardrail({
  id: "deny-vpn",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "No VPN connections",
  rationale:
    "A VPN joins an account to a network that nobody in the organization looks after, past every firewall. What " +
    "exists can be repaired, watched and taken down, but neither made nor widened.",
  references: ["AWS-GR_DISALLOW_VPN_CONNECTIONS"],
  parameters: z.strictObject({}),
  statements: () => [{ Effect: "Deny", Action: OPENING, Resource: "*" }],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const by = (actions: readonly string[]) => actions.map((action) => ({ action, principal: anybody }));
    return {
      denied: [
        ...by([
          "ec2:CreateVpnConnection",
          "ec2:CreateClientVpnEndpoint",
          "ec2:ModifyVpnConnection",
          "ec2:AuthorizeClientVpnIngress",
          "networkmanager:CreateSiteToSiteVpnAttachment",
        ]),
        { action: "ec2:AttachVpnGateway", principal: example(organization, "root") },
      ],
      allowed: by([
        "ec2:DeleteVpnConnection",
        "ec2:DetachVpnGateway",
        "ec2:RevokeClientVpnIngress",
        "ec2:TerminateClientVpnConnections",
        "ec2:ReplaceVpnTunnel",
        "ec2:CreateNatGateway",
        "ec2:DescribeVpnConnections",
      ]),
    };
  },
});
