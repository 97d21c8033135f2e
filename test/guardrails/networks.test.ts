import { protectPerimeterTags } from "../../guardrails/protect-perimeter-tags";
import { restrictNetworks } from "../../guardrails/restrict-networks";
import { restrictResourceNetworks } from "../../guardrails/restrict-resource-networks";
import { restrictResources } from "../../guardrails/restrict-resources";
import { findRequest } from "../../src/evaluate/search/find-request";
import type { ConditionBlock, Statement } from "../../src/policy/document";
import { chainUnder, levelsWith, under } from "./support";

const WITHIN = { type: "SCP", account: "123456789012", organization: "o-exampleorgid" } as const;

/** What must be denied of one action, case by case, so that no absent key is judged by an operator's own way. */
function cases(action: string, conditions: readonly ConditionBlock[]) {
  const statements = conditions.map(
    (Condition): Statement => ({ Effect: "Deny", Action: action, Resource: "*", Condition }),
  );
  return levelsWith(restrictNetworks, [{ Version: "2012-10-17", Statement: statements }]);
}

function expectSame(
  ours: ReturnType<typeof chainUnder>,
  expected: ReturnType<typeof chainUnder>,
  within: { readonly actions: readonly string[]; readonly principals: readonly string[] },
) {
  for (const [allowed, denied] of [
    [ours, expected],
    [expected, ours],
  ] as const) {
    const query = { allowedBy: [allowed], deniedBy: [denied], within: { ...WITHIN, ...within } };
    expect(findRequest(query)).toEqual({ kind: "none" });
  }
}

describe("restrict-networks", () => {
  const PARAMETERS = { "ip-ranges": ["203.0.113.0/24"], vpcs: ["vpc-0123456789abcdef0"] };
  const USER = "arn:aws:iam::123456789012:user/alice";

  it("denies people what comes from elsewhere and nothing else: proved", () => {
    const notVia: ConditionBlock = { StringNotEquals: { "aws:ViaAWSService": "true" } };
    const absence = (key: string, other: string) => [
      { Null: { [key]: "true" }, other: {} },
      { Null: { [key]: "false" }, other: { [key]: other } },
    ];
    const throughEndpoints = absence("aws:SourceVpc", "vpc-0123456789abcdef0").flatMap((vpc) =>
      absence("aws:VpceOrgID", "o-exampleorgid").map((organization) => ({
        Null: { "aws:SourceIp": "true", ...vpc.Null, ...organization.Null },
        StringNotEquals: { ...notVia.StringNotEquals, ...vpc.other, ...organization.other },
      })),
    );
    const fromAddresses = {
      ...notVia,
      Null: { "aws:SourceIp": "false" },
      NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
    };
    expectSame(
      chainUnder(restrictNetworks, PARAMETERS),
      cases("s3:GetObject", [fromAddresses, ...throughEndpoints]),
      { actions: ["s3:GetObject"], principals: [USER] },
    );
  });

  it("leaves roles of workloads alone: proved", () => {
    const within = { ...WITHIN, principals: ["arn:aws:iam::123456789012:role/app"] };
    const ours = chainUnder(restrictNetworks, PARAMETERS);
    expect(findRequest({ allowedBy: [], deniedBy: [ours], within })).toEqual({ kind: "none" });
  });

  it.each([
    [{}, "name at least one"],
    [{ "organization-endpoints": "expected" }, "name at least one"],
    [{ "ip-ranges": ["0.0.0.0/0"] }, "not the whole internet"],
    [{ "ip-ranges": ["203.0.113.0/33"] }, "a range of addresses"],
    [{ "ip-ranges": ["office"] }, "a range of addresses"],
    [{ vpcs: ["vpce-0123456789abcdef0"] }, "the id of a VPC"],
    [{ vpcs: ["vpc-0123456789abcdef0"], principals: ["*"] }, "role/NAME"],
    [{ vpcs: ["vpc-0123456789abcdef0"], "exempt-tag": { key: "a*", value: "b" } }, "without wildcards"],
  ])("takes no %j", (parameters, message) => {
    expect(() => under(restrictNetworks, parameters)).toThrow(message);
  });
});

describe("restrict-resources", () => {
  it("denies others' resources, of an organization or of none, and nothing else: proved", () => {
    const present = { "aws:ResourceAccount": "false" };
    expectSame(
      chainUnder(restrictResources, { "foreign-resources": [] }),
      cases("s3:PutObject", [
        { Null: { ...present, "aws:ResourceOrgID": "true" } },
        {
          Null: { ...present, "aws:ResourceOrgID": "false" },
          StringNotEquals: { "aws:ResourceOrgID": "o-exampleorgid" },
        },
      ]),
      { actions: ["s3:PutObject"], principals: ["arn:aws:iam::123456789012:role/app"] },
    );
  });

  it("lets instances fetch what AWS keeps for them, and from no bucket that is named alike", () => {
    const read = (bucket: string) =>
      under(
        restrictResources,
        {},
      )({
        action: "s3:GetObject",
        principal: "arn:aws:iam::123456789012:role/instance",
        resource: `arn:aws:s3:::${bucket}/package.rpm`,
        context: { "aws:ResourceAccount": "999988887777" },
      });
    expect(read("amazon-ssm-eu-west-1")).toBe("allowed");
    expect(read("amazon-ssm-eu-west-11")).toBe("denied");
    expect(read("amazon-ssm-ap-south-1")).toBe("denied");
  });
});

describe("a tag that spares", () => {
  const TAG = { key: "perimeter-exempt", value: "networks" };
  const network = { "ip-ranges": ["203.0.113.0/24"], "exempt-tag": TAG };
  const abroad = { "aws:SourceIp": "198.51.100.7" };

  it("is read whatever the casing of its key, so that setting it in another casing is denied too", () => {
    const carried = { ...abroad, "aws:PrincipalTag/Perimeter-EXEMPT": "networks" };
    const principal = "arn:aws:iam::123456789012:user/alice";
    expect(under(restrictNetworks, network)({ action: "s3:GetObject", principal, context: carried })).toBe(
      "allowed",
    );
    const tagging = {
      action: "iam:TagUser",
      principal,
      context: { "aws:TagKeys": ["team", "Perimeter-EXEMPT"] },
    };
    expect(under(protectPerimeterTags, {})(tagging)).toBe("denied");
  });

  it("spares nobody outside the organization at a resource", () => {
    const read = (organization: Record<string, string>) =>
      under(
        restrictResourceNetworks,
        network,
      )({
        action: "s3:GetObject",
        principal: "arn:aws:iam::999988887777:role/outsider",
        context: { ...abroad, ...organization, "aws:PrincipalTag/perimeter-exempt": "networks" },
      });
    expect(read({ "aws:PrincipalOrgID": "o-exampleorgid" })).toBe("allowed");
    expect(read({ "aws:PrincipalOrgID": "o-outsiders000" })).toBe("denied");
    expect(read({})).toBe("denied");
  });
});
