import type { LintProblem, LintRule } from "../../types";

const MFA_KEYS: ReadonlySet<string> = new Set(["aws:multifactorauthpresent", "aws:multifactorauthage"]);

export const mfaInPermissionSet: LintRule = {
  slug: "mfa-in-permission-set",
  title: "A question about MFA that Identity Center never answers",
  severity: "info",
  types: ["identity"],
  why: "Users of IAM Identity Center prove their second factor to the identity provider, and their sessions carry no MFA keys: in a permission set an Allow that asks for them allows nothing, and a Deny with IfExists denies everything.",
  fix: "in a permission set, leave the condition out and require the second factor in Identity Center",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { key, at } of statements.flatMap(({ conditions }) => conditions)) {
      if (!MFA_KEYS.has(key.toLowerCase())) continue;
      yield { at, on: "key", message: `${key} is absent from every session of a permission set` };
    }
  },
};
