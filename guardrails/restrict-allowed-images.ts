import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const STATES = { denied: "enabled", reported: "audit_mode" } as const;

interface Parameters {
  readonly providers: readonly string[];
  readonly others: keyof typeof STATES;
}

const settings = (state: string, providers: readonly string[]) => ({
  ec2_attributes: {
    allowed_images_settings: {
      state,
      image_criteria: { criteria_1: { allowed_image_providers: providers } },
    },
  },
});

const wanted = ({ providers, others }: Parameters) =>
  settings(STATES[others], [...new Set(providers)].sort());

export const restrictAllowedImages = managementGuardrail({
  id: "restrict-allowed-images",
  type: "DECLARATIVE_POLICY_EC2",
  theme: "data",
  title: "Only images of known owners",
  rationale:
    "Anybody can publish a machine image, under a name that looks like AWS's. Images of other owners are neither found " +
    "nor launched, in every Region.",
  references: [],
  parameters: z.strictObject({
    providers: z
      .array(
        z
          .string()
          .regex(
            /^(\d{12}|amazon|aws_marketplace|aws_backup_vault)$/,
            "an account of twelve digits, amazon, aws_marketplace or aws_backup_vault",
          ),
      )
      .min(1, "at least one owner")
      .default(["amazon"])
      .describe("who may own an image: accounts, or AWS's aliases amazon, aws_marketplace, aws_backup_vault"),
    others: z
      .enum(["denied", "reported"])
      .default("denied")
      .describe("what becomes of launches from other images; reported ones are marked and go on"),
    "changes-below": changesBelow,
  }),
  content: (parameters) => assigned(wanted(parameters), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(
      wanted(parameters),
      settings("disabled", ["aws_marketplace"]),
      parameters["changes-below"],
    ),
});
