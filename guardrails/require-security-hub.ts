import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { serviceRegions } from "../src/catalogue/service-regions";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

/** Both lists are needed, empty or not, and what is in the second one counts. Source: see the schema of the type. */
const settings = (on: readonly string[], off: readonly string[]) => ({
  securityhub: { enable_in_regions: on, disable_in_regions: off },
});

export const requireSecurityHub = managementGuardrail({
  id: "require-security-hub",
  type: "SECURITYHUB_POLICY",
  theme: "logging",
  title: "Security Hub in every account",
  rationale:
    "Security Hub is on in the Regions that you use, in every account below and in those to come, and nobody in an " +
    "account can turn it off.",
  references: ["CIS AWS Foundations 3.0.0, 4.16", "CIS AWS Foundations 5.0.0, 4.16"],
  parameters: z.strictObject({
    regions: serviceRegions.describe("where it is on: Regions, or ALL_SUPPORTED for all of now and later"),
    "changes-below": changesBelow,
  }),
  defaults: ({ regions }) => ({ regions: [...regions] }),
  content: (parameters) => assigned(settings(parameters.regions, []), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(
      settings(parameters.regions, []),
      settings([], ["ALL_SUPPORTED"]),
      parameters["changes-below"],
    ),
});
