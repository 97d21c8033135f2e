import { restrictRegions } from "../../guardrails/restrict-regions";
import { GLOBAL_ACTIONS } from "../../src/aws-data/global-services";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const PRINCIPAL = "arn:aws:iam::123456789012:role/anybody";

it("allows the organization's Regions, or those of its own parameters", () => {
  const launch = (parameters: unknown, region: string) =>
    under(
      restrictRegions,
      parameters,
    )({ action: "ec2:RunInstances", principal: PRINCIPAL, context: { "aws:RequestedRegion": region } });
  expect(launch({}, "eu-central-1")).toBe("allowed");
  expect(launch({}, "eu-central-2")).toBe("denied");
  expect(launch({ regions: ["eu-central-2"] }, "eu-central-2")).toBe("allowed");
  expect(launch({ regions: ["eu-central-2"] }, "eu-central-1")).toBe("denied");
});

it("denies a request that says no Region", () => {
  expect(under(restrictRegions)({ action: "ec2:RunInstances", principal: PRINCIPAL })).toBe("denied");
});

it.each([["eu-west-1a"], ["EU-WEST-1"], ["eu-*"], [""], ["eu_west_1"]])("takes no Region %p", (region) => {
  expect(compileGuardrail(restrictRegions, { regions: [region] }, EXAMPLE_ORGANIZATION)).toMatchObject({
    problems: [{ path: "regions[0]" }],
  });
});

it("takes no empty list, which would close every Region", () => {
  expect(compileGuardrail(restrictRegions, { regions: [] }, EXAMPLE_ORGANIZATION)).toMatchObject({
    problems: [{ path: "regions" }],
  });
});

describe("inference across Regions", () => {
  const MODEL = "arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0";
  const invoke = (parameters: unknown, region: string, profile?: string, action = "bedrock:InvokeModel") =>
    under(
      restrictRegions,
      parameters,
    )({
      action,
      principal: PRINCIPAL,
      resource: MODEL,
      context: {
        "aws:RequestedRegion": region,
        ...(profile !== undefined && { "bedrock:InferenceProfileArn": `arn:aws:bedrock:${profile}` }),
      },
    });
  const ofEurope = "eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
  const ofTheWorld =
    "eu-west-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0";
  const named = { "inference-profiles": ["eu.*"] };

  it("is closed until profiles are named", () => {
    expect(invoke({}, "eu-north-1", ofEurope)).toBe("denied");
    expect(invoke({}, "unspecified", ofTheWorld)).toBe("denied");
    expect(invoke({}, "eu-west-1", ofEurope)).toBe("allowed");
  });

  it("is open through these profiles, wherever they lead", () => {
    expect(invoke(named, "eu-north-1", ofEurope)).toBe("allowed");
    expect(invoke(named, "eu-north-1", ofEurope, "bedrock:InvokeModelWithResponseStream")).toBe("allowed");
    expect(invoke(named, "unspecified", ofTheWorld)).toBe("denied");
    expect(invoke({ "inference-profiles": ["global.*"] }, "unspecified", ofTheWorld)).toBe("allowed");
    expect(invoke({ "inference-profiles": ["global.*"] }, "eu-north-1", ofEurope)).toBe("denied");
  });

  it("starts in an approved Region, through a profile, and is inference", () => {
    expect(invoke(named, "eu-north-1", ofEurope.replace("eu-west-1", "eu-north-1"))).toBe("denied");
    expect(invoke(named, "eu-north-1")).toBe("denied");
    expect(invoke(named, "eu-north-1", ofEurope, "bedrock:CreateModelCustomizationJob")).toBe("denied");
    expect(invoke(named, "eu-north-1", "eu-west-1:123456789012:application-inference-profile/eu.x")).toBe(
      "denied",
    );
  });

  it("may be an application's own profile", () => {
    const own = { "inference-profiles": ["application-inference-profile/0a1b2c3d"] };
    const profile = "eu-west-1:123456789012:application-inference-profile/0a1b2c3d";
    expect(invoke(own, "eu-north-1", profile)).toBe("allowed");
    expect(invoke(own, "eu-north-1", `${profile}4e`)).toBe("denied");
  });

  it.each(["*", "eu", "eu-west-1", "inference-profile/eu.*", "arn:aws:bedrock:*:*:inference-profile/eu.*"])(
    "takes no profile %p",
    (profile) => {
      expect(
        compileGuardrail(restrictRegions, { "inference-profiles": [profile] }, EXAMPLE_ORGANIZATION),
      ).toMatchObject({ problems: [{ path: "inference-profiles[0]" }] });
    },
  );
});

it("spares actions that are well-formed, sorted and listed once", () => {
  expect([...new Set(GLOBAL_ACTIONS)].sort()).toEqual(GLOBAL_ACTIONS);
  for (const action of GLOBAL_ACTIONS) expect(action).toMatch(/^[a-z0-9-]+:(\*|[A-Z][A-Za-z]+\*?)$/);
});
