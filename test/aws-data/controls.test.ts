import { catalogue } from "../../guardrails";
import { CONTROLS, controlOf, OTHERWISE, STANDARDS } from "../../src/aws-data/controls";

const ids = CONTROLS.map(({ id }) => id as string);

test("each control is listed once, with a title of its own within its standard", () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const standard of STANDARDS) {
    const titles = CONTROLS.filter((each) => each.standard === standard).map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(10);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  }
});

test.each(CONTROLS.map((control) => [control.id, control] as const))(
  "%s is short and leads to AWS",
  (id, control) => {
    expect(control.title).toMatch(/^\S.{4,70}[^.\s]$/);
    expect(control.url).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/(securityhub|controltower)\/latest\/[\w/.#-]+$/,
    );
    expect(controlOf(id)).toBe(control);
    if (control.otherwise !== undefined) expect(OTHERWISE[control.otherwise]).toMatch(/\S/);
  },
);

test("ids are as their standards write them", () => {
  const forms = {
    "AWS Control Tower": /^(AWS-GR_[A-Z0-9_]+|CT\.[A-Z0-9]+\.PV\.\d+)$/,
    "AWS Foundational Security Best Practices": /^[A-Z][A-Za-z0-9]+\.\d+$/,
    "AWS Security Hub, other standards": /^[A-Z][A-Za-z0-9]+\.\d+$/,
    "CIS AWS Foundations 3.0.0": /^CIS AWS Foundations 3\.0\.0, \d+(\.\d+){1,2}$/,
    "CIS AWS Foundations 5.0.0": /^CIS AWS Foundations 5\.0\.0, \d+(\.\d+){1,2}$/,
  };
  for (const { id, standard } of CONTROLS) expect(id).toMatch(forms[standard]);
});

test.each(catalogue.map(({ id, references }) => [id, references] as const))(
  "%s refers to controls that there are, each once",
  (_, references) => {
    expect(references.filter((reference) => !ids.includes(reference))).toEqual([]);
    expect(new Set(references).size).toBe(references.length);
  },
);

test("what supports a recommendation of one CIS version supports the other's that says the same", () => {
  const five = new Map(
    CONTROLS.filter(({ standard }) => standard === "CIS AWS Foundations 5.0.0").map(({ id, title }) => [
      title,
      id,
    ]),
  );
  for (const { references } of catalogue) {
    const titles = references
      .map(controlOf)
      .filter(({ standard }) => standard === "CIS AWS Foundations 3.0.0")
      .map(({ title }) => title);
    for (const title of titles) {
      const other = five.get(title);
      if (other !== undefined) expect(references).toContain(other);
    }
  }
});

/**
 * Which recommendation of CIS 3.0.0 and of 5.0.0 a control of Security Hub checks, of those that there are in both.
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html (comparison of
 * the versions), a copy of the end of 2025, read 2026-11.
 */
const CHECKS: Readonly<Record<string, readonly [three: string, five: string]>> = {
  "Account.1": ["1.2", "1.2"],
  "CloudTrail.1": ["3.1", "3.1"],
  "CloudTrail.2": ["3.5", "3.5"],
  "CloudTrail.4": ["3.2", "3.2"],
  "CloudTrail.7": ["3.4", "3.4"],
  "Config.1": ["3.3", "3.3"],
  "EC2.2": ["5.4", "5.5"],
  "EC2.6": ["3.7", "3.7"],
  "EC2.7": ["2.2.1", "5.1.1"],
  "EC2.8": ["5.6", "5.7"],
  "EC2.21": ["5.1", "5.2"],
  "EC2.53": ["5.2", "5.3"],
  "EC2.54": ["5.3", "5.4"],
  "EFS.1": ["2.4.1", "2.3.1"],
  "IAM.2": ["1.15", "1.14"],
  "IAM.3": ["1.14", "1.13"],
  "IAM.4": ["1.4", "1.3"],
  "IAM.5": ["1.10", "1.9"],
  "IAM.6": ["1.6", "1.5"],
  "IAM.9": ["1.5", "1.4"],
  "IAM.15": ["1.8", "1.7"],
  "IAM.16": ["1.9", "1.8"],
  "IAM.18": ["1.17", "1.16"],
  "IAM.22": ["1.12", "1.11"],
  "IAM.26": ["1.19", "1.18"],
  "IAM.27": ["1.22", "1.21"],
  "IAM.28": ["1.20", "1.19"],
  "KMS.4": ["3.6", "3.6"],
  "RDS.2": ["2.3.3", "2.2.3"],
  "RDS.3": ["2.3.1", "2.2.1"],
  "RDS.13": ["2.3.2", "2.2.2"],
  "S3.1": ["2.1.4", "2.1.4"],
  "S3.5": ["2.1.1", "2.1.1"],
  "S3.8": ["2.1.4", "2.1.4"],
  "S3.20": ["2.1.2", "2.1.2"],
};

const recommendations = ([three, five]: readonly [string, string]) => [
  `CIS AWS Foundations 3.0.0, ${three}`,
  `CIS AWS Foundations 5.0.0, ${five}`,
];

test.each(Object.entries(CHECKS))("%s checks one recommendation in both versions", (id, numbers) => {
  expect(ids).toContain(id);
  const [three, five] = recommendations(numbers).map((each) =>
    CONTROLS.find((control) => control.id === each),
  );
  expect(three!.title).toBe(five!.title);
  expect(three!.otherwise).toBe(five!.otherwise);
});

test("what supports a control of Security Hub supports the recommendation that it checks", () => {
  for (const { id, references } of catalogue) {
    const missing = references
      .flatMap((reference) => recommendations(CHECKS[reference] ?? ["", ""]))
      .filter((each) => ids.includes(each) && !(references as readonly string[]).includes(each));
    expect([id, missing]).toEqual([id, []]);
  }
});
