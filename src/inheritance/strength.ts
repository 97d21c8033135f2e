import type { JsonValue } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import type { SettingPath } from "./types";

/** What a change of one setting comes to. `may-loosen` is whatever is not known to be harmless. */
export type SettingEffect = "sets" | "tightens" | "loosens" | "may-loosen" | "neutral";

/**
 * Values from the weakest on, or what a list is: of what is on (more is stronger), of what is allowed (more is weaker,
 * and without it everything is allowed), of what is off (more is weaker, and without it nothing is off), or of what
 * one of several alternatives allows (a further alternative allows more); or text that decides nothing.
 */
type Scale = readonly string[] | ListScale | "text";
type ListScale = "on-list" | "allow-list" | "off-list" | "alternative";

interface Rule {
  /** Any type when left out. */
  readonly type?: ManagementPolicyType;
  /** The end of the path; "*" stands for one key. */
  readonly path: readonly string[];
  readonly scale: Scale;
}

/**
 * What is known of the strength of settings. Everything else may loosen whenever it changes.
 *
 * Sources, read 2026-11: the syntax pages of the types in the Organizations user guide, among them
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2_syntax.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html. That
 * `none` is the weak value of an S3 policy is assumed.
 */
const RULES: readonly Rule[] = [
  {
    type: "AISERVICES_OPT_OUT_POLICY",
    path: ["services", "*", "opt_out_policy"],
    scale: ["optIn", "optOut"],
  },
  { type: "TAG_POLICY", path: ["tags", "*", "tag_value"], scale: "allow-list" },
  { type: "TAG_POLICY", path: ["tags", "*", "enforced_for"], scale: "on-list" },
  { type: "TAG_POLICY", path: ["tags", "*", "report_required_tag_for"], scale: "on-list" },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["vpc_block_public_access", "internet_gateway_block", "mode"],
    scale: ["off", "block_ingress", "block_bidirectional"],
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["vpc_block_public_access", "internet_gateway_block", "exclusions_allowed"],
    scale: ["enabled", "disabled"],
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["serial_console_access", "status"],
    scale: ["enabled", "disabled"],
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["image_block_public_access", "state"],
    scale: ["unblocked", "block_new_sharing"],
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["snapshot_block_public_access", "state"],
    scale: ["unblocked", "block_new_sharing", "block_all_sharing"],
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["allowed_images_settings", "state"],
    scale: ["disabled", "audit_mode", "enabled"],
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["image_criteria", "*", "allowed_image_providers"],
    scale: "alternative",
  },
  {
    type: "DECLARATIVE_POLICY_EC2",
    path: ["instance_metadata_defaults", "http_tokens"],
    scale: ["optional", "no_preference", "required"],
  },
  { path: ["exception_message"], scale: "text" },
  { type: "S3_POLICY", path: ["s3_attributes", "public_access_block_configuration"], scale: ["none", "all"] },
  { path: ["enable_in_regions"], scale: "on-list" },
  { path: ["disable_in_regions"], scale: "off-list" },
];

/**
 * What it comes to that a setting changes. A setting that goes loosens: the account decides for itself again. One
 * that comes sets, but for the weakest value: the account may have been above it by itself.
 *
 * @param before undefined where there was none
 * @param after undefined where there is none; not the same as before
 */
export function settingEffect(
  type: ManagementPolicyType,
  path: SettingPath,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): SettingEffect {
  const scale = scaleOf(type, path);
  if (scale === "text") return "neutral";
  if (scale === "alternative" && (before === undefined || after === undefined)) return "may-loosen";
  if (scale === "off-list") return listEffect(scale, before ?? [], after ?? []);
  if (after === undefined) return isWeakest(scale, before!) ? "neutral" : "loosens";
  if (before === undefined) return isWeakest(scale, after) ? "may-loosen" : "sets";
  if (scale === undefined) return "may-loosen";
  if (typeof scale === "string") return listEffect(scale, before, after);
  const [from, to] = [scale.indexOf(String(before)), scale.indexOf(String(after))];
  if (from === -1 || to === -1) return "may-loosen";
  return to > from ? "tightens" : "loosens";
}

function scaleOf(type: ManagementPolicyType, path: SettingPath): Scale | undefined {
  return RULES.find((rule) => {
    if (rule.type !== undefined && rule.type !== type) return false;
    const end = path.slice(-rule.path.length);
    return rule.path.length === end.length && rule.path.every((key, at) => key === "*" || key === end[at]);
  })?.scale;
}

/** Whether no account can be weaker by itself. */
function isWeakest(scale: Exclude<Scale, "text" | "off-list"> | undefined, value: JsonValue): boolean {
  if (scale === "on-list") return Array.isArray(value) && value.length === 0;
  return typeof scale === "object" && value === scale[0];
}

function listEffect(scale: ListScale, before: JsonValue, after: JsonValue): SettingEffect {
  if (!Array.isArray(before) || !Array.isArray(after)) return "may-loosen";
  const gained = after.some((value) => !before.includes(value));
  const lost = before.some((value) => !after.includes(value));
  if (gained && lost) return "may-loosen";
  if (!gained && !lost) return "neutral";
  return gained === (scale === "on-list") ? "tightens" : "loosens";
}
