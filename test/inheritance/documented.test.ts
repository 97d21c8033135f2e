import { effectivePolicy } from "../../src/inheritance/effective";
import type { PolicyLevel } from "../../src/inheritance/types";
import type { ManagementPolicyType } from "../../src/policy/types";

// What AWS's examples show, with names of our own. Sources, read 2026-11:
// https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html

const CONTROL = "@@operators_allowed_for_child_policies";
const NONE = { [CONTROL]: ["@@none"] };
const assign = (value: unknown) => ({ "@@assign": value });

/** One policy at each level; a list is several, in the order of their attachment. */
function levels(...documents: readonly (object | readonly object[])[]): readonly PolicyLevel[] {
  return documents.map((each, index) => ({
    target: `level-${index}`,
    policies: (Array.isArray(each) ? (each as readonly object[]) : [each]).map((document, position) => ({
      name: `p-${index}${position}`,
      document,
    })),
  }));
}

const effective = (type: ManagementPolicyType, ...documents: readonly (object | readonly object[])[]) =>
  effectivePolicy(type, levels(...documents));

const team = (settings: object) => ({ tags: { team: settings } });
const ROOT = team({ tag_key: assign("Team"), tag_value: assign(["Blue", "Green"]) });

describe("tag policies, by the examples of inheritance", () => {
  test("1: a child policy assigns other values and adds a setting", () => {
    const child = team({ tag_value: assign(["Red"]), enforced_for: assign(["sns:topic", "sqs:queue"]) });
    expect(effective("TAG_POLICY", ROOT, child)).toMatchObject({
      policy: {
        tags: {
          team: { tag_key: "Team", tag_value: ["Red"], enforced_for: ["sns:topic", "sqs:queue"] },
        },
      },
      problems: [],
      ignored: [],
    });
  });

  const appended = team({
    tag_key: assign("Team"),
    tag_value: { "@@append": ["Red"] },
    enforced_for: { "@@append": ["sns:topic", "sqs:queue"] },
  });

  test("2: a child policy appends, also to what is not inherited", () => {
    expect(effective("TAG_POLICY", ROOT, appended).policy).toEqual({
      tags: {
        team: {
          tag_key: "Team",
          tag_value: ["Blue", "Green", "Red"],
          enforced_for: ["sns:topic", "sqs:queue"],
        },
      },
    });
  });

  test("3: a child policy removes values; a list without values is gone", () => {
    const account = team({
      tag_value: { "@@remove": ["Blue", "Red"] },
      enforced_for: { "@@remove": ["sns:topic", "sqs:queue"] },
    });
    expect(effective("TAG_POLICY", ROOT, appended, account).policy).toEqual({
      tags: { team: { tag_key: "Team", tag_value: ["Green"] } },
    });
  });

  test("4: a child policy cannot change what is locked, and is left out there alone", () => {
    const root = team({
      tag_key: { ...NONE, ...assign("Team") },
      tag_value: { [CONTROL]: ["@@append"], ...assign(["Blue", "Green"]) },
    });
    const unit = team({ tag_key: assign("TEAM"), tag_value: { "@@append": ["Red"] } });
    expect(effective("TAG_POLICY", root, unit)).toMatchObject({
      policy: { tags: { team: { tag_key: "Team", tag_value: ["Blue", "Green", "Red"] } } },
      ignored: [
        {
          path: ["tags", "team", "tag_key"],
          operator: "@@assign",
          target: "level-1",
          policy: "p-10",
          because: [{ target: "level-0", policy: "p-00" }],
        },
      ],
      problems: [],
    });
  });

  test("5: controls of one target are intersected", () => {
    const root = [
      team({ tag_value: { [CONTROL]: ["@@append"], ...assign(["Blue"]) } }),
      team({ tag_value: { [CONTROL]: ["@@append", "@@remove"] } }),
    ];
    const child = team({ tag_value: { "@@append": ["Red"], "@@remove": ["Blue"] } });
    const { policy, ignored } = effective("TAG_POLICY", root, child);
    expect(policy).toEqual({ tags: { team: { tag_value: ["Blue", "Red"] } } });
    expect(ignored.map(({ operator, because }) => [operator, because])).toEqual([
      ["@@remove", [{ target: "level-0", policy: "p-00" }]],
    ]);
  });

  test("6: of two values at one target the first attached wins, which nothing records", () => {
    const root = [
      team({ tag_key: assign("TEAM"), tag_value: { "@@append": ["Blue"] } }),
      team({ tag_key: assign("team") }),
    ];
    const found = effective("TAG_POLICY", root);
    expect(found.policy).toEqual({ tags: { team: { tag_key: "TEAM", tag_value: ["Blue"] } } });
    expect(found.leaves.map(({ path, certain }) => [path.at(-1), certain])).toEqual([
      ["tag_key", false],
      ["tag_value", true],
    ]);
    expect(found.problems).toMatchObject([{ code: "conflict", path: ["tags", "team", "tag_key"] }]);
  });

  test("values for tags whose spelling the root locks; keys in any case", () => {
    const root = { tags: { Team: { tag_key: { ...assign("Team"), ...NONE } } } };
    expect(effective("TAG_POLICY", root, [], team({ tag_value: assign(["A"]) })).policy).toEqual({
      tags: { team: { tag_key: "Team", tag_value: ["A"] } },
    });
  });
});

describe("AI services opt-out policies, by the examples of their syntax", () => {
  const optOut = (value: string, more: object = {}) => ({ opt_out_policy: { ...more, ...assign(value) } });

  test("1: locked at each depth, nothing can be added or changed", () => {
    const root = { services: { ...NONE, default: { ...NONE, ...optOut("optOut", NONE) } } };
    const child = { services: { lex: optOut("optIn"), default: { ...optOut("optIn"), more: assign("x") } } };
    const found = effective("AISERVICES_OPT_OUT_POLICY", root, child);
    expect(found.policy).toEqual({ services: { default: { opt_out_policy: "optOut" } } });
    expect(found.ignored.map(({ path, at }) => [path, at])).toEqual([
      [["services", "lex", "opt_out_policy"], ["services"]],
      [
        ["services", "default", "opt_out_policy"],
        ["services", "default", "opt_out_policy"],
      ],
      [
        ["services", "default", "more"],
        ["services", "default"],
      ],
    ]);
  });

  test("2: without a lock under services, child policies add services", () => {
    const root = { services: { default: { ...NONE, ...optOut("optOut", NONE) } } };
    const child = { services: { lex: optOut("optIn"), default: optOut("optIn") } };
    expect(effective("AISERVICES_OPT_OUT_POLICY", root, [], child).policy).toEqual({
      services: { default: { opt_out_policy: "optOut" }, lex: { opt_out_policy: "optIn" } },
    });
  });

  test("3: one service locked, others free", () => {
    const root = { services: { polly: optOut("optOut", NONE) } };
    const child = { services: { polly: optOut("optIn"), default: optOut("optOut") } };
    expect(effective("AISERVICES_OPT_OUT_POLICY", root, child).policy).toEqual({
      services: { default: { opt_out_policy: "optOut" }, polly: { opt_out_policy: "optOut" } },
    });
  });

  test("@@append is not for them, though the value is a list", () => {
    const root = { services: { polly: { opt_out_policy: { "@@append": ["optOut"] } } } };
    expect(effective("AISERVICES_OPT_OUT_POLICY", root)).toMatchObject({
      policy: null,
      problems: [{ code: "operator-not-applicable" }],
    });
  });
});

describe("backup policies, by the examples of their syntax", () => {
  const VAULT = "arn:aws:backup:eu-west-1:$account:backup-vault:Second";
  const plan = (hours: string, more: object = {}) => ({
    regions: { "@@append": ["eu-west-1", "eu-central-1"] },
    rules: {
      Often: {
        schedule_expression: assign(`cron(0 0/${hours} ? * * *)`),
        lifecycle: { delete_after_days: assign("180") },
        copy_actions: { [VAULT]: { target_backup_vault_arn: assign(VAULT) } },
      },
    },
    ...more,
  });
  const effectivePlan = (hours: string) => ({
    regions: ["eu-west-1", "eu-central-1"],
    rules: {
      often: {
        schedule_expression: `cron(0 0/${hours} ? * * *)`,
        lifecycle: { delete_after_days: "180" },
        copy_actions: { [VAULT.toLowerCase()]: { target_backup_vault_arn: VAULT } },
      },
    },
  });

  test("1: one policy alone, names folded, values and $account as they are", () => {
    expect(effective("BACKUP_POLICY", { plans: { Daily: plan("1") } }).policy).toEqual({
      plans: { daily: effectivePlan("1") },
    });
  });

  test("2: plans of parent and child stand beside each other", () => {
    const found = effective(
      "BACKUP_POLICY",
      { plans: { Daily: plan("1") } },
      { plans: { Yearly: plan("2") } },
    );
    expect(found.policy).toEqual({ plans: { daily: effectivePlan("1"), yearly: effectivePlan("2") } });
  });

  /** The same document with a lock at every node. */
  const locked = (node: object): object =>
    Object.fromEntries([
      [CONTROL, ["@@none"]],
      ...Object.entries(node).map(([key, value]) => [key, key.startsWith("@@") ? value : locked(value)]),
    ]);

  test("3: locked everywhere, every child policy is ignored", () => {
    const found = effective(
      "BACKUP_POLICY",
      { plans: locked({ Daily: plan("1") }) },
      { plans: { Daily: plan("2"), Yearly: plan("3") } },
      { plans: { yearly: plan("4") } },
    );
    expect(found.policy).toEqual({ plans: { daily: effectivePlan("1") } });
    expect(found.ignored).toHaveLength(12);
  });

  test("4: @@append under plans lets child policies add plans, not change the one there is", () => {
    const root = { plans: { [CONTROL]: ["@@append"], Daily: locked(plan("1")) } };
    const found = effective("BACKUP_POLICY", root, { plans: { Daily: plan("2"), Yearly: plan("3") } });
    expect(found.policy).toEqual({ plans: { daily: effectivePlan("1"), yearly: effectivePlan("3") } });
  });

  test("5: a child policy overrides some settings; the others stay", () => {
    const child = {
      plans: {
        Daily: {
          regions: assign(["us-east-1"]),
          rules: { Often: { lifecycle: { delete_after_days: assign("365") } } },
        },
      },
    };
    const { regions: _, rules } = effectivePlan("1");
    expect(effective("BACKUP_POLICY", { plans: { Daily: plan("1") } }, child).policy).toEqual({
      plans: {
        daily: {
          regions: ["us-east-1"],
          rules: { often: { ...rules.often, lifecycle: { delete_after_days: "365" } } },
        },
      },
    });
  });
});

// No example of AWS shows the effective policy of these types: their pages say that the general rules hold.
// Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html,
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html and
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html, read
// 2026-11.
describe("the types without examples of inheritance follow the general rules", () => {
  test("EC2: a child changes the message and adds criteria; what is locked stays", () => {
    const images = (criteria: object, more: object = {}) => ({
      allowed_images_settings: { ...more, image_criteria: criteria },
    });
    const root = {
      ec2_attributes: {
        exception_message: assign("ask the platform team"),
        serial_console_access: { status: { ...NONE, ...assign("disabled") } },
        ...images(
          { criteria_1: { allowed_image_providers: assign(["amazon"]) } },
          { state: assign("enabled") },
        ),
      },
    };
    const child = {
      ec2_attributes: {
        exception_message: assign("ask the data team"),
        serial_console_access: { status: assign("enabled") },
        ...images({
          criteria_1: { allowed_image_providers: { "@@append": ["111122223333"] } },
          criteria_2: { image_names: assign(["golden-*"]) },
        }),
      },
    };
    expect(effective("DECLARATIVE_POLICY_EC2", root, child)).toMatchObject({
      policy: {
        ec2_attributes: {
          exception_message: "ask the data team",
          serial_console_access: { status: "disabled" },
          allowed_images_settings: {
            state: "enabled",
            image_criteria: {
              criteria_1: { allowed_image_providers: ["amazon", "111122223333"] },
              criteria_2: { image_names: ["golden-*"] },
            },
          },
        },
      },
      ignored: [{ path: ["ec2_attributes", "serial_console_access", "status"] }],
    });
  });

  test("EC2: criteria locked as a group take no further ones, and can still be changed where they stand", () => {
    const settings = (image_criteria: object) => ({
      ec2_attributes: { allowed_images_settings: { image_criteria } },
    });
    const root = settings({ ...NONE, criteria_1: { allowed_image_providers: assign(["amazon"]) } });
    const child = settings({
      criteria_1: { allowed_image_providers: assign(["111122223333"]) },
      criteria_2: { image_names: assign(["golden-*"]) },
    });
    expect(effective("DECLARATIVE_POLICY_EC2", root, child).policy).toEqual(
      settings({ criteria_1: { allowed_image_providers: ["111122223333"] } }),
    );
  });

  test("chat applications: workspaces are a list, clients are one value", () => {
    const slack = (settings: object) => ({ chatbot: { platforms: { slack: settings } } });
    const root = slack({ client: assign("enabled"), workspaces: assign(["T0000000A", "T0000000B"]) });
    const child = slack({ client: assign("disabled"), workspaces: { "@@remove": ["T0000000A"] } });
    expect(effective("CHATBOT_POLICY", root, child).policy).toEqual(
      slack({ client: "disabled", workspaces: ["T0000000B"] }),
    );
  });

  test("Security Hub: Regions are lists of their own", () => {
    const hub = (settings: object) => ({ securityhub: settings });
    const root = hub({ enable_in_regions: assign(["ALL_SUPPORTED"]), disable_in_regions: assign([]) });
    const child = hub({ disable_in_regions: { "@@append": ["eu-west-3"] } });
    expect(effective("SECURITYHUB_POLICY", root, child).policy).toEqual(
      hub({ enable_in_regions: ["ALL_SUPPORTED"], disable_in_regions: ["eu-west-3"] }),
    );
  });
});
