import { z } from "zod";
import type { OrganizationFacts } from "./guardrail";

/** What IAM allows in paths and names, and the wildcards. */
const NAME = "[A-Za-z0-9+=,.@_/*?-]+";

/** Roles of every account by path and name, or of one account by ARN; `*` and `?` are wildcards. */
export const roleNames = iamNames("role", "role/NAME or the ARN of a role; * and ? are wildcards");

/** The same for managed policies; those of AWS are in the account "aws". */
export const policyNames = iamNames("policy", "policy/NAME or the ARN of a policy; * and ? are wildcards");

/**
 * The ARN pattern that a name stands for: "role/x" is the role of that name in every account.
 *
 * @param name "role/…", "policy/…" or an ARN
 */
export function arnPattern(name: string, { partition }: OrganizationFacts): string {
  return name.startsWith("arn:") ? name : `arn:${partition}:iam::*:${name}`;
}

function iamNames(kind: "role" | "policy", expected: string) {
  const arn = `arn:(aws|aws-us-gov|aws-cn|\\*):iam::(\\d{12}|aws|\\*):`;
  return z
    .array(z.string().regex(new RegExp(`^(${arn})?${kind}/${NAME}$`), expected))
    .min(1, `at least one ${kind}`);
}
