import { lintRuleSlugs } from "../../scripts/generate/catalogue-index";
import { examplesOf } from "../../scripts/generate/lint-pages";
import type { Finding } from "../../src/findings/finding";
import { type Example, unmarked } from "../../src/lint/examples";
import { lint } from "../../src/lint/lint";
import { rules } from "../../src/lint/rules";

const FILE = "policy.json";

test("the rules are these", () => {
  expect(rules.map(({ slug }) => slug)).toEqual([
    "action-without-such-resource",
    "allow-everything",
    "allow-needs-every-resource",
    "allow-not-action",
    "always-true-condition",
    "assume-root-binds-delegated-admin",
    "bool-on-encryption-header",
    "confused-deputy-incomplete",
    "dead-statement",
    "denies-headerless-requests",
    "deny-without-way-back",
    "duplicate-key",
    "duplicate-statement",
    "empty-list",
    "exempt-principal-anybody-can-create",
    "exempt-tag-anybody-can-set",
    "for-all-values-of-nothing",
    "if-exists-in-allow",
    "invalid-grammar",
    "invalid-json",
    "invalid-sid",
    "inverted-condition",
    "key-never-carried",
    "leave-by-handshake",
    "left-over-placeholder",
    "malformed-action",
    "malformed-arn",
    "malformed-id",
    "malformed-principal",
    "malformed-value",
    "management-account-action",
    "mfa-asked-of-roles",
    "mfa-bool-without-if-exists",
    "mfa-in-permission-set",
    "mfa-null-check",
    "missing-if-exists",
    "missing-set-operator",
    "negated-key-on-multi-resource-action",
    "never-true-condition",
    "not-an-iam-policy",
    "not-principal",
    "organization-key-in-scp",
    "over-size-limit",
    "pass-role-to-anything",
    "principal-arn-never-matches",
    "principal-in-scp",
    "public-access-block-deny-also-blocks-enabling",
    "rcp-blocks-aws-services",
    "rcp-must-deny",
    "rcp-names-no-service",
    "rcp-ungoverned-service",
    "region-key-on-global-action",
    "region-list-shuts-out-global-service",
    "resource-arn-of-no-resource",
    "s3-bucket-or-object",
    "service-linked-role-assumption",
    "source-ip-stops-services",
    "spoofable-key",
    "sso-role-without-path",
    "trailing-wildcard-exemption",
    "unknown-action",
    "unknown-condition-key",
    "unknown-operator",
    "unknown-policy-variable",
    "unknown-service-prefix",
    "version-missing",
    "wildcard-under-literal-operator",
    "wrong-operator-for-key-type",
  ]);
});

test("every folder is a rule under its own name", () => {
  expect(rules.map(({ slug }) => slug)).toEqual(lintRuleSlugs());
});

describe.each(rules.map((rule) => [rule.slug, rule] as const))("%s", (slug, rule) => {
  const { bad, good } = examplesOf(slug);

  test.each(bad.map((example, index) => [index, example] as const))(
    "bad example %i is found where it is marked, and nowhere else",
    (_, example) => {
      const { text, places } = unmarked(example.text);
      expect(places.length).toBeGreaterThan(0);
      expect(ofRule(slug, text, example).map(placeAndSeverity)).toEqual(
        places.map((place) => ({ ...place, severity: example.severity ?? rule.severity })),
      );
    },
  );

  test.each(good.map((example, index) => [index, example] as const))(
    "good example %i is free of errors",
    (_, example) => {
      expect(unmarked(example.text).places).toEqual([]);
      const { type, text } = example;
      expect(ofRule(slug, text, example)).toEqual([]);
      expect(lint(text, { file: FILE, type }).filter(({ severity }) => severity === "error")).toEqual([]);
    },
  );

  test("it says why, what to do, and where AWS says so", () => {
    for (const text of [rule.title, rule.why, rule.fix]) expect(text).toMatch(/^\S.*\S$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.sources.every((source) => source.startsWith("https://"))).toBe(true);
    expect(rule.types.length).toBeGreaterThan(0);
  });
});

function ofRule(slug: string, text: string, { type }: Example): readonly Finding[] {
  return lint(text, { file: FILE, type }).filter(({ code }) => code === slug);
}

function placeAndSeverity({ place, severity }: Finding) {
  return { line: place?.line, column: place?.column, severity };
}
