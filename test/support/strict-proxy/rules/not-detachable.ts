import type { Rule } from "../rule";

export const notDetachable: Rule = {
  name: "not-detachable",
  operations: ["DetachPolicy"],
  source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
  read: "2026-11",
  async refuse(input) {
    if (input.PolicyId !== "p-RCPFullAWSAccess") return undefined;
    return {
      name: "InvalidInputException",
      reason: "NON_DETACHABLE_POLICY",
      message: "RCPFullAWSAccess cannot be detached.",
    };
  },
};
