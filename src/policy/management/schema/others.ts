import { z } from "zod";
import { group, many, named, one, REGION, regionLists, text, top } from "./parts";

/**
 * S3 policies.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html, read 2026-11.
 */
export const s3 = top(
  "s3_attributes",
  group({ public_access_block_configuration: one(z.enum(["all", "none"])) }),
);

const tagValue = z
  .string()
  .max(256)
  .refine((value) => value.split("*").length <= 2, "at most one * in a value");
const resourceType = z
  .string()
  .regex(/^[a-z0-9-]+:(ALL_SUPPORTED|[A-Za-z0-9/_-]+)$/, "expected SERVICE:TYPE or SERVICE:ALL_SUPPORTED");

/**
 * Tag policies: the name of an entry is the tag's key, whatever the case of its letters.
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html
 * and https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies-enforcement.html
 * (report_required_tag_for), read 2026-11.
 */
export const tag = top(
  "tags",
  named(
    /^.{1,128}$/s,
    "a tag key of up to 128 characters",
    group({
      tag_key: one(text),
      tag_value: many(tagValue),
      enforced_for: many(resourceType),
      report_required_tag_for: many(resourceType),
    }),
  ),
).superRefine((document, context) => {
  const { tags } = document as { tags: Record<string, { tag_key?: { "@@assign"?: string } }> };
  for (const [name, entry] of Object.entries(tags)) {
    const key = entry.tag_key?.["@@assign"];
    if (key === undefined || key.toLowerCase() === name.toLowerCase()) continue;
    const message = `expected ${JSON.stringify(name)} in some spelling`;
    context.addIssue({ code: "custom", path: ["tags", name, "tag_key", "@@assign"], message });
  }
});

/**
 * AI services opt-out policies. Which services there are is AWS's to say; only the form of their names is looked at.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html,
 * read 2026-11.
 */
export const aiOptOut = top(
  "services",
  named(
    /^[a-z0-9]+$/,
    "the name of an AI service, or default",
    group({ opt_out_policy: one(z.enum(["optOut", "optIn"])) }),
  ),
);

/**
 * Security Hub policies.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html,
 * read 2026-11.
 */
export const securityHub = top(
  "securityhub",
  group({ ...regionLists, features: group({ network_scanning: group(regionLists) }) }),
);

/**
 * Inspector policies.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html,
 * read 2026-11.
 */
export const inspector = top(
  "inspector",
  group({
    enablement: group({
      ec2_scanning: group(regionLists),
      ecr_scanning: group(regionLists),
      code_repository_scanning: group(regionLists),
      lambda_standard_scanning: group({ ...regionLists, lambda_code_scanning: group(regionLists) }),
    }),
  }),
);

const content = one(z.enum(["selective", "comprehensive"]));

/**
 * Bedrock policies. `input_tags` is the older form of `selective_content_guarding`.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html,
 * read 2026-11. The form of the ARN is that of PutEnforcedGuardrailConfiguration, with the version after it
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_AccountEnforcedGuardrailInferenceInputConfiguration.html).
 */
export const bedrock = top(
  "bedrock",
  group({
    guardrail_inference: named(
      REGION,
      "a Region such as eu-west-1",
      named(
        /^[A-Za-z0-9_-]{1,64}$/,
        "a name such as config_1",
        group({
          identifier: one(
            z
              .string()
              .regex(
                /^arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:\d{12}:guardrail\/[a-z0-9]+:[1-9]\d{0,7}$/,
                "expected the ARN of a guardrail and, after a colon, its version",
              ),
          ),
          input_tags: one(z.enum(["honor", "ignore"])),
          selective_content_guarding: group({ system: content, messages: content }),
          model_enforcement: group({ included_models: many(text), excluded_models: many(text) }),
        }),
      ),
    ),
  }),
);

const order = group({ patch_order: one(z.enum(["first", "second", "last"])) });

/**
 * Upgrade rollout policies.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html,
 * read 2026-11.
 */
export const upgradeRollout = top(
  "upgrade_rollout",
  group({
    default: order,
    tags: named(
      /^.{1,128}$/s,
      "a tag key",
      group({ tag_values: named(/^.{0,256}$/s, "a tag value", order) }),
    ),
  }),
);
