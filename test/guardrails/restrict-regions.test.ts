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

it("spares actions that are well-formed, sorted and listed once", () => {
  expect([...new Set(GLOBAL_ACTIONS)].sort()).toEqual(GLOBAL_ACTIONS);
  for (const action of GLOBAL_ACTIONS) expect(action).toMatch(/^[a-z0-9-]+:(\*|[A-Z][A-Za-z]+\*?)$/);
});
