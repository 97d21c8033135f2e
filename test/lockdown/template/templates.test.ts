import * as fc from "fast-check";
import { REGIONS } from "../../../src/aws-data/regions";
import { EXAMPLE_ORGANIZATION } from "../../../src/catalogue/example-organization";
import { settingsProperties } from "../../../src/lockdown/account-settings/properties";
import { baselineTemplate, hasBaseline } from "../../../src/lockdown/template/baseline";
import { detectionsTemplate } from "../../../src/lockdown/template/detections";
import {
  FUNCTION_SECONDS,
  SERVICE_SECONDS,
  settingsPolicy,
} from "../../../src/lockdown/template/settings-function";
import { MOST_TEMPLATE_BYTES, templateBody, templateBytes } from "../../../src/lockdown/template/template";
import { ORGANIZATIONS } from "../../detections/support";
import { renderTemplate } from "../../support/cloudformation/render";
import { caseOf, MEMBER, PASSWORD_POLICY, SECURITY, templatesOf } from "./support";

const NOTHING = { passwordPolicy: null, ebsEncryptionRegions: [] };
const PLACE = { partition: "aws", securityAccount: SECURITY, homeRegion: "eu-west-1" };
const RULE = caseOf(EXAMPLE_ORGANIZATION).rollout.forwarding.find(({ accounts }) => accounts === "every")!;

it.each(ORGANIZATIONS)("the templates of %s fit without a bucket, everywhere", (_, organization) => {
  const templates = templatesOf(caseOf(organization, REGIONS[organization.partition]!));
  expect(templateBytes(templates.baseline)).toBeLessThan(MOST_TEMPLATE_BYTES);
  expect(templateBytes(templates.detections)).toBeLessThan(MOST_TEMPLATE_BYTES);
});

it("bytes are counted, not characters", () => {
  expect(templateBytes({ é: "ü" })).toBe(11);
  expect(templateBody({ a: 1 })).toBe('{"a":1}');
});

it.each(["aws-cn", "aws-us-gov"] as const)("no ARN of %s is of another partition", (partition) => {
  const [home] = REGIONS[partition]!;
  const organization = { ...EXAMPLE_ORGANIZATION, partition, regions: [home!], homeRegion: home! };
  const templates = templatesOf(caseOf({ ...organization, deployers: [], memberRoles: [], breakGlass: [] }));
  for (const template of Object.values(templates)) {
    const resources = renderTemplate(template, { account: MEMBER, region: home!, partition });
    expect(new Set(JSON.stringify(resources).match(/arn:[^:"]*:/g))).toEqual(new Set([`arn:${partition}:`]));
  }
});

it("a rule stands exactly in its Regions, whatever these are", () => {
  const all = REGIONS.aws!;
  fc.assert(
    fc.property(fc.array(fc.subarray([...all], { minLength: 1 }), { minLength: 1, maxLength: 4 }), (sets) => {
      const rules = sets.map((regions, index) => ({
        ...RULE,
        detection: `notice-${index}`,
        name: `org-guardrails-notice-${index}`,
        regions,
      }));
      const template = detectionsTemplate({ rules, securityAccount: SECURITY, homeRegion: "eu-west-1" });
      for (const region of all) {
        const stand = renderTemplate(template, { account: MEMBER, region, partition: "aws" });
        expect(stand.map(({ properties }) => properties.Name)).toEqual(
          rules.filter(({ regions }) => regions.includes(region)).map(({ name }) => name),
        );
      }
      expect(Object.keys(template.Conditions!).length).toBe(new Set(sets.map(String)).size);
    }),
    { numRuns: 50 },
  );
});

it("the order of rules changes nothing", () => {
  const { rollout } = caseOf(EXAMPLE_ORGANIZATION);
  const of = (rules: typeof rollout.forwarding) =>
    templateBody(detectionsTemplate({ rules, securityAccount: SECURITY, homeRegion: "eu-west-1" }));
  expect(of(rollout.forwarding.toReversed())).toBe(of(rollout.forwarding));
});

it("a template without resources is refused, since CloudFormation takes none", () => {
  expect(hasBaseline({ baseline: NOTHING, forwards: false })).toBe(false);
  expect(() => baselineTemplate({ ...PLACE, baseline: NOTHING, forwards: false })).toThrow("empty");
  const own = { ...RULE, accounts: "management" as const };
  expect(() =>
    detectionsTemplate({ rules: [own], securityAccount: SECURITY, homeRegion: "eu-west-1" }),
  ).toThrow("no rule stands in every account");
});

it("nothing is forwarded to nobody", () => {
  expect(() =>
    baselineTemplate({ ...PLACE, securityAccount: null, baseline: NOTHING, forwards: true }),
  ).toThrow("no security account");
});

it("each part of the baseline stands alone", () => {
  const idsOf = (baseline: Parameters<typeof hasBaseline>[0]["baseline"], forwards: boolean) =>
    Object.keys(baselineTemplate({ ...PLACE, baseline, forwards }).Resources);
  const settings = ["SettingsLogGroup", "SettingsRole", "SettingsFunction", "Settings"];
  expect(idsOf(NOTHING, true)).toEqual(["ForwarderRole"]);
  expect(idsOf({ ...NOTHING, passwordPolicy: PASSWORD_POLICY }, false)).toEqual(settings);
  expect(idsOf({ ...NOTHING, ebsEncryptionRegions: ["eu-west-1"] }, false)).toEqual(settings);
});

it("the function may do what it is told to set, and nothing that loosens", () => {
  const allowed = (properties: Parameters<typeof settingsPolicy>[0]) => {
    const { Statement } = settingsPolicy(properties, "*") as {
      readonly Statement: readonly { readonly Action: string | readonly string[] }[];
    };
    return Statement.flatMap(({ Action }) => Action).sort();
  };
  const log = ["logs:CreateLogStream", "logs:PutLogEvents"];
  expect(allowed({})).toEqual(log);
  expect(allowed(settingsProperties(PASSWORD_POLICY, []))).toEqual([
    "iam:GetAccountPasswordPolicy",
    "iam:UpdateAccountPasswordPolicy",
    ...log,
  ]);
  expect(allowed({ EbsEncryptionRegions: ["eu-west-1"] })).toEqual([
    "ec2:DescribeRegions",
    "ec2:EnableEbsEncryptionByDefault",
    "ec2:GetEbsEncryptionByDefault",
    ...log,
  ]);
});

it("deleting a stack touches no setting", () => {
  const { Resources } = templatesOf(caseOf(EXAMPLE_ORGANIZATION)).baseline;
  expect(Resources.Settings).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
});

it("CloudFormation waits for as long as Lambda may try", () => {
  expect(SERVICE_SECONDS).toBeGreaterThan(3 * FUNCTION_SECONDS);
  expect(SERVICE_SECONDS).toBeLessThan(3600);
});
