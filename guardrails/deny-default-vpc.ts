import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

export const denyDefaultVpc = guardrail({
  id: "deny-default-vpc",
  type: "SERVICE_CONTROL_POLICY",
  theme: "network",
  title: "No default VPCs",
  rationale:
    "A default VPC comes with an internet gateway, a route to it and subnets that give each instance a public " +
    "address. Nobody makes one again after it was cleaned away; VPCs that are designed stay free.",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    { Effect: "Deny", Action: ["ec2:CreateDefaultSubnet", "ec2:CreateDefaultVpc"], Resource: "*" },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "ec2:CreateDefaultVpc", principal: anybody },
        { action: "ec2:CreateDefaultSubnet", principal: anybody },
        { action: "ec2:CreateDefaultVpc", principal: example(organization, "root") },
        { action: "ec2:CreateDefaultVpc", principal: identityCenterRole(organization) },
      ],
      allowed: [
        { action: "ec2:CreateVpc", principal: anybody },
        { action: "ec2:CreateSubnet", principal: anybody },
        { action: "ec2:DeleteVpc", principal: anybody },
        { action: "ec2:DescribeVpcs", principal: anybody },
      ],
    };
  },
});
