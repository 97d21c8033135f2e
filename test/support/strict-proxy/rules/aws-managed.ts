import type { Rule } from "../rule";

export const awsManaged: Rule = {
  name: "aws-managed",
  operations: ["UpdatePolicy", "DeletePolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html#API_UpdatePolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    if (!(await state.policy(input.PolicyId))?.awsManaged) return undefined;
    return {
      name: "InvalidInputException",
      reason: "IMMUTABLE_POLICY",
      message: "A policy that AWS manages cannot be changed.",
    };
  },
};
