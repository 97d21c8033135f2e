import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const MODES = { incoming: "block_ingress", both: "block_bidirectional" } as const;

interface Parameters {
  readonly blocked: keyof typeof MODES;
  readonly exclusions: "denied" | "allowed";
}

const settings = (mode: string, exclusions: string) => ({
  ec2_attributes: {
    vpc_block_public_access: { internet_gateway_block: { mode, exclusions_allowed: exclusions } },
  },
});

const wanted = ({ blocked, exclusions }: Parameters) =>
  settings(MODES[blocked], exclusions === "allowed" ? "enabled" : "disabled");

export const restrictVpcInternetAccess = managementGuardrail({
  id: "restrict-vpc-internet-access",
  type: "DECLARATIVE_POLICY_EC2",
  theme: "network",
  title: "No way in from the internet",
  rationale:
    "VPC Block Public Access stops what comes through internet gateways, whatever route tables and security groups " +
    "say: one wrong route no longer puts a database on the internet. Answers to what goes out through NAT come back.",
  references: ["EC2.172"],
  parameters: z.strictObject({
    blocked: z
      .enum(["incoming", "both"])
      .default("incoming")
      .describe("what internet gateways let through no longer: what comes in, or what goes out too"),
    exclusions: z
      .enum(["denied", "allowed"])
      .default("denied")
      .describe("whether accounts may exclude VPCs and subnets of theirs"),
    "changes-below": changesBelow,
  }),
  content: (parameters) => assigned(wanted(parameters), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(wanted(parameters), settings("off", "enabled"), parameters["changes-below"]),
});
