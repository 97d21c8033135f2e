import type { Rule } from "../rule";

export const lastAttached: Rule = {
  name: "last-attached",
  operations: ["DetachPolicy"],
  source: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html",
  read: "2026-11",
  async refuse(input, state) {
    const policy = await state.policy(input.PolicyId);
    if (policy?.type !== "SERVICE_CONTROL_POLICY") return undefined;
    const attached = await state.attached(String(input.TargetId), policy.type);
    if (attached.length > 1) return undefined;
    return {
      name: "ConstraintViolationException",
      reason: "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
      message: "Every root, unit and account keeps at least one service control policy.",
    };
  },
};
