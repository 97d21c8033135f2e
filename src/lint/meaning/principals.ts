import { obtain } from "../../collections";
import { arnTokens, globTokens, type Token, type Tokens } from "../../evaluate/automata/tokens";
import { literally, withWildcards } from "../../evaluate/reference/pattern";
import type { Comparison } from "../../policy/operators";
import type { LintCondition } from "../types";
import { tokensMeet } from "./arns";
import { isKey } from "./conditions";

const some = (only: string): Token => ({ only, star: true });
const PARTITION = some("abcdefghijklmnopqrstuvwxyz-");
const ACCOUNT = some("0123456789");
const NAME: Token = { except: ":", star: true };
/** The one role with a colon in its name is AWS's own: role/aws:ec2-infrastructure. */
const ROLE_NAME: Token = { star: true };

const language = (...parts: readonly (string | Token)[]): Tokens =>
  parts.flatMap((part) => (typeof part === "string" ? globTokens(literally(part)) : [part]));

/**
 * The values that aws:PrincipalArn can have. A role's session carries the ARN of the role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:PrincipalArn), read 2026-11.
 */
const KINDS = {
  root: language("arn:", PARTITION, ":iam::", ACCOUNT, ":root"),
  user: language("arn:", PARTITION, ":iam::", ACCOUNT, ":user/", NAME),
  role: language("arn:", PARTITION, ":iam::", ACCOUNT, ":role/", ROLE_NAME),
  federated: language("arn:", PARTITION, ":sts::", ACCOUNT, ":federated-user/", NAME),
};

/** Whether a clause is on aws:PrincipalArn and none of its values is like the ARN of any principal. */
export function isOfNobody(clause: LintCondition): boolean {
  return (
    isKey(clause.key, "aws:PrincipalArn") &&
    clause.values.every(
      ({ value }) => !PRINCIPAL_KINDS.some((kind) => canBePrincipal(String(value), clause, kind)),
    )
  );
}

export type PrincipalKind = keyof typeof KINDS;

export const PRINCIPAL_KINDS = Object.keys(KINDS) as readonly PrincipalKind[];

/** The same few patterns are asked about in policy after policy. */
const asked = new Map<string, boolean>();
const MOST_KEPT = 10_000;

/** Whether a value under an operator can be like the ARN of a principal of a kind. Variables may stand for anything. */
export function canBePrincipal(text: string, { operator }: LintCondition, kind: PrincipalKind): boolean {
  if (operator.kind !== "compare") return true;
  if (asked.size >= MOST_KEPT) asked.clear();
  const { comparison } = operator;
  return obtain(asked, `${kind} ${comparison} ${text}`, () => isOfKind(text, comparison, kind));
}

function isOfKind(text: string, comparison: Comparison, kind: PrincipalKind): boolean {
  const glob = text.replaceAll(/\$\{[^}]*\}/g, "*");
  const isLike = comparison === "arn-like" || comparison === "string-like" || glob !== text;
  const pattern = isLike ? withWildcards(glob) : literally(glob);
  const tokens = comparison === "arn-like" ? arnTokens(pattern) : globTokens(pattern);
  return tokens !== undefined && tokensMeet(tokens, KINDS[kind]);
}
