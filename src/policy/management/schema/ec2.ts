import { z } from "zod";
import { digits, group, many, named, one, text, top } from "./parts";

/** Days as AWS counts them here: up to the largest 32-bit number. */
const days = one(digits(0, 2_147_483_647));

const imageCriteria = group({
  allowed_image_providers: many(
    z.string().regex(/^(\d{12}|amazon|aws_marketplace|aws_backup_vault)$/, "expected an account or an alias"),
  ),
  image_names: many(z.string().min(1).max(128)),
  marketplace_product_codes: many(z.string().regex(/^[A-Za-z0-9]{1,25}$/, "expected a product code")),
  creation_date_condition: group({ maximum_days_since_created: days }),
  deprecation_time_condition: group({ maximum_days_since_deprecated: days }),
});

const preference = (...values: readonly [string, ...string[]]) => one(z.enum(["no_preference", ...values]));

/**
 * Declarative policies for EC2.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html,
 * read 2026-11.
 */
export const ec2 = top(
  "ec2_attributes",
  group({
    exception_message: one(text),
    vpc_block_public_access: group({
      internet_gateway_block: group({
        mode: one(z.enum(["off", "block_ingress", "block_bidirectional"])),
        exclusions_allowed: one(z.enum(["enabled", "disabled"])),
      }),
    }),
    serial_console_access: group({ status: one(z.enum(["enabled", "disabled"])) }),
    image_block_public_access: group({ state: one(z.enum(["unblocked", "block_new_sharing"])) }),
    allowed_images_settings: group({
      state: one(z.enum(["enabled", "disabled", "audit_mode"])),
      image_criteria: named(/^criteria_([1-9]|10)$/, "criteria_1 to criteria_10", imageCriteria),
    }),
    instance_metadata_defaults: group({
      http_tokens: preference("required", "optional"),
      http_put_response_hop_limit: one(digits(-1, 64)),
      http_endpoint: preference("enabled", "disabled"),
      instance_metadata_tags: preference("enabled", "disabled"),
    }),
    snapshot_block_public_access: group({
      state: one(z.enum(["unblocked", "block_new_sharing", "block_all_sharing"])),
    }),
  }),
);
