import { LIMITS } from "../../../policy/limits";
import { grouped } from "../../../render/style";
import type { LintPolicy, LintProblem, LintRule, LintType } from "../../types";

/**
 * The longest identity policies are the inline policies of roles and of permission sets: 10,240 characters, white
 * space aside. Those of permission sets may have 32,768 with it.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html,
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html.
 */
const IDENTITY = { written: 32_768, dense: 10_240 };

export const overSizeLimit: LintRule = {
  slug: "over-size-limit",
  title: "Longer than AWS takes",
  severity: "error",
  types: ["scp", "rcp", "identity"],
  why: "AWS refuses a policy over the limit of its type. Of an SCP and an RCP the stored text counts: the console strips white space, the SDK and the CLI store it as it is.",
  fix: "divide the policy, or shorten its lists with wildcards",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html",
  ],
  *check(policy): Iterable<LintProblem> {
    if (policy.root === undefined) return;
    const found = policy.types.map((type) => [type, excessOf(policy, type)] as const);
    for (const excess of ["hopeless", "white-space"] as const) {
      const types = found.filter(([, one]) => one === excess).map(([type]) => type);
      if (types.length > 0) yield { at: [], types, ...described(policy, types[0]!, excess) };
    }
  },
};

/** Whether a policy is too long whatever its white space, or because of it. */
type Excess = "hopeless" | "white-space" | undefined;

function excessOf(policy: LintPolicy, type: LintType): Excess {
  const limit = limitOf(type);
  if (limit === undefined) return undefined;
  if (denseLength(policy, type) > limit.dense) return "hopeless";
  return policy.text.length > limit.written ? "white-space" : undefined;
}

function limitOf(type: LintType): { readonly written: number; readonly dense: number } | undefined {
  const ofOrganization = (characters: number) => ({ written: characters, dense: characters });
  switch (type) {
    case "scp":
      return ofOrganization(LIMITS.SERVICE_CONTROL_POLICY.characters);
    case "rcp":
      return ofOrganization(LIMITS.RESOURCE_CONTROL_POLICY.characters);
    case "identity":
      return IDENTITY;
    case "resource":
      return undefined;
  }
}

/** IAM leaves out all white space, that within texts too. */
function denseLength({ text, value }: LintPolicy, type: LintType): number {
  if (type === "identity") return text.replaceAll(/\s/g, "").length;
  return JSON.stringify(value).length;
}

function described(policy: LintPolicy, type: LintType, excess: "hopeless" | "white-space") {
  const { dense, written } = limitOf(type)!;
  const length = `${grouped(denseLength(policy, type))} characters without white space`;
  if (excess === "hopeless") {
    return { message: "the policy is too long", found: length, expected: `${grouped(dense)} or less` };
  }
  return {
    severity: "warning" as const,
    message: "the policy is too long as it is written; without white space it is not",
    found: `${grouped(policy.text.length)} characters, ${length}`,
    expected: `${grouped(written)} or less`,
    fix: "strip the white space before it is stored",
  };
}
