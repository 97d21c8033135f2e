import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const settings = (state: string) => ({ ec2_attributes: { image_block_public_access: { state } } });

export const denyPublicAmiSharing = managementGuardrail({
  id: "deny-public-ami-sharing",
  type: "DECLARATIVE_POLICY_EC2",
  theme: "data",
  title: "No image becomes public",
  rationale:
    "A machine image holds what was on the disk it was made from: keys, code, data. The setting is AWS's own, holds in " +
    "every Region and for every API, and cannot be turned off in the account.",
  references: [],
  parameters: z.strictObject({ "changes-below": changesBelow }),
  content: (parameters) => assigned(settings("block_new_sharing"), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(settings("block_new_sharing"), settings("unblocked"), parameters["changes-below"]),
});
