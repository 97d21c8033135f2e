import type { Rule } from "../rule";

export const disabledType: Rule = {
  name: "disabled-type",
  operations: ["AttachPolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html#API_AttachPolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    const policy = await state.policy(input.PolicyId);
    if (policy === undefined || (await state.enabledTypes()).includes(policy.type)) return undefined;
    return {
      name: "PolicyTypeNotEnabledException",
      message: `The policy type ${policy.type} is not enabled in this root.`,
    };
  },
};
