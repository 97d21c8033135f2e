import type { Rule } from "../rule";

export const twoWritesAtOnce: Rule = {
  name: "two-writes-at-once",
  operations: [
    "CreatePolicy",
    "UpdatePolicy",
    "DeletePolicy",
    "AttachPolicy",
    "DetachPolicy",
    "EnablePolicyType",
    "DisablePolicyType",
    "TagResource",
    "UntagResource",
  ],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html#API_AttachPolicy_Errors",
  read: "2026-11",
  async refuse(_input, _state, { duringWrite }) {
    if (!duringWrite) return undefined;
    return {
      name: "ConcurrentModificationException",
      message: "Another request is changing the target of this operation. Try again later.",
    };
  },
};
