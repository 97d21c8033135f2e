import { inheritanceFindings } from "../../src/inheritance/findings";
import { planEffective } from "../../src/inheritance/plan-effective";
import { accountReport, contributionText, ignoredText } from "../../src/inheritance/report";
import type { Snapshot } from "../../src/organization/snapshot";
import { planOfSnapshot } from "../../src/review/live-plan";
import { withManagement } from "../support/management";
import { smallSnapshot } from "../support/organizations";

const [ROOT, PROD, SHOP, PAY, LAB] = [
  "r-test",
  "ou-test-prod0001",
  "222222222222",
  "333333333333",
  "444444444444",
] as const;

const view = (snapshot: Snapshot) => planOfSnapshot(snapshot, null, []);
const tags = (value: object) => ({ tags: { team: { tag_value: value } } });
const opt = (services: object) => ({ services });

test("accounts get what the root, their unit and they themselves have; alike is the very same object", () => {
  const plan = view(
    withManagement(
      smallSnapshot(),
      ["TAG_POLICY", tags({ "@@assign": ["a"] }), ROOT],
      ["TAG_POLICY", tags({ "@@append": ["b"] }), PROD],
      ["TAG_POLICY", tags({ "@@append": ["c"] }), PAY],
    ),
  );
  const { types, effective } = planEffective(plan);
  expect(types).toEqual(["TAG_POLICY"]);
  const value = (account: string) => effective(account, "TAG_POLICY").leaves[0]?.value;
  expect([LAB, SHOP, PAY].map(value)).toEqual([["a"], ["a", "b"], ["a", "b", "c"]]);
  expect(effective(LAB, "TAG_POLICY")).toBe(effective("111111111111", "TAG_POLICY"));
  expect(effective(SHOP, "BACKUP_POLICY").policy).toEqual({});
});

test("the report names policies and targets, and says what is left out and unknown", () => {
  const plan = view(
    withManagement(
      smallSnapshot(),
      [
        "TAG_POLICY",
        tags({ "@@assign": ["a"], "@@operators_allowed_for_child_policies": ["@@append"] }),
        ROOT,
      ],
      ["TAG_POLICY", tags({ "@@append": ["b"], "@@remove": ["a"] }), PROD],
      ["FUTURE_POLICY", "whatever", SHOP],
      ["AISERVICES_OPT_OUT_POLICY", opt({ lex: { opt_out_policy: { "@@assign": "optIn" } } }), ROOT],
    ),
  );
  const report = accountReport(plan, SHOP);
  expect(report).toMatchObject({ account: SHOP, path: "Prod/shop", unknown: [{ type: "FUTURE_POLICY" }] });
  const [tag, ai] = report.types;
  expect(tag!.leaves[0]!.by.map(contributionText)).toEqual([
    "settings 0 (p-managed0) at Root",
    "added to by settings 1 (p-managed1) at Prod",
  ]);
  expect(tag!.ignored.map(ignoredText)).toEqual([
    "tags.team.tag_value: settings 1 (p-managed1) at Prod uses @@remove, which settings 0 (p-managed0) at Root forbids",
  ]);
  expect(tag!.notes).toEqual(["tags.team: the tag is spelt in lower case"]);
  expect(ai!.notes).toEqual(["AWS may use the content of services that are not named: there is no default"]);
  expect(report.without).toContain("BACKUP_POLICY");
  expect(accountReport(plan, LAB, ["BACKUP_POLICY"])).toMatchObject({
    types: [],
    without: ["BACKUP_POLICY"],
  });
});

test("notes say what a policy means where it says nothing", () => {
  const plan = view(
    withManagement(
      smallSnapshot(),
      ["AISERVICES_OPT_OUT_POLICY", opt({ default: { opt_out_policy: { "@@assign": "optOut" } } }), ROOT],
      ["BACKUP_POLICY", { plans: { daily: { regions: { "@@assign": ["eu-west-1"] } } } }, ROOT],
      ["TAG_POLICY", { tags: { team: { tag_key: { "@@assign": "Team" } } } }, ROOT],
    ),
  );
  expect(accountReport(plan, LAB).types.flatMap(({ notes }) => notes)).toEqual([
    "tags.team: any value is accepted",
    "plans.daily: without rules and selections it backs nothing up",
    "services that are not named, and those that AWS adds, follow the default: optOut",
  ]);
});

describe("findings", () => {
  const found = (...policies: Parameters<typeof withManagement> extends [unknown, ...infer R] ? R : never) =>
    inheritanceFindings(view(withManagement(smallSnapshot(), ...policies)));

  test("a policy that cannot be read is one finding for all its accounts", () => {
    expect(found(["TAG_POLICY", "no JSON", ROOT])).toMatchObject([
      {
        code: "management-policy-invalid-document",
        severity: "warning",
        message: expect.stringContaining('"p-managed0" at "Root"'),
      },
    ]);
  });

  test("a conflict, a setting that is left out, and a type that is not known", () => {
    const findings = found(
      ["TAG_POLICY", tags({ "@@assign": ["a"] }), PROD],
      ["TAG_POLICY", tags({ "@@assign": ["b"] }), PROD],
      ["BACKUP_POLICY", { plans: { "@@operators_allowed_for_child_policies": ["@@none"] } }, ROOT],
      ["BACKUP_POLICY", { plans: { daily: { regions: { "@@assign": ["eu-west-1"] } } } }, PROD, LAB],
      ["FUTURE_POLICY", {}, ROOT],
    );
    expect(findings.map(({ code, severity, path }) => [code, severity, path])).toEqual([
      ["management-policy-conflict", "warning", "tags.team.tag_value"],
      ["management-policy-ignored", "info", "plans.daily.regions"],
      ["management-policy-ignored", "info", "plans.daily.regions"],
      ["unknown-policy-type", "warning", undefined],
    ]);
  });

  test("nothing to say of policies that are sound", () => {
    expect(found(["TAG_POLICY", tags({ "@@assign": ["a"] }), ROOT])).toEqual([]);
  });
});
