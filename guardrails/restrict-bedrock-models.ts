import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail, type OrganizationFacts } from "../src/catalogue/guardrail";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";

/**
 * What uses a foundation model or builds on one. Converse and its stream ask for the first two, and so do agents and
 * knowledge bases by their own roles. A call through an inference profile is judged on the profile and on each model
 * behind it, whose ARN names no Region where the profile is a global one.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 * (actions with the resource type foundation-model),
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html.
 */
const USING = [
  "bedrock:CreateModelCustomizationJob",
  "bedrock:CreateModelInvocationJob",
  "bedrock:CreateProvisionedModelThroughput",
  "bedrock:InvokeModel",
  "bedrock:InvokeModelWithResponseStream",
];

/** The types of the other resources of these actions that have no model of their own kind in them. */
const AROUND = [
  "application-inference-profile/*",
  "async-invoke/*",
  "custom-model-deployment/*",
  "custom-model/*",
  "default-prompt-router/*",
  "inference-profile/*",
  "model-customization-job/*",
  "model-invocation-job/*",
  "project/*",
  "prompt-router/*",
  "provisioned-model/*",
  "system-tool/*",
];

/** Models that came from elsewhere: imported, or deployed from the Marketplace. */
const FOREIGN = ["imported-model/*", "marketplace/model-endpoint/all-access"];

/** The endpoint that speaks other vendors' APIs: it has actions and a key of its own, the id of the model. */
const MANTLE = ["bedrock-mantle:CreateFineTuningJob", "bedrock-mantle:CreateInference"];

export const restrictBedrockModels = guardrail({
  id: "restrict-bedrock-models",
  type: "SERVICE_CONTROL_POLICY",
  theme: "ai",
  title: "Only approved models of Bedrock",
  rationale:
    "A model comes with a licence, a price, a place where it runs, and a vendor. Those that somebody has looked at may " +
    "be used; new ones, which Bedrock switches on by itself, may not until somebody has.",
  references: [],
  parameters: z.strictObject({
    models: z
      .array(
        z
          .string()
          .regex(
            /^(?!(global|us|us-gov|eu|apac|jp|au|ca)\.)[a-z0-9-]+\.[A-Za-z0-9.:?*-]+$/,
            "a model's id such as amazon.nova-* or anthropic.claude-*; * and ? are wildcards",
          ),
      )
      .min(1, "at least one model")
      .describe("patterns of the ids of models that may be used, without the prefix of an inference profile"),
    "foreign-models": z
      .enum(["denied", "allowed"])
      .default("denied")
      .describe("whether imported models and those deployed from the Marketplace may be used"),
  }),
  example: { models: ["amazon.nova-*", "anthropic.claude-*"], "foreign-models": "denied" },
  statements: (parameters, organization) => {
    const foreign = parameters["foreign-models"] === "allowed" ? FOREIGN : [];
    return [
      {
        Effect: "Deny",
        Action: USING,
        NotResource: [
          ...parameters.models.map((model) => modelArn(organization, "*", model)),
          ...[...AROUND, ...foreign].map((name) => resourceArn(organization, "*", "*", name)),
        ],
      },
      {
        Sid: "Mantle",
        Effect: "Deny",
        Action: MANTLE,
        Resource: "*",
        Condition: { StringNotLike: { "bedrock-mantle:Model": parameters.models } },
      },
    ];
  },
  requests: (parameters, organization) => {
    const principal = example(organization, "role/anybody");
    const other = otherThan(parameters.models);
    const [approved] = parameters.models.map((model) => model.replaceAll(/[*?]/g, "x")) as [string];
    const region = organization.homeRegion;
    const using = (action: string, resource: string) => ({ action, principal, resource });
    const own = (name: string) => resourceArn(organization, region, "123456789012", name);
    const mantle = (model: string) => ({
      action: "bedrock-mantle:CreateInference",
      principal,
      resource: `arn:${organization.partition}:bedrock-mantle:${region}:123456789012:project/default`,
      context: { "bedrock-mantle:Model": model },
    });
    const foreign = using("bedrock:InvokeModel", own("imported-model/abcdef012345"));
    const isForeignAllowed = parameters["foreign-models"] === "allowed";
    return {
      denied: [
        using("bedrock:InvokeModel", modelArn(organization, region, other)),
        using("bedrock:InvokeModelWithResponseStream", modelArn(organization, region, other)),
        // Through a global inference profile.
        using("bedrock:InvokeModel", modelArn(organization, "", other)),
        using("bedrock:CreateModelInvocationJob", modelArn(organization, region, other)),
        mantle(other),
        ...(isForeignAllowed ? [] : [foreign]),
      ],
      allowed: [
        using("bedrock:InvokeModel", modelArn(organization, region, approved)),
        using("bedrock:InvokeModel", modelArn(organization, "", approved)),
        using("bedrock:InvokeModel", own(`inference-profile/eu.${other}`)),
        using("bedrock:InvokeModel", own("provisioned-model/abcdef012345")),
        using("bedrock:GetFoundationModel", modelArn(organization, region, other)),
        using("bedrock:ApplyGuardrail", own("guardrail/abcdef012345")),
        mantle(approved),
        ...(isForeignAllowed ? [foreign] : []),
      ],
    };
  },
});

/** A model of AWS's or a vendor's is in no account. */
function modelArn(organization: OrganizationFacts, region: string, model: string): string {
  return resourceArn(organization, region, "", `foundation-model/${model}`);
}

function resourceArn(
  { partition }: OrganizationFacts,
  region: string,
  account: string,
  name: string,
): string {
  return `arn:${partition}:bedrock:${region}:${account}:${name}`;
}

/** A model that no pattern matches; an invented one where they match the usual candidates. */
function otherThan(models: readonly string[]): string {
  const candidates = ["deepseek.r1-v1:0", "meta.llama3-3-70b-instruct-v1:0", "nobody.nothing-v0:0"];
  const isOther = (candidate: string) => !models.some((model) => matches(withWildcards(model), candidate));
  return candidates.find(isOther) ?? candidates[0]!;
}
