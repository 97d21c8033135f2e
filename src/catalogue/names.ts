import { z } from "zod";
import type { OrganizationFacts } from "./guardrail";

/** What IAM allows in paths and names. */
const NAME = "A-Za-z0-9+=,.@_/-";

/** A managed policy, by path and name in every account, or by ARN. Its name has no wildcards. */
export const policyName = iamName(
  "policy",
  NAME,
  "policy/NAME or the ARN of a policy, without wildcards in its name",
);

/** Managed policies in the same way, `*` and `?` being wildcards; those of AWS are in the account "aws". */
export const policyNames = iamPatterns("policy");

/** Roles likewise. */
export const roleNames = iamPatterns("role");

/**
 * The ARN pattern that a name stands for: "role/x" is the role of that name in every account.
 *
 * @param name "role/…", "policy/…" or an ARN
 */
export function arnPattern(name: string, { partition }: OrganizationFacts): string {
  return name.startsWith("arn:") ? name : `arn:${partition}:iam::*:${name}`;
}

function iamPatterns(kind: "role" | "policy") {
  const expected = `${kind}/NAME or the ARN of a ${kind}; * and ? are wildcards`;
  return z.array(iamName(kind, `*?${NAME}`, expected)).min(1, `at least one ${kind}`);
}

function iamName(kind: "role" | "policy", characters: string, expected: string) {
  const arn = "arn:(aws|aws-us-gov|aws-cn|\\*):iam::(\\d{12}|aws|\\*):";
  return z.string().regex(new RegExp(`^(${arn})?${kind}/[${characters}]+$`), expected);
}
