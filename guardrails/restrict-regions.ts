import { z } from "zod";
import { GLOBAL_ACTIONS } from "../src/aws-data/global-services";
import { example, matching } from "../src/catalogue/examples";
import { guardrail, type OrganizationFacts } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

/** Converse and its streaming sister are authorized as these two. */
const INFERENCE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

export const restrictRegions = guardrail({
  id: "restrict-regions",
  type: "SERVICE_CONTROL_POLICY",
  theme: "regions",
  title: "Only approved Regions",
  rationale:
    "Data stays where it may be, and nobody mines coins in a Region that nobody looks at. Global services are " +
    "spared: their requests carry us-east-1 wherever the caller works.",
  references: ["CT.MULTISERVICE.PV.1", "AWS-GR_REGION_DENY"],
  parameters: z.strictObject({
    regions: z
      .array(z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "a Region such as eu-west-1"))
      .min(1, "at least one Region")
      .describe("the Regions where everything is allowed"),
    "inference-profiles": z
      .array(
        z
          .string()
          .regex(
            /^(application-inference-profile\/|[a-z]{2,}(-[a-z]+)*\.)[A-Za-z0-9.:*?-]+$/,
            "the id of an inference profile such as eu.* or global.anthropic.*, or application-inference-profile/ID",
          ),
      )
      .default([])
      .describe("the inference profiles of Bedrock that may carry prompts from these Regions into others"),
  }),
  defaults: ({ regions }) => ({ regions: [...regions] }),
  statements: ({ regions, "inference-profiles": profiles }, organization) => {
    const elsewhere = { StringNotEquals: { "aws:RequestedRegion": regions } };
    const spared = sparing(keepers(organization));
    const everything = {
      Effect: "Deny" as const,
      NotAction: profiles.length === 0 ? GLOBAL_ACTIONS : [...GLOBAL_ACTIONS, ...INFERENCE],
      Resource: "*",
      Condition: { ...elsewhere, ...spared },
    };
    if (profiles.length === 0) return [everything];
    const through = { "bedrock:InferenceProfileArn": profileArns(profiles, regions, organization) };
    return [
      everything,
      {
        Sid: "Inference",
        Effect: "Deny" as const,
        Action: INFERENCE,
        Resource: "*",
        Condition: { ...elsewhere, ArnNotLike: { ...spared.ArnNotLike, ...through } },
      },
    ];
  },
  requests: ({ regions, "inference-profiles": profiles }, organization) => {
    const principal = example(organization, "role/anybody");
    const within = { "aws:RequestedRegion": regions[0]! };
    const outside = { "aws:RequestedRegion": otherThan(regions) };
    return {
      denied: [
        { action: "ec2:RunInstances", principal, context: outside },
        { action: "lambda:CreateFunction", principal, context: outside },
        { action: "s3:CreateBucket", principal, context: outside },
        { action: "ec2:DescribeInstances", principal: example(organization, "root"), context: outside },
        { action: "bedrock:InvokeModel", principal, context: outside },
      ],
      allowed: [
        { action: "ec2:RunInstances", principal, context: within },
        { action: "ec2:DescribeRegions", principal, context: outside },
        { action: "iam:CreateRole", principal, context: outside },
        { action: "cloudfront:CreateDistribution", principal, context: outside },
        ...profileArns(profiles, regions.slice(0, 1), organization).map((profile) => ({
          action: "bedrock:InvokeModel",
          principal,
          context: { ...outside, "bedrock:InferenceProfileArn": matching(profile) },
        })),
        ...keepers(organization).map((keeper) => ({
          action: "ec2:DeleteVpc",
          principal: matching(keeper),
          context: outside,
        })),
      ],
    };
  },
});

/**
 * Inference profiles as a request names them: by the Region where it was made, which has to be an approved one.
 *
 * A request through a profile is authorized in every Region that the profile reaches, and fails if one of them is
 * denied. aws:RequestedRegion is that Region, or "unspecified" for a global profile; bedrock:InferenceProfileArn is the
 * profile, and is absent when the caller names a model.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html.
 */
function profileArns(
  profiles: readonly string[],
  regions: readonly string[],
  { partition }: OrganizationFacts,
): readonly string[] {
  const names = profiles.map((profile) => (profile.includes("/") ? profile : `inference-profile/${profile}`));
  return regions.flatMap((region) => names.map((name) => `arn:${partition}:bedrock:${region}:*:${name}`));
}

/** A Region that is not in the list; an invented one when they all are. */
function otherThan(regions: readonly string[]): string {
  return (
    ["ap-south-1", "sa-east-1", "af-south-1"].find((region) => !regions.includes(region)) ?? "xx-nowhere-1"
  );
}
