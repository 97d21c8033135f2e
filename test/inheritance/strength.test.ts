import { type SettingEffect, settingEffect } from "../../src/inheritance/strength";
import type { JsonValue } from "../../src/policy/management/document";
import type { ManagementPolicyType } from "../../src/policy/types";

type Case = readonly [
  ManagementPolicyType,
  string,
  JsonValue | undefined,
  JsonValue | undefined,
  SettingEffect,
];

const MODE = "ec2_attributes.vpc_block_public_access.internet_gateway_block.mode";

const PROVIDERS = "ec2_attributes.allowed_images_settings.image_criteria.criteria_2.allowed_image_providers";

const CASES: readonly Case[] = [
  ["DECLARATIVE_POLICY_EC2", MODE, "off", "block_bidirectional", "tightens"],
  ["DECLARATIVE_POLICY_EC2", MODE, "block_bidirectional", "block_ingress", "loosens"],
  ["DECLARATIVE_POLICY_EC2", MODE, undefined, "block_ingress", "sets"],
  ["DECLARATIVE_POLICY_EC2", MODE, "block_ingress", undefined, "loosens"],
  ["DECLARATIVE_POLICY_EC2", MODE, undefined, "off", "may-loosen"],
  ["DECLARATIVE_POLICY_EC2", MODE, "off", undefined, "neutral"],
  ["DECLARATIVE_POLICY_EC2", MODE, "block_ingress", "block_more", "may-loosen"],
  ["DECLARATIVE_POLICY_EC2", "ec2_attributes.exception_message", "ask us", undefined, "neutral"],
  ["DECLARATIVE_POLICY_EC2", "ec2_attributes.something_new", "a", "b", "may-loosen"],
  // Criteria are alternatives: with a second one, more images are allowed.
  ["DECLARATIVE_POLICY_EC2", PROVIDERS, undefined, ["amazon"], "may-loosen"],
  ["DECLARATIVE_POLICY_EC2", PROVIDERS, ["amazon"], undefined, "may-loosen"],
  ["DECLARATIVE_POLICY_EC2", PROVIDERS, ["amazon"], ["amazon", "111122223333"], "loosens"],
  ["DECLARATIVE_POLICY_EC2", PROVIDERS, ["amazon", "111122223333"], ["amazon"], "tightens"],
  ["AISERVICES_OPT_OUT_POLICY", "services.lex.opt_out_policy", "optOut", "optIn", "loosens"],
  ["TAG_POLICY", "tags.team.tag_value", ["a"], ["a", "b"], "loosens"],
  ["TAG_POLICY", "tags.team.tag_value", ["a", "b"], ["a"], "tightens"],
  ["TAG_POLICY", "tags.team.tag_value", ["a"], ["b"], "may-loosen"],
  ["TAG_POLICY", "tags.team.tag_value", ["a"], undefined, "loosens"],
  ["TAG_POLICY", "tags.team.tag_value", undefined, ["a"], "sets"],
  ["TAG_POLICY", "tags.team.tag_value", ["a", "b"], ["b", "a"], "neutral"],
  ["TAG_POLICY", "tags.team.enforced_for", ["a"], ["a", "b"], "tightens"],
  ["TAG_POLICY", "tags.team.enforced_for", ["a", "b"], ["b"], "loosens"],
  ["TAG_POLICY", "tags.team.tag_key", "Team", "team", "may-loosen"],
  ["SECURITYHUB_POLICY", "securityhub.enable_in_regions", ["a"], [], "loosens"],
  ["SECURITYHUB_POLICY", "securityhub.disable_in_regions", undefined, ["a"], "loosens"],
  ["SECURITYHUB_POLICY", "securityhub.disable_in_regions", ["a"], undefined, "tightens"],
  ["S3_POLICY", "s3_attributes.public_access_block_configuration", "all", "none", "loosens"],
  ["BACKUP_POLICY", "plans.daily.regions", ["a"], ["a", "b"], "may-loosen"],
];

test.each(CASES)("%s %s from %j to %j %s", (type, path, before, after, effect) => {
  expect(settingEffect(type, path.split("."), before, after)).toBe(effect);
});

test("a rule of one type is none of another", () => {
  expect(settingEffect("BACKUP_POLICY", ["tags", "team", "tag_value"], ["a", "b"], ["a"])).toBe("may-loosen");
});
