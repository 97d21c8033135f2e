import type { Rule } from "../rule";

export const notAttached: Rule = {
  name: "not-attached",
  operations: ["DetachPolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html#API_DetachPolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    const policy = await state.policy(input.PolicyId);
    if (policy === undefined) return undefined;
    if ((await state.targetsOf(policy.id)).includes(String(input.TargetId))) return undefined;
    return { name: "PolicyNotAttachedException", message: "The policy is not attached to this target." };
  },
};
