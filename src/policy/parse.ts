import type { Finding } from "../findings/finding";
import type { PolicyDocument } from "./document";
import { duplicateKeys } from "./duplicate-keys";
import { refusals } from "./refusals";
import { policyProblem, shapeProblems } from "./shape";
import type { AuthorizationPolicyType } from "./types";

export type ParsedPolicy =
  | { readonly document: PolicyDocument; readonly problems: readonly [] }
  | { readonly document: null; readonly problems: readonly Finding[] };

/** The policy that a text holds, or everything that AWS would refuse in it. Never throws. */
export function parsePolicy(text: string, type: AuthorizationPolicyType): ParsedPolicy {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { document: null, problems: [policyProblem("policy-not-json", "", "the policy is not JSON")] };
  }
  const repeated = duplicateKeys(text).map((path) =>
    policyProblem("duplicate-key", path, "the same key stands twice in one object"),
  );
  const checked = checkPolicy(value, type);
  return repeated.length === 0 ? checked : { document: null, problems: [...repeated, ...checked.problems] };
}

/** As parsePolicy, for a value that is parsed already. */
export function checkPolicy(value: unknown, type: AuthorizationPolicyType): ParsedPolicy {
  const malformed = shapeProblems(value, type);
  if (malformed.length > 0) return { document: null, problems: malformed };
  const document = value as PolicyDocument;
  const refused = refusals(document, type);
  return refused.length === 0 ? { document, problems: [] } : { document: null, problems: refused };
}
