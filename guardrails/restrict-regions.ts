import { z } from "zod";
import { GLOBAL_ACTIONS } from "../src/aws-data/global-services";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

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
  }),
  defaults: ({ regions }) => ({ regions: [...regions] }),
  statements: ({ regions }, organization) => [
    {
      Effect: "Deny",
      NotAction: GLOBAL_ACTIONS,
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": regions }, ...sparing(keepers(organization)) },
    },
  ],
  requests: ({ regions }, organization) => {
    const principal = example(organization, "role/anybody");
    const within = { "aws:RequestedRegion": regions[0]! };
    const outside = { "aws:RequestedRegion": otherThan(regions) };
    return {
      denied: [
        { action: "ec2:RunInstances", principal, context: outside },
        { action: "lambda:CreateFunction", principal, context: outside },
        { action: "s3:CreateBucket", principal, context: outside },
        { action: "ec2:DescribeInstances", principal: example(organization, "root"), context: outside },
      ],
      allowed: [
        { action: "ec2:RunInstances", principal, context: within },
        { action: "ec2:DescribeRegions", principal, context: outside },
        { action: "iam:CreateRole", principal, context: outside },
        { action: "cloudfront:CreateDistribution", principal, context: outside },
        ...keepers(organization).map((keeper) => ({
          action: "ec2:DeleteVpc",
          principal: matching(keeper),
          context: outside,
        })),
      ],
    };
  },
});

/** A Region that is not in the list; an invented one when they all are. */
function otherThan(regions: readonly string[]): string {
  return (
    ["ap-south-1", "sa-east-1", "af-south-1"].find((region) => !regions.includes(region)) ?? "xx-nowhere-1"
  );
}
