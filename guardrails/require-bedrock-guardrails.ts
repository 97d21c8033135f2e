import { z } from "zod";
import { managementGuardrail } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";
import type { JsonObject } from "../src/policy/management/document";

interface Parameters {
  readonly guardrails: readonly string[];
  readonly content: "everything" | "tagged";
  readonly "excluded-models": readonly string[];
}

const regionOf = (arn: string) => arn.split(":")[3]!;

function settings({ guardrails, content, "excluded-models": excluded }: Parameters): JsonObject {
  const mode = content === "everything" ? "comprehensive" : "selective";
  const entries = guardrails.map((identifier) => [
    regionOf(identifier),
    {
      config_1: {
        identifier,
        selective_content_guarding: { system: mode, messages: mode },
        ...(excluded.length > 0 && {
          model_enforcement: { included_models: ["ALL"], excluded_models: excluded },
        }),
      },
    },
  ]);
  return { bedrock: { guardrail_inference: Object.fromEntries(entries) } };
}

export const requireBedrockGuardrails = managementGuardrail({
  id: "require-bedrock-guardrails",
  type: "BEDROCK_POLICY",
  theme: "ai",
  title: "A Bedrock guardrail on every call of a model",
  rationale:
    "Each call of a model goes through a guardrail of the organization, beside those that the caller names, without a " +
    "line of code and without a way around it in the account.",
  references: [],
  parameters: z.strictObject({
    guardrails: z
      .array(
        z
          .string()
          .regex(
            /^arn:aws(-[a-z-]+)?:bedrock:[a-z0-9-]{1,20}:\d{12}:guardrail\/[a-z0-9]+:[1-9]\d{0,7}$/,
            "the ARN of a guardrail with its version, such as arn:aws:bedrock:eu-west-1:111111111111:guardrail/abc123:1",
          ),
      )
      .min(1, "at least one guardrail")
      .refine((arns) => new Set(arns.map(regionOf)).size === arns.length, "one guardrail a Region")
      .describe("guardrails of the management account, one a Region, each with its version"),
    content: z
      .enum(["everything", "tagged"])
      .default("everything")
      .describe("what is looked at: everything, or what the caller tags"),
    "excluded-models": z
      .array(z.string().min(1))
      .default([])
      .describe("models by id that need no guardrail, such as those that make embeddings"),
    "changes-below": changesBelow,
  }),
  example: {
    guardrails: ["arn:aws:bedrock:eu-west-1:111111111111:guardrail/abc123def456:1"],
    content: "everything",
    "excluded-models": [],
    "changes-below": "denied",
  },
  content: (parameters) => assigned(settings(parameters), parameters["changes-below"]),
  effects: (parameters) => {
    const content = parameters.content === "everything" ? "tagged" : "everything";
    return settledEffects(
      settings(parameters),
      settings({ ...parameters, content }),
      parameters["changes-below"],
    );
  },
});
