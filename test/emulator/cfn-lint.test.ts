import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { REGIONS } from "../../src/aws-data/regions";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import type { OrganizationFacts } from "../../src/catalogue/guardrail";
import { templateBody } from "../../src/lockdown/template/template";
import { ORGANIZATIONS } from "../detections/support";
import { caseOf, templatesOf } from "../lockdown/template/support";

const LINTER = join(__dirname, "../../.venv/cfn-lint/bin/cfn-lint");

/** What cfn-lint says of templates, errors, warnings and remarks alike, as "FILE: RULE MESSAGE". No rule is left out. */
function linted(templates: Readonly<Record<string, object>>): readonly string[] {
  if (!existsSync(LINTER))
    throw new Error(`cfn-lint is not installed at ${LINTER}: run .ci/install-cfn-lint`);
  const folder = mkdtempSync(join(tmpdir(), "cfn-lint-"));
  try {
    const files = Object.entries(templates).map(([name, template]) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(file, templateBody(template));
      return file;
    });
    const { status, stdout, stderr } = spawnSync(
      LINTER,
      ["--format", "json", "--include-checks", "I", "--regions", "ALL_REGIONS", "--template", ...files],
      { cwd: folder, encoding: "utf8" },
    );
    if (stderr !== "" || status === null) throw new Error(`cfn-lint failed: ${stderr}`);
    const findings = JSON.parse(stdout) as readonly {
      readonly Filename: string;
      readonly Message: string;
      readonly Rule: { readonly Id: string };
    }[];
    return findings.map(({ Filename, Message, Rule }) => `${basename(Filename)}: ${Rule.Id} ${Message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CHINA: OrganizationFacts = {
  ...EXAMPLE_ORGANIZATION,
  partition: "aws-cn",
  regions: ["cn-north-1", "cn-northwest-1"],
  homeRegion: "cn-northwest-1",
  deployers: ["arn:aws-cn:iam::111111111111:role/org-guardrails-deployer"],
  memberRoles: ["arn:aws-cn:iam::*:role/stacksets-exec-*"],
  breakGlass: ["arn:aws-cn:iam::*:role/break-glass"],
};

const everywhere = ({ partition }: OrganizationFacts) => REGIONS[partition]!;

it.each([
  ["the example organization", EXAMPLE_ORGANIZATION, []] as const,
  ...[...ORGANIZATIONS.slice(1), ["China", CHINA] as const].map(
    ([name, organization]) => [`${name}, in every Region`, organization, everywhere(organization)] as const,
  ),
])("cfn-lint has nothing to say of the templates of %s", (_, organization, regions) => {
  const { baseline, detections } = templatesOf(caseOf(organization, regions));
  expect(linted({ baseline, detections })).toEqual([]);
});

it("cfn-lint would see a state that no rule can have, a property of no role, and a reference to nothing", () => {
  const { baseline, detections } = templatesOf(caseOf(EXAMPLE_ORGANIZATION));
  const wrong = JSON.stringify({ a: baseline, b: detections })
    .replace('"State":"ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"', '"State":"ENABLED_FOR_ALL"')
    .replace('"RoleName":', '"Rolename":')
    .replace('{"Ref":"SettingsLogGroup"}', '{"Ref":"SettingsLog"}');
  const said = linted(JSON.parse(wrong)).map((each) => each.slice(0, "a.json: E3002".length));
  expect(new Set(said)).toEqual(new Set(["a.json: E1020", "a.json: E3002", "b.json: E3030"]));
});
