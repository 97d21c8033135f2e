import { LIMITS } from "../../../../src/policy/limits";
import type { PolicyType } from "../../../../src/policy/types";
import type { Rule } from "../rule";

export const mostAttached: Rule = {
  name: "most-attached",
  operations: ["AttachPolicy"],
  source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
  read: "2026-11",
  async refuse(input, state) {
    const policy = await state.policy(input.PolicyId);
    if (policy === undefined) return undefined;
    const attached = await state.attached(String(input.TargetId), policy.type);
    const most = LIMITS[policy.type as PolicyType].attached;
    if (attached.length < most) return undefined;
    return {
      name: "ConstraintViolationException",
      reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
      message: `The target already has ${attached.length} policies of the type ${policy.type}.`,
    };
  },
};
