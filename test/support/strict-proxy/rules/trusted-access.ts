import type { Rule } from "../rule";

/** Policy type -> the service that must have trusted access before the type can be enabled. */
const SERVICE: Readonly<Record<string, string>> = {
  SECURITYHUB_POLICY: "securityhub.amazonaws.com",
  INSPECTOR_POLICY: "inspector2.amazonaws.com",
};

export const trustedAccess: Rule = {
  name: "trusted-access",
  operations: ["EnablePolicyType"],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html#API_EnablePolicyType_Errors",
  read: "2026-11",
  async refuse(input, state) {
    const service = SERVICE[String(input.PolicyType)];
    if (service === undefined || (await state.trustedServices()).includes(service)) return undefined;
    return {
      name: "ConstraintViolationException",
      reason: "SERVICE_ACCESS_NOT_ENABLED",
      message: `Enable trusted access for ${service} before the policy type.`,
    };
  },
};
