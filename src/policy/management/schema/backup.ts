import { z } from "zod";
import { anything, digits, group, many, named, one, REGION, text, top } from "./parts";

const count = one(digits(0, 999_999_999));

/** A backup in cold storage stays there 90 days. Source: as below. */
const lifecycle = group({
  move_to_cold_storage_after_days: count,
  delete_after_days: count,
  opt_in_to_archive_for_supported_resources: one(z.enum(["true", "false"])),
});

const rule = group({
  schedule_expression: one(z.string().regex(/^(cron|rate)\(.+\)$/, "expected cron(…) or rate(…)")),
  target_backup_vault_name: one(z.string().regex(/^[A-Za-z0-9_-]{2,50}$/, "expected the name of a vault")),
  target_logically_air_gapped_backup_vault_arn: one(text),
  start_backup_window_minutes: one(digits(60, 999_999_999)),
  complete_backup_window_minutes: count,
  enable_continuous_backup: one(z.union([z.boolean(), z.enum(["true", "false"])])),
  lifecycle,
  copy_actions: named(
    /^arn:/,
    "the ARN of a vault",
    group({ target_backup_vault_arn: one(text), lifecycle }),
  ),
  recovery_point_tags: anything,
  index_actions: anything,
  scan_actions: anything,
});

const role = one(
  z
    .string()
    .regex(
      /^arn:[a-z-]+:iam::(\$account|\d{12}):role\/.+/,
      "expected the ARN of a role, $account for the account",
    ),
);

const selections = group({
  tags: named(
    /^[A-Za-z0-9_.-]{1,50}$/,
    "a name",
    group({ iam_role_arn: role, tag_key: one(text), tag_value: many(z.string()), conditions: anything }),
  ),
  resources: named(
    /^[A-Za-z0-9_.-]{1,50}$/,
    "a name",
    group({
      iam_role_arn: role,
      resource_types: many(text),
      not_resource_types: many(text),
      conditions: anything,
    }),
  ),
});

const NAME = /^[A-Za-z0-9_.-]{1,50}$/;

/**
 * Backup policies. What no guardrail uses (tags of plans, advanced settings, scans) is only looked at for its
 * operators.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html,
 * read 2026-11. That names of plans, rules and selections are up to 50 letters, digits and _.- is what AWS Backup
 * asks of its own (https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html).
 */
export const backup = top(
  "plans",
  named(
    NAME,
    "the name of a plan",
    group({
      rules: named(NAME, "the name of a rule", rule),
      regions: many(z.string().regex(REGION, "expected a Region such as eu-west-1")),
      selections,
      advanced_backup_settings: anything,
      backup_plan_tags: anything,
      scan_settings: anything,
    }),
  ),
);
