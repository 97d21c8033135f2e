import { isManagementPolicy } from "../../management-policy";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const notAnIamPolicy: LintRule = {
  slug: "not-an-iam-policy",
  title: "A management policy",
  severity: "info",
  types: ALL_TYPES,
  why: "Tag, backup, AI opt-out and other management policies are settings that accounts inherit, not statements about requests; no rule here is about them.",
  fix: "leave the file out; `check` looks at the management policies of a plan",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_management.html",
  ],
  *check({ value }): Iterable<LintProblem> {
    if (isManagementPolicy(value)) yield { at: [], message: "this is a management policy" };
  },
};
