import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

export const denyRegionChanges = guardrail({
  id: "deny-region-changes",
  type: "SERVICE_CONTROL_POLICY",
  theme: "regions",
  title: "No enabling or disabling of Regions",
  rationale:
    "A Region that somebody enables is one that nobody watches; one that somebody disables takes its resources " +
    "out of reach while they go on costing. The management account still does both, for any account.",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    { Effect: "Deny", Action: ["account:DisableRegion", "account:EnableRegion"], Resource: "*" },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        {
          action: "account:EnableRegion",
          principal: anybody,
          context: { "account:TargetRegion": "ap-east-1" },
        },
        {
          action: "account:DisableRegion",
          principal: anybody,
          context: { "account:TargetRegion": "me-south-1" },
        },
        { action: "account:EnableRegion", principal: example(organization, "root") },
      ],
      allowed: [
        { action: "account:ListRegions", principal: anybody },
        { action: "account:GetRegionOptStatus", principal: anybody },
        { action: "ec2:DescribeRegions", principal: anybody },
      ],
    };
  },
});
