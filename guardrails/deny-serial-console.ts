import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const settings = (status: string) => ({ ec2_attributes: { serial_console_access: { status } } });

export const denySerialConsole = managementGuardrail({
  id: "deny-serial-console",
  type: "DECLARATIVE_POLICY_EC2",
  theme: "network",
  title: "No serial console of instances",
  rationale:
    "The serial console reaches an instance past its security groups and its VPC. Where nobody mends boot loaders by " +
    "hand, nobody needs it.",
  references: [],
  parameters: z.strictObject({ "changes-below": changesBelow }),
  content: (parameters) => assigned(settings("disabled"), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(settings("disabled"), settings("enabled"), parameters["changes-below"]),
});
