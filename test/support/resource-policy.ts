import { decide } from "../../src/evaluate/reference";
import type { ContextValue } from "../../src/evaluate/request";
import { many, type PolicyDocument, type Statement, statementsOf } from "../../src/policy/document";

/** Who asks: an AWS service, a principal of an account by its ARN, or nobody in particular. */
export type Asker = { readonly service: string } | { readonly arn: string } | "anonymous";

/**
 * What the policy of a resource, by itself, says of a request: the statements whose principal matches, decided by the
 * plain evaluator as one level. A statement that names an account's root speaks of every principal of the account.
 *
 * @returns "silent" when nothing allows or denies; then an identity policy of the resource's own account may allow
 */
export function saysOf(
  policy: PolicyDocument,
  asker: Asker,
  action: string,
  resource: string,
  context: Readonly<Record<string, ContextValue>> = {},
): "allowed" | "denied" | "silent" {
  const statements = statementsOf(policy).filter((statement) => speaksOf(statement, asker));
  const verdictOf = (chosen: readonly Statement[]) =>
    decide([[{ Version: "2012-10-17", Statement: chosen.map(withoutPrincipal) }]], {
      action,
      resource,
      ...(typeof asker === "object" && "arn" in asker ? { principal: asker.arn } : {}),
      context: { ...keysOf(asker), "aws:SecureTransport": "true", ...context },
    }).verdict;
  const everything: Statement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
  if (verdictOf([...statements, everything]) === "denied") return "denied";
  return statements.length > 0 && verdictOf(statements) === "allowed" ? "allowed" : "silent";
}

/** A role's trust policy names no resource: it is the role's. */
function withoutPrincipal({ Principal: _, ...statement }: Statement): Statement {
  return { Resource: "*", ...statement };
}

function speaksOf({ Principal }: Statement, asker: Asker): boolean {
  if (Principal === "*") return true;
  const { AWS = [], Service = [] } = Principal as { AWS?: string | string[]; Service?: string | string[] };
  if (asker === "anonymous") return false;
  if ("service" in asker) return many(Service).includes(asker.service);
  const account = asker.arn.split(":")[4];
  return many(AWS).some((named) => named === asker.arn || named === `arn:aws:iam::${account}:root`);
}

function keysOf(asker: Asker): Readonly<Record<string, ContextValue>> {
  if (asker === "anonymous") return { "aws:PrincipalType": "Anonymous" };
  if ("arn" in asker) return {};
  return { "aws:PrincipalServiceName": asker.service, "aws:PrincipalIsAWSService": "true" };
}
