import { LIMITS } from "../../../../src/policy/limits";
import type { PolicyType } from "../../../../src/policy/types";
import type { Rule } from "../rule";

export const policySize: Rule = {
  name: "policy-size",
  operations: ["CreatePolicy", "UpdatePolicy"],
  source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
  read: "2026-11",
  async refuse(input, state) {
    if (typeof input.Content !== "string") return undefined;
    const type = input.Type ?? (await state.policy(input.PolicyId))?.type;
    const limit = LIMITS[type as PolicyType]?.characters;
    if (limit === undefined || input.Content.length <= limit) return undefined;
    return {
      name: "ConstraintViolationException",
      reason: "POLICY_CONTENT_LIMIT_EXCEEDED",
      message: `The policy has ${input.Content.length} characters; ${limit} are allowed.`,
    };
  },
};
