import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { serviceRegions } from "../src/catalogue/service-regions";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";
import type { JsonObject } from "../src/policy/management/document";

const SCANS = ["ec2", "ecr", "lambda", "lambda-code", "code-repositories"] as const;

type Scan = (typeof SCANS)[number];

/** Lambda code scanning stands inside Lambda's own. Source: see the schema of the type. */
function settings(scans: readonly Scan[], on: readonly string[], off: readonly string[]): JsonObject {
  const lists = { enable_in_regions: on, disable_in_regions: off };
  const wants = (scan: Scan) => scans.includes(scan);
  return {
    inspector: {
      enablement: {
        ...(wants("ec2") && { ec2_scanning: lists }),
        ...(wants("ecr") && { ecr_scanning: lists }),
        ...(wants("lambda") && {
          lambda_standard_scanning: {
            ...lists,
            ...(wants("lambda-code") && { lambda_code_scanning: lists }),
          },
        }),
        ...(wants("code-repositories") && { code_repository_scanning: lists }),
      },
    },
  };
}

export const requireInspector = managementGuardrail({
  id: "require-inspector",
  type: "INSPECTOR_POLICY",
  theme: "logging",
  title: "Inspector in every account",
  rationale:
    "Inspector looks for known vulnerabilities in the Regions that you use, in every account below and in those to " +
    "come, and nobody in an account can turn it off.",
  references: ["Inspector.1", "Inspector.2", "Inspector.4"],
  parameters: z.strictObject({
    scans: z
      .array(z.enum(SCANS))
      .min(1, "at least one kind of scan")
      .refine(
        (scans) => !scans.includes("lambda-code") || scans.includes("lambda"),
        "lambda beside lambda-code",
      )
      .default(["ec2", "ecr", "lambda"])
      .describe("what is looked at: ec2, ecr, lambda, lambda-code, code-repositories"),
    regions: serviceRegions.describe("where it is on: Regions, or ALL_SUPPORTED for all of now and later"),
    "changes-below": changesBelow,
  }),
  defaults: ({ regions }) => ({ regions: [...regions] }),
  content: (parameters) =>
    assigned(settings(parameters.scans, parameters.regions, []), parameters["changes-below"]),
  effects: (parameters) =>
    settledEffects(
      settings(parameters.scans, parameters.regions, []),
      settings(parameters.scans, [], ["ALL_SUPPORTED"]),
      parameters["changes-below"],
    ),
});
