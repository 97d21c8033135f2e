import type { Rule } from "../rule";

export const duplicateName: Rule = {
  name: "duplicate-name",
  operations: ["CreatePolicy", "UpdatePolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html#API_UpdatePolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    if (input.Name === undefined) return undefined;
    const policies = await state.policies();
    if (!policies.some(({ id, name }) => name === input.Name && id !== input.PolicyId)) return undefined;
    return { name: "DuplicatePolicyException", message: "A policy with the same name already exists." };
  },
};
