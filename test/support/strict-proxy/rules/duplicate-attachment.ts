import type { Rule } from "../rule";

export const duplicateAttachment: Rule = {
  name: "duplicate-attachment",
  operations: ["AttachPolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html#API_AttachPolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    const policy = await state.policy(input.PolicyId);
    if (policy === undefined) return undefined;
    if (!(await state.targetsOf(policy.id)).includes(String(input.TargetId))) return undefined;
    return {
      name: "DuplicatePolicyAttachmentException",
      message: "The policy is already attached to this target.",
    };
  },
};
