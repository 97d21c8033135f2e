import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const settings = (blocked: "all" | "none") => ({
  s3_attributes: { public_access_block_configuration: blocked },
});

export const requireS3PublicAccessBlock = managementGuardrail({
  id: "require-s3-public-access-block",
  type: "S3_POLICY",
  theme: "data",
  title: "No public bucket in any account",
  rationale:
    "All four settings of S3 Block Public Access hold for every account below, new ones too, and nobody in an account " +
    "can lift them: neither for the account nor for a bucket.",
  references: ["S3.1", "CIS AWS Foundations 3.0.0, 2.1.4", "CIS AWS Foundations 5.0.0, 2.1.4"],
  parameters: z.strictObject({ "changes-below": changesBelow }),
  content: (parameters) => assigned(settings("all"), parameters["changes-below"]),
  effects: (parameters) => settledEffects(settings("all"), settings("none"), parameters["changes-below"]),
});
