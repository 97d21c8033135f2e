import { grammarFault } from "../policy-grammar";
import type { Rule } from "../rule";

export const malformedPolicy: Rule = {
  name: "malformed-policy",
  operations: ["CreatePolicy", "UpdatePolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html#API_CreatePolicy_Errors",
  read: "2026-11",
  async refuse(input, state) {
    if (typeof input.Content !== "string") return undefined;
    const type = input.Type ?? (await state.policy(input.PolicyId))?.type;
    const fault = grammarFault(String(type), input.Content);
    return fault === undefined ? undefined : { name: "MalformedPolicyDocumentException", message: fault };
  },
};
