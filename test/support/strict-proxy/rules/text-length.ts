import type { Rule } from "../rule";

/** Characters at most. */
const LONGEST = { Name: 128, Description: 512 };

export const textLength: Rule = {
  name: "text-length",
  operations: ["CreatePolicy", "UpdatePolicy"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html#API_CreatePolicy_RequestParameters",
  read: "2026-11",
  async refuse(input) {
    for (const [field, longest] of Object.entries(LONGEST)) {
      const text = input[field];
      if (typeof text === "string" && text.length > longest) {
        return {
          name: "InvalidInputException",
          reason: "MAX_LENGTH_EXCEEDED",
          message: `${field} has ${text.length} characters; ${longest} are allowed.`,
        };
      }
    }
    return undefined;
  },
};
