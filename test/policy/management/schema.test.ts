import { contentProblems } from "../../../src/policy/management/schema";
import type { ManagementPolicyType } from "../../../src/policy/types";

const CONTROL = "@@operators_allowed_for_child_policies";
const assign = (value: unknown) => ({ "@@assign": value });

type Row = readonly [string, ManagementPolicyType, object];

// The shapes of AWS's examples on the page of each type, with names of our own.
test.each<Row>([
  [
    "every EC2 setting",
    "DECLARATIVE_POLICY_EC2",
    {
      ec2_attributes: {
        exception_message: assign("ask the platform team"),
        vpc_block_public_access: {
          internet_gateway_block: {
            mode: assign("block_bidirectional"),
            exclusions_allowed: assign("enabled"),
          },
        },
        serial_console_access: { status: assign("disabled") },
        image_block_public_access: { state: assign("block_new_sharing") },
        allowed_images_settings: {
          state: assign("audit_mode"),
          image_criteria: {
            criteria_10: {
              allowed_image_providers: { "@@append": ["amazon", "123456789012"] },
              image_names: assign(["golden-*"]),
              creation_date_condition: { maximum_days_since_created: assign("300") },
            },
          },
        },
        instance_metadata_defaults: {
          http_tokens: assign("required"),
          http_put_response_hop_limit: assign("-1"),
          http_endpoint: assign("no_preference"),
          instance_metadata_tags: assign("enabled"),
        },
        snapshot_block_public_access: { state: assign("block_all_sharing") },
      },
    },
  ],
  ["S3", "S3_POLICY", { s3_attributes: { public_access_block_configuration: assign("all") } }],
  [
    "tags, with operators for child policies at every depth",
    "TAG_POLICY",
    {
      tags: {
        [CONTROL]: ["@@assign"],
        costcenter: {
          tag_key: { ...assign("CostCenter"), [CONTROL]: ["@@none"] },
          tag_value: { "@@append": ["1*"], "@@remove": ["2"] },
          enforced_for: assign(["ec2:instance", "secretsmanager:ALL_SUPPORTED"]),
          report_required_tag_for: assign(["ec2:instance"]),
        },
      },
    },
  ],
  [
    "backups",
    "BACKUP_POLICY",
    {
      plans: {
        Weekly_plan: {
          regions: { "@@append": ["eu-west-1"] },
          rules: {
            weekly: {
              schedule_expression: assign("cron(0 5 ? * SUN *)"),
              target_backup_vault_name: assign("central"),
              enable_continuous_backup: assign(false),
              lifecycle: { move_to_cold_storage_after_days: assign("30"), delete_after_days: assign("180") },
              copy_actions: {
                "arn:aws:backup:eu-central-1:$account:backup-vault:copies": {
                  target_backup_vault_arn: assign("arn:aws:backup:eu-central-1:$account:backup-vault:copies"),
                },
              },
            },
          },
          selections: {
            tags: {
              tagged: {
                iam_role_arn: assign("arn:aws:iam::$account:role/backup"),
                tag_key: assign("backup"),
                tag_value: assign(["weekly"]),
              },
            },
          },
          advanced_backup_settings: { ec2: { windows_vss: assign("enabled") } },
          backup_plan_tags: { stage: { tag_key: assign("Stage"), tag_value: assign("Beta") } },
        },
      },
    },
  ],
  [
    "AI services",
    "AISERVICES_OPT_OUT_POLICY",
    {
      services: {
        [CONTROL]: ["@@none"],
        default: { [CONTROL]: ["@@none"], opt_out_policy: { [CONTROL]: ["@@none"], ...assign("optOut") } },
        lex: { opt_out_policy: assign("optIn") },
      },
    },
  ],
  [
    "chat clients",
    "CHATBOT_POLICY",
    {
      chatbot: {
        platforms: {
          slack: {
            client: assign("enabled"),
            workspaces: assign(["*"]),
            default: {
              supported_channel_types: assign(["private"]),
              supported_role_settings: assign(["user_role"]),
            },
            overrides: { T0123456789: { supported_channel_types: assign(["public"]) } },
          },
          microsoft_teams: {
            client: assign("enabled"),
            tenants: { "01234567-89ab-cdef-0123-456789abcdef": assign(["*"]) },
          },
          chime: { client: assign("disabled") },
        },
        default: { client: assign("disabled") },
      },
    },
  ],
  [
    "Security Hub",
    "SECURITYHUB_POLICY",
    {
      securityhub: {
        enable_in_regions: assign(["ALL_SUPPORTED"]),
        disable_in_regions: assign([]),
        features: { network_scanning: { enable_in_regions: { "@@append": ["us-west-2"] } } },
      },
    },
  ],
  [
    "Inspector",
    "INSPECTOR_POLICY",
    {
      inspector: {
        enablement: {
          lambda_standard_scanning: {
            enable_in_regions: assign(["us-gov-west-1"]),
            disable_in_regions: assign([]),
            lambda_code_scanning: { enable_in_regions: assign(["eu-west-1"]) },
          },
        },
      },
    },
  ],
  [
    "Bedrock",
    "BEDROCK_POLICY",
    {
      bedrock: {
        guardrail_inference: {
          "us-east-1": {
            config_1: {
              identifier: assign("arn:aws:bedrock:us-east-1:111111111111:guardrail/abc123:2"),
              selective_content_guarding: { system: assign("selective"), messages: assign("comprehensive") },
              model_enforcement: { included_models: assign(["ALL"]), excluded_models: assign([]) },
            },
          },
        },
      },
    },
  ],
  [
    "upgrade rollouts",
    "UPGRADE_ROLLOUT_POLICY",
    {
      upgrade_rollout: {
        default: { patch_order: assign("last") },
        tags: { stage: { tag_values: { test: { patch_order: assign("first") } } } },
      },
    },
  ],
])("takes %s", (_name, type, content) => {
  expect(contentProblems(type, content)).toEqual([]);
});

test.each<readonly [string, ManagementPolicyType, object, string]>([
  [
    "a value in another spelling",
    "AISERVICES_OPT_OUT_POLICY",
    { services: { default: { opt_out_policy: assign("optout") } } },
    "services.default.opt_out_policy.@@assign",
  ],
  [
    "a setting that there is not",
    "DECLARATIVE_POLICY_EC2",
    { ec2_attributes: { serial_console: { status: assign("disabled") } } },
    "ec2_attributes.serial_console",
  ],
  [
    "a value without an operator",
    "S3_POLICY",
    { s3_attributes: { public_access_block_configuration: "all" } },
    "s3_attributes.public_access_block_configuration",
  ],
  [
    "an operator of lists on one value",
    "S3_POLICY",
    { s3_attributes: { public_access_block_configuration: { "@@append": ["all"] } } },
    "s3_attributes.public_access_block_configuration.@@append",
  ],
  [
    "one value for a list",
    "TAG_POLICY",
    { tags: { team: { tag_value: assign("blue") } } },
    "tags.team.tag_value.@@assign",
  ],
  [
    "an unknown operator",
    "TAG_POLICY",
    { tags: { team: { tag_value: { "@@set": ["blue"] } } } },
    "tags.team.tag_value.@@set",
  ],
  [
    "an operator where a tag belongs",
    "TAG_POLICY",
    { tags: { "@@assign": { tag_key: assign("Team") } } },
    "tags.@@assign",
  ],
  [
    "a control that lists what is no operator",
    "TAG_POLICY",
    { tags: { team: { tag_key: { ...assign("Team"), [CONTROL]: ["none"] } } } },
    `tags.team.tag_key.${CONTROL}.0`,
  ],
  ["a setting that says nothing", "TAG_POLICY", { tags: { team: { tag_key: {} } } }, "tags.team.tag_key"],
  [
    "a tag key unlike its entry",
    "TAG_POLICY",
    { tags: { team: { tag_key: assign("Squad") } } },
    "tags.team.tag_key.@@assign",
  ],
  [
    "two * in a tag value",
    "TAG_POLICY",
    { tags: { team: { tag_value: assign(["*a*"]) } } },
    "tags.team.tag_value.@@assign.0",
  ],
  [
    "a number that is none",
    "DECLARATIVE_POLICY_EC2",
    { ec2_attributes: { instance_metadata_defaults: { http_put_response_hop_limit: assign("65") } } },
    "ec2_attributes.instance_metadata_defaults.http_put_response_hop_limit.@@assign",
  ],
  [
    "an eleventh criterion",
    "DECLARATIVE_POLICY_EC2",
    { ec2_attributes: { allowed_images_settings: { image_criteria: { criteria_11: {} } } } },
    "ec2_attributes.allowed_images_settings.image_criteria.criteria_11",
  ],
  [
    "a Bedrock guardrail without its version",
    "BEDROCK_POLICY",
    {
      bedrock: {
        guardrail_inference: {
          "us-east-1": {
            config_1: { identifier: assign("arn:aws:bedrock:us-east-1:111111111111:guardrail/abc") },
          },
        },
      },
    },
    "bedrock.guardrail_inference.us-east-1.config_1.identifier.@@assign",
  ],
  ["another type's document", "S3_POLICY", { tags: {} }, "s3_attributes"],
])("does not take %s", (_name, type, content, path) => {
  expect(contentProblems(type, content).map((problem) => problem.path)).toContain(path);
});

test("holds a type that cannot be deployed to the operators alone", () => {
  const content = (leaf: unknown) => ({ guardduty: { plans: leaf } });
  expect(contentProblems("GUARDDUTY_POLICY", content({ "@@append": ["s3"] }))).toEqual([]);
  expect(contentProblems("GUARDDUTY_POLICY", content({ "@@set": ["s3"] }))).not.toEqual([]);
});
